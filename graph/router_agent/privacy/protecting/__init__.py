"""Keeping private text out of the traces of a program around the graph."""
