"""Identifiers out of what is sent, and back into what is answered."""
