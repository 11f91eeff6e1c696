"""Answers each question with the model that should see it."""
