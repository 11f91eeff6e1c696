"""Recognizers of identifiers and secrets, one family a module."""
