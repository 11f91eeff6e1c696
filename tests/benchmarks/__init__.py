"""What a question costs beside its references, measured in the same run; never a timed test."""
