"""Recognizers of identifiers and secrets, one kind a module."""
