"""`ROUTER_TRACING`: what tracing is told of a question when it is over."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.tracers.langchain import LangChainTracer
from langgraph.graph import END, START, MessagesState, StateGraph
from langsmith import trace as traced
from langsmith import tracing_context
from opentelemetry import trace

from router_agent import graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.privacy import answers
from router_agent.privacy.tracing import langsmith_spans, otel_spans, reporting
from tests.questions import BUSINESS, HARMLESS
from tests.sinks.langsmith import LangSmith
from tests.sinks.otlp import Collector

pytestmark = pytest.mark.usefixtures("ollama", "openai")

ANSWER = "대역 응답"
QUESTION: Any = {"messages": [HumanMessage(HARMLESS)]}
PRIVATE: Any = {"messages": [HumanMessage(BUSINESS)]}


async def _all(items: Any) -> list[Any]:
    return [item async for item in items]


WAYS: dict[str, Callable[[], Any]] = {
    "invoke": lambda: graph.invoke(QUESTION),
    "stream": lambda: list(graph.stream(QUESTION)),
    "ainvoke": lambda: asyncio.run(graph.ainvoke(QUESTION)),
    "astream": lambda: asyncio.run(_all(graph.astream(QUESTION, stream_mode="messages"))),
}


def _named(runs: list[dict[str, Any]], name: str) -> dict[str, Any]:
    found = [run for run in runs if run["name"] == name]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("way", WAYS)
def test_metadata_tells_route_reason_tokens_and_times_but_no_text(
    way: str, langsmith: LangSmith, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "metadata")
    WAYS[way]()
    langsmith.settle()

    run = _named(langsmith.runs(), "router")
    told = run["extra"]["metadata"]
    assert told["router_agent.model_type"] == "cloud"
    assert told["router_agent.reason_code"] == "quality"
    assert told["router_agent.sensitivity"] == "low"
    assert told["router_agent.outcome"] == "answered"
    assert told["router_agent.kinds"] == []
    assert told["router_agent.seconds"] > 0
    answer = _named(langsmith.runs(), "gpt-4o-mini")
    assert answer["parent_run_id"] == run["id"]
    assert answer["extra"]["metadata"]["usage_metadata"]["input_tokens"] > 0

    decision = _named(collector.spans(), "invoke_agent router")
    chat = _named(collector.spans(), "chat gpt-4o-mini")
    assert decision["attributes"]["router_agent.reason_code"] == "quality"
    assert chat["attributes"]["gen_ai.operation.name"] == "chat"
    assert chat["attributes"]["gen_ai.provider.name"] == "openai"
    assert chat["attributes"]["gen_ai.request.model"] == "gpt-4o-mini"
    assert chat["attributes"]["gen_ai.usage.input_tokens"] > 0
    assert chat["parent"] == decision["id"]
    seconds = (decision["end"] - decision["start"]) / 1e9
    assert seconds == pytest.approx(told["router_agent.seconds"], abs=1e-3)

    for sink in (langsmith, collector):
        assert not sink.saw(HARMLESS)
        assert not sink.saw(ANSWER)


def test_off_is_the_default_and_tells_nothing(langsmith: LangSmith, collector: Collector) -> None:
    graph.invoke(QUESTION)
    langsmith.settle()
    assert len(langsmith.runs()) == 1  # the sink's own
    assert not collector.spans()


def test_full_tells_the_text_of_a_low_question_and_of_no_other(
    langsmith: LangSmith, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "full")
    graph.invoke(QUESTION)
    graph.invoke(PRIVATE)
    langsmith.settle()
    for sink in (langsmith, collector):
        assert sink.saw(HARMLESS)
        assert sink.saw(ANSWER)
        assert not sink.saw(BUSINESS)
    chat = _named(collector.spans(), "chat gpt-4o-mini")
    (asked,) = json.loads(chat["attributes"]["gen_ai.input.messages"])
    assert asked == {"role": "user", "parts": [{"type": "text", "content": HARMLESS}]}


def test_full_tells_no_text_where_a_level_is_unknown_or_the_text_is_private_by_itself(
    langsmith: LangSmith, monkeypatch: pytest.MonkeyPatch
) -> None:
    _text: Any = reporting._text
    low: Any = {"messages": [HumanMessage(HARMLESS)], "sensitivity": "low"}
    assert _text(low)
    assert _text({**low, "sensitivity": None}) is None
    assert _text({"messages": low["messages"]}) is None
    assert _text({**low, "thread_sensitivity": "high"}) is None
    assert _text({**low, "thread_sensitivity": None}) is None
    assert _text({**low, "messages": [HumanMessage(BUSINESS)]}) is None


def test_full_tells_no_answer_that_this_process_remembers_as_private(
    langsmith: LangSmith, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says nothing private by itself, and came back in another thread."""
    remembered = "It is Paris, the capital of France and its largest city."
    asked: Any = {
        "messages": [HumanMessage(HARMLESS), AIMessage(remembered), HumanMessage(HARMLESS)],
        "sensitivity": "low",
    }
    assert reporting._text(asked)
    answers.remember(remembered, "high", ())
    try:
        assert reporting._text(asked) is None
        with monkeypatch.context() as without:
            without.setattr(answers, "recall", lambda _: "low")
            assert reporting._text(asked)
        monkeypatch.setenv("ROUTER_TRACING", "full")
        graph.invoke({"messages": asked["messages"]})
        langsmith.settle()
        assert _named(langsmith.runs(), "router")
        assert not langsmith.saw(remembered)
        assert not collector.saw(remembered)
    finally:
        answers.forget()


def test_a_question_that_is_held_is_told_with_its_reason(
    langsmith: LangSmith,
    collector: Collector,
    ollama: OllamaStandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "metadata")
    ollama.stop()
    graph.invoke(PRIVATE)
    langsmith.settle()
    told = _named(langsmith.runs(), "router")["extra"]["metadata"]
    assert told["router_agent.outcome"] == "held"
    assert told["router_agent.reason_code"] == "privacy_local_down"
    assert [span["name"] for span in collector.spans()] == ["invoke_agent router"]
    assert not langsmith.saw(BUSINESS)
    assert not collector.saw(BUSINESS)


def test_it_is_told_below_the_callers_own_spans_and_in_its_project(
    langsmith: LangSmith, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "metadata")
    with (
        tracing_context(project_name="mine", enabled=True),
        traced("caller") as parent,
        trace.get_tracer("caller").start_as_current_span("around"),
    ):
        graph.invoke(QUESTION)
    langsmith.settle()
    run = _named(langsmith.runs(), "router")
    assert run["parent_run_id"] == str(parent.id)
    assert run["session_name"] == "mine"
    around = _named(collector.spans(), "around")
    assert _named(collector.spans(), "invoke_agent router")["parent"] == around["id"]


def test_it_is_told_below_the_node_of_a_traced_parent(
    langsmith: LangSmith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "metadata")
    builder = StateGraph(MessagesState)
    builder.add_node("embedded", graph)
    builder.add_edge(START, "embedded")
    builder.add_edge("embedded", END)
    builder.compile().invoke(QUESTION)
    langsmith.settle()
    node = _named(langsmith.runs(), "embedded")
    assert _named(langsmith.runs(), "router")["parent_run_id"] == node["id"]


def test_it_is_told_to_a_tracer_that_the_caller_gives(
    langsmith: LangSmith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "metadata")
    with tracing_context(enabled=False):
        graph.invoke(QUESTION, {"callbacks": [LangChainTracer(project_name="given")]})
    langsmith.settle()
    assert _named(langsmith.runs(), "router")["session_name"] == "given"
    assert not langsmith.saw(HARMLESS)


def test_a_failure_in_tracing_costs_no_answer_and_logs_no_text(
    langsmith: LangSmith,
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "full")

    def fail(*_: object) -> None:
        raise RuntimeError(HARMLESS)

    monkeypatch.setattr(langsmith_spans, "post", fail)
    monkeypatch.setattr(otel_spans, "emit", fail)
    with caplog.at_level(logging.DEBUG, logger="router_agent"):
        result = graph.invoke(QUESTION)
    assert result["model_type"] == "cloud"
    assert "a question was not traced: RuntimeError" in caplog.text
    assert HARMLESS not in caplog.text
