"""What the router keeps on the machine beside what its peers find, on the same texts in one run."""
