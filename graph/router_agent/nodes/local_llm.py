"""The node that has the local model answer, if the conversation fits into its context."""

from router_agent.context import Choices
from router_agent.models import Model
from router_agent.nodes import answering
from router_agent.nodes.node import Node, Parts
from router_agent.sensitivity.conversation import texts
from router_agent.settings import Settings
from router_agent.state import State
from router_agent.tokens import fits


def node(parts: Parts) -> Node:
    """Return the node `local_llm`."""
    return answering.node("local_llm", "local", parts, _refuse)


def _refuse(state: State, _: Choices, __: Settings, model: Model) -> State | None:
    """Return what is written instead of calling the model; None lets the call go ahead."""
    if fits((piece.text for piece in texts(state["messages"])), model.num_ctx):
        return None
    return answering.failed(state, "local", "context_too_long")
