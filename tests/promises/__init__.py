"""What must never break, whatever else changes."""
