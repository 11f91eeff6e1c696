"""A question followed on its way through the graph, for those who show it to people."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import uuid4

from langgraph.types import Command

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
    graph: RouterGraph,
    question: Any,
    context: RouterContext | None = None,
    ask: Callable[[dict[str, Any]], str] | None = None,
) -> Iterator[Chosen | Token | Done]:
    """Run the graph on `question` and yield what happens, as it happens.

    Args:
        graph: The graph; with a checkpointer where `ask` is given.
        question: The question.
        context: Settings of the run.
        ask: Asks the user for consent: is given what the graph asks, returns the answer.

    Raises:
        InvalidQuestion: If there is nothing to answer in it.
        InvalidSetting: If a setting has an impossible value.
    """
    state = State()
    config: Any = {"configurable": {"thread_id": str(uuid4())}} if ask else None
    given: Any = {"messages": question}
    while given is not None:
        items = graph.stream(given, config, context=context, stream_mode=["updates", "messages"])
        given = None
        for mode, item in items:
            if mode == "messages":
                chunk, metadata = item
                if metadata.get("langgraph_node") in _ANSWERING and (text := str(chunk.text)):
                    yield Token(text)
                continue
            for node, update in item.items():
                if node == "__interrupt__" and ask is not None:
                    given = Command(resume=ask(update[0].value))
                    continue
                state |= cast(State, update or {})
                undecided = node in _ANSWERING and "answer" not in (update or {})
                if node == "classify_sensitivity" or undecided:
                    decision = decision_of(state)
                    failed = undecided and node != "hold"
                    yield Chosen(state, decision.route, reason_of(state, decision), failed)
    yield Done(cast(Output, {k: v for k, v in state.items() if k in Output.__annotations__}))
