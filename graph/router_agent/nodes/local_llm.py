"""The node that has the local model answer, if the conversation fits into its context."""

from typing import Final

from router_agent.context import Choices
from router_agent.models import Model
from router_agent.nodes import answering
from router_agent.nodes.node import Node, Parts
from router_agent.sensitivity.conversation import texts
from router_agent.settings import Settings
from router_agent.state import State

# Room for the answer, which shares the context with the conversation.
_ANSWER_SHARE: Final = 0.125
# Tokenizers of current local models need about one token for 4 Latin letters and for 1.5
# Hangul syllables; these are a little less, so that what is let through really fits.
_LETTERS_A_TOKEN: Final = 3.5
_TOKENS_A_MESSAGE: Final = 8


def node(parts: Parts) -> Node:
    """Return the node `local_llm`."""
    return answering.node("local_llm", "local", parts, _refuse)


def _refuse(state: State, _: Choices, __: Settings, model: Model) -> State | None:
    """Return what is written instead of calling the model; None lets the call go ahead.

    Ollama drops the oldest messages of a conversation that does not fit, and says nothing.
    """
    if model.num_ctx is None:
        return None
    if tokens_in(state) <= model.num_ctx * (1 - _ANSWER_SHARE):
        return None
    return answering.failed(state, "local", "context_too_long")


def tokens_in(state: State) -> int:
    """Return an estimate of the conversation's tokens, rather too high than too low."""
    tokens = 0.0
    for piece in texts(state["messages"]):
        wide = len(piece.text) - len(piece.text.encode("ascii", "ignore"))
        tokens += wide + (len(piece.text) - wide) / _LETTERS_A_TOKEN + _TOKENS_A_MESSAGE
    return int(tokens)
