"""A question followed on its way through the graph, for those who show it to people."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from router_agent.context import RouterContext
from router_agent.entrance import RouterGraph
from router_agent.nodes.choose_model import decision_of
from router_agent.nodes.saying import reason_of
from router_agent.policy import Route
from router_agent.state import Output, State

_ANSWERING: Final = ("cloud_llm", "local_llm", "hold")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A model is about to be asked, or the question is about to be held.

    Attributes:
        state: All that is known so far: sensitivity, findings, complexity, ...
        route: Where the question goes.
        reason: Why, as a sentence.
        again: Whether a model tried before gave no whole answer.
    """

    state: State
    route: Route
    reason: str
    again: bool


@dataclass(frozen=True, slots=True)
class Token:
    """The next piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The question is answered or held, and recorded."""

    output: Output


def follow(
    graph: RouterGraph, question: Any, context: RouterContext | None = None
) -> Iterator[Chosen | Token | Done]:
    """Run the graph on `question` and yield what happens, as it happens.

    Raises:
        InvalidQuestion: If there is nothing to answer in it.
        InvalidSetting: If a setting has an impossible value.
    """
    state = State()
    for mode, item in graph.stream(
        {"messages": question}, context=context, stream_mode=["updates", "messages"]
    ):
        if mode == "messages":
            chunk, metadata = item
            if metadata.get("langgraph_node") in _ANSWERING and (text := str(chunk.text)):
                yield Token(text)
            continue
        for node, update in item.items():
            state |= cast(State, update or {})
            failed = node in ("cloud_llm", "local_llm") and "answer" not in (update or {})
            if node == "classify_sensitivity" or failed:
                decision = decision_of(state)
                yield Chosen(state, decision.route, reason_of(state, decision), failed)
    yield Done(cast(Output, {k: v for k, v in state.items() if k in Output.__annotations__}))
