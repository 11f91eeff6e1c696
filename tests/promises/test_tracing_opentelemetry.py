"""With OpenTelemetry instrumentations on, nothing of a question or an answer is exported."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.outputs import ChatResult
from langgraph.graph.state import CompiledStateGraph
from openinference.instrumentation.langchain import LangChainInstrumentor
from opentelemetry import context, trace
from opentelemetry.instrumentation.utils import (
    is_http_instrumentation_enabled,
    is_instrumentation_enabled,
)

from router_agent import build_graph, graph
from router_agent.models import Model
from tests.parts import BothUp, Instant, InstantModels
from tests.questions import HARMLESS
from tests.sinks.otlp import Collector

pytestmark = pytest.mark.usefixtures("ollama", "openai")

GIVEN: Any = {"messages": [HumanMessage(HARMLESS)]}
ANSWER = "대역 응답"


@pytest.fixture
def instrumented(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """A collector that the real OpenInference instrumentation of LangChain exports to."""
    from langchain_core.callbacks import manager

    monkeypatch.setattr(manager, "_configure", manager._configure)  # put back what we wrap
    instrumentor = LangChainInstrumentor()
    instrumentor.instrument(skip_dep_check=True)
    yield collector
    instrumentor.uninstrument()


async def _all(items: Any) -> list[Any]:
    return [item async for item in items]


def _run_in_every_way(given: Any) -> None:
    given.invoke(GIVEN)
    list(given.stream(GIVEN, stream_mode="messages"))
    given.batch([GIVEN])
    asyncio.run(given.ainvoke(GIVEN))
    asyncio.run(_all(given.astream(GIVEN)))
    asyncio.run(_all(given.astream_events(GIVEN, version="v2")))
    items = given.stream(GIVEN)
    next(items)
    items.close()


def test_no_way_of_running_the_graph_exports_a_span(instrumented: Collector) -> None:
    _run_in_every_way(graph)
    assert not instrumented.spans()
    assert not instrumented.saw(HARMLESS)
    assert not instrumented.saw(ANSWER)


def test_without_the_protection_question_and_answer_would_be_exported(
    instrumented: Collector, unprotected: Any
) -> None:
    unprotected.invoke(GIVEN)
    assert instrumented.saw(HARMLESS)
    assert instrumented.saw(ANSWER)


class _Looking(Instant):
    """A model that notes how the switches stand while it is called."""

    def _generate(self, *args: Any, **kwargs: Any) -> ChatResult:
        with trace.get_tracer("one that looks at no switch").start_as_current_span("call") as span:
            SEEN.append(
                (
                    is_instrumentation_enabled(),
                    is_http_instrumentation_enabled(),
                    bool(context.get_value("suppress_language_model_instrumentation")),
                    span.is_recording(),
                )
            )
        return super()._generate(*args, **kwargs)


SEEN: list[tuple[bool, bool, bool, bool]] = []


def test_every_switch_that_instrumentations_look_at_is_off_within_and_on_between(
    collector: Collector,
) -> None:
    """That is how those of HTTP and model clients are kept out; one that looks at none, too."""
    models = InstantModels()
    models.models["cloud"] = Model(_Looking(answer="here"), "looking")
    looking = build_graph(models=models, availability=BothUp())
    SEEN.clear()
    for _ in looking.stream(GIVEN):
        assert is_instrumentation_enabled()
        assert is_http_instrumentation_enabled()
    assert SEEN == [(False, False, True, False)]
    assert not collector.spans()

    plain: Any = CompiledStateGraph.__new__(CompiledStateGraph)
    plain.__dict__.update(looking.__dict__)
    plain.invoke(GIVEN)
    assert SEEN[1:] == [(True, True, False, True)]


def test_the_callers_own_spans_between_two_items_are_still_exported(collector: Collector) -> None:
    tracer = trace.get_tracer("caller")
    with tracer.start_as_current_span("around"):
        for number, _ in enumerate(graph.stream(GIVEN, stream_mode="updates")):
            with tracer.start_as_current_span(f"own {number}"):
                pass

    async def consume() -> None:
        number = 0
        async for _ in graph.astream(GIVEN, stream_mode="updates"):
            with tracer.start_as_current_span(f"async {number}"):
                number += 1

    asyncio.run(consume())
    names = {span["name"] for span in collector.spans()}
    assert {"around", "own 0", "own 3", "async 0", "async 3"} <= names
    inner = next(span for span in collector.spans() if span["name"] == "own 1")
    around = next(span for span in collector.spans() if span["name"] == "around")
    assert inner["parent"] == around["id"]


def test_a_process_without_opentelemetry_does_not_load_it() -> None:
    """What need not be imported is not."""
    import subprocess
    import sys

    code = (
        "import sys; import router_agent.privacy; import router_agent\n"
        "assert 'opentelemetry' not in sys.modules and 'langsmith' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
