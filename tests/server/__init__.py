"""The graph behind a real LangGraph server."""
