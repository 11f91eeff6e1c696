"""The steps of the graph, one module a node, each named as its node."""
