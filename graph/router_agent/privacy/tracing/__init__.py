"""What tracing sees of the graph: nothing of its runs, and what the settings have it told."""
