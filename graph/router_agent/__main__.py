"""`python -m router_agent` is the command `router-agent`."""

from router_agent.cli import app

app(prog_name="router-agent")
