"""What could quote a text on its way out of a run: errors, logs and warnings."""
