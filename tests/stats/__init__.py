"""What is recorded, and what it adds up to."""
