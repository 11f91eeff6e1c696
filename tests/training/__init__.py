"""Tests of how the sensitivity model is made and measured."""
