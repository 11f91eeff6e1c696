"""CPU time of the whole graph with instant models, beside a LangGraph graph of no-op nodes."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage
from langgraph.graph import END, START, MessagesState, StateGraph

from router_agent.models import Model
from router_agent.workflow import build_graph
from tests.parts import BothUp, Instant, InstantModels

NODES = 5
ROUNDS = 15
QUESTIONS_A_ROUND = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A median with its reference.

    Attributes:
        name: What was measured.
        microseconds: CPU time of one question, median over the rounds.
        reference: The reference's, in the same rounds.
        ratio: Median of the rounds' ratios.
        low: Their lower quartile.
        high: Their upper quartile.
    """

    name: str
    microseconds: float
    reference: float
    ratio: float
    low: float
    high: float


class _Bare:
    """A model that is no chat model: what LangChain itself takes for a call is left out."""

    def stream(self, *_: Any) -> Iterator[AIMessage]:
        yield AIMessage("answer")

    async def astream(self, *_: Any) -> Any:
        yield AIMessage("answer")


def _no_ops(*, asynchronous: bool, calling: bool = False) -> Any:
    """Return a graph of nodes that do nothing, each in its own step.

    Args:
        asynchronous: Whether they are coroutine functions.
        calling: Whether one of them calls the same model as the router.
    """
    model = Instant()

    def nothing(_: MessagesState) -> dict[str, Any]:
        return {}

    async def anothing(_: MessagesState) -> dict[str, Any]:
        return {}

    def call(state: MessagesState) -> dict[str, Any]:
        return {"messages": [model.invoke(state["messages"])]}

    builder: Any = StateGraph(MessagesState)
    before = START
    for number in range(NODES):
        node = anothing if asynchronous else call if calling and number == 3 else nothing
        builder.add_node(name := f"no_op_{number}", node)
        builder.add_edge(before, name)
        before = name
    builder.add_edge(before, END)
    return builder.compile()


def _router(*, bare: bool) -> Any:
    models = InstantModels()
    if bare:
        chat: Any = _Bare()
        models.models = {"cloud": Model(chat, "bare"), "local": Model(chat, "bare")}
    return build_graph(models=models, availability=BothUp())


def run() -> list[Figure]:
    """Measure, and return a figure for each way of running the graph.

    Every question of a round is a new one, so that nothing is remembered of it. The
    statistics are written to the file that `ROUTER_STATS_URL` names.
    """
    figures = []
    for name, bare in (("chat models", False), ("bare models", True)):
        graph, reference = _router(bare=bare), _no_ops(asynchronous=False)
        figures.append(
            _compare(f"invoke, {name}", lambda g, q: g.invoke({"messages": q}), graph, reference)
        )
    graph, reference = _router(bare=False), _no_ops(asynchronous=False, calling=True)
    figures.append(
        _compare(
            "invoke, chat models; one of the no-ops calls one too",
            lambda g, q: g.invoke({"messages": q}),
            graph,
            reference,
        )
    )
    graph, reference = _router(bare=False), _no_ops(asynchronous=True)
    loop = asyncio.new_event_loop()
    figures.append(
        _compare(
            "ainvoke, chat models",
            lambda g, q: loop.run_until_complete(g.ainvoke({"messages": q})),
            graph,
            reference,
        )
    )
    loop.close()
    return figures


def _compare(name: str, ask: Callable[[Any, str], object], graph: Any, reference: Any) -> Figure:
    ours, theirs = [], []
    for number in range(ROUNDS + 1):
        ours.append(_seconds(ask, graph, number))
        theirs.append(_seconds(ask, reference, number))
    ratios = [one / other for one, other in zip(ours[1:], theirs[1:], strict=True)]  # after warm-up
    low, middle, high = statistics.quantiles(ratios, n=4)
    return Figure(
        name,
        statistics.median(ours[1:]) * 1e6,
        statistics.median(theirs[1:]) * 1e6,
        middle,
        low,
        high,
    )


def _seconds(ask: Callable[[Any, str], object], graph: Any, number: int) -> float:
    start = time.process_time()
    for question in range(QUESTIONS_A_ROUND):
        ask(graph, f"리스트 {number}와 튜플 {question}의 차이는? (Python)")
    return (time.process_time() - start) / QUESTIONS_A_ROUND
