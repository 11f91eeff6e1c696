"""The node that has the local model answer, if the conversation fits into its context."""

from router_agent.nodes import answering
from router_agent.nodes.answering import Call, Situation
from router_agent.nodes.node import Node, Parts
from router_agent.sensitivity.conversation import texts
from router_agent.tokens import fits


def node(parts: Parts) -> Node:
    """Return the node `local_llm`."""
    return answering.node("local_llm", "local", parts, _prepare)


def _prepare(now: Situation) -> Call | str:
    """Return the call, or the code of why it would fail."""
    messages = now.state["messages"]
    if fits((piece.text for piece in texts(messages)), now.model.num_ctx):
        return Call(now.model.chat, messages)
    return "context_too_long"
