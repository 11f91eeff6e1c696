"""Tests of masking and restoring."""
