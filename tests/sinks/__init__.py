"""Servers on loopback that take whatever is sent to them, and can be searched for a text."""
