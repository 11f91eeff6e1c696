"""An instrumentation of the model's client that heeds no switch exports nothing either.

OpenTelemetry's own, of the package `openai`, told to capture content, emits a log record of every
message; with a sampler that takes all, spans too.
"""

import asyncio
import gc
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import pytest
from langchain_core.messages import HumanMessage
from opentelemetry import trace
from opentelemetry._logs import LogRecord
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor
from opentelemetry.sdk._logs import Logger, LoggerProvider
from opentelemetry.sdk._logs.export import SimpleLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import Tracer, TracerProvider, sampling
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

from router_agent import graph
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.privacy.tracing import otel_silence
from router_agent.privacy.tracing import silence as quiet
from router_agent.sensitivity import verdicts
from tests.questions import BUSINESS, HARMLESS
from tests.sensitivity.test_classify import DOUBTFUL
from tests.sinks.otlp import Collector

ANSWER = "대역 응답"
GIVEN: Any = {"messages": [HumanMessage(HARMLESS)]}
PRIVATE: Any = {"messages": [HumanMessage(BUSINESS)]}


@dataclass
class Watched:
    """Where everything of one test goes."""

    collector: Collector
    tracer: Tracer
    logger: Logger
    metrics: InMemoryMetricReader

    def saw(self, *texts: str) -> bool:
        """Whether one of the texts arrived."""
        return any(map(self.collector.saw, texts))


@pytest.fixture(params=["", "gen_ai_latest_experimental"], ids=["stable", "experimental"])
def watched(
    request: pytest.FixtureRequest, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watched]:
    """The real instrumentation, under both of its conventions, and a sampler that takes all."""
    from opentelemetry.instrumentation._semconv import _OpenTelemetrySemanticConventionStability

    content = "SPAN_AND_EVENT" if request.param else "true"
    monkeypatch.setenv("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", content)
    monkeypatch.setenv("OTEL_INSTRUMENTATION_GENAI_EMIT_EVENT", "true")
    monkeypatch.setenv("OTEL_SEMCONV_STABILITY_OPT_IN", request.param)
    monkeypatch.setattr(_OpenTelemetrySemanticConventionStability, "_initialized", False)
    tracers = TracerProvider(sampler=sampling.ALWAYS_ON, shutdown_on_exit=False)
    tracers.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(collector.traces)))
    loggers = LoggerProvider(shutdown_on_exit=False)
    logs = OTLPLogExporter(f"{collector.url}/v1/logs")
    loggers.add_log_record_processor(SimpleLogRecordProcessor(logs))
    reader = InMemoryMetricReader()
    meters = MeterProvider([reader], shutdown_on_exit=False)
    instrumentor: Any = cast(Any, OpenAIInstrumentor)()
    instrumentor.instrument(tracer_provider=tracers, logger_provider=loggers, meter_provider=meters)
    tracer, logger = tracers.get_tracer("caller"), loggers.get_logger("caller")
    assert isinstance(tracer, Tracer)
    assert isinstance(logger, Logger)
    yield Watched(collector, tracer, logger, reader)
    instrumentor.uninstrument()
    tracers.shutdown()
    loggers.shutdown()
    meters.shutdown()


@pytest.fixture
def doors_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK as it is loaded: what the silence has wrapped, unwrapped."""
    _unwrap(monkeypatch)
    monkeypatch.setattr(quiet, "shut_doors", lambda: None)


def _unwrap(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in ((Tracer, "start_span"), (Logger, "emit")):
        method = getattr(owner, name)
        monkeypatch.setattr(owner, name, getattr(method, "__wrapped__", method))


@pytest.fixture
def local_openai(ollama: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAIStandIn]:
    """A local model that is called with the same client as the cloud's."""
    with OpenAIStandIn(models=("local-x",), key=None) as local:
        monkeypatch.setenv("ROUTER_LOCAL_PROVIDER", "openai")
        monkeypatch.setenv("ROUTER_LOCAL_BASE_URL", local.url)
        monkeypatch.setenv("ROUTER_LOCAL_MODEL", "local-x")
        yield local


async def _all(items: Any) -> list[Any]:
    return [item async for item in items]


async def _abandoned(given: Any) -> None:
    async for _ in graph.astream(given, stream_mode="messages"):
        break
    gc.collect()
    await asyncio.sleep(0.05)


def _run_in_every_way(given: Any) -> None:
    graph.invoke(given)
    list(graph.stream(given, stream_mode="messages"))
    asyncio.run(graph.ainvoke(given))
    asyncio.run(_all(graph.astream(given, stream_mode="messages")))
    items: Any = graph.stream(given, stream_mode="messages")
    next(items)
    items.close()
    asyncio.run(_abandoned(given))
    thread = threading.Thread(target=graph.invoke, args=(given,))
    thread.start()
    thread.join()


@pytest.mark.usefixtures("openai", "ollama")
def test_an_instrumentation_that_heeds_no_switch_exports_nothing_of_the_cloud_models_calls(
    watched: Watched,
) -> None:
    _run_in_every_way(GIVEN)
    assert not watched.collector.requests


@pytest.mark.usefixtures("openai", "ollama", "doors_open")
def test_without_shut_doors_the_cloud_models_calls_would_be_exported(watched: Watched) -> None:
    graph.invoke(GIVEN)
    assert watched.saw(HARMLESS)
    assert watched.saw(ANSWER)
    assert {request.path for request in watched.collector.requests} == {"/v1/traces", "/v1/logs"}


@pytest.mark.usefixtures("openai", "local_openai")
def test_nor_does_it_export_a_private_question_to_a_local_model_behind_the_same_client(
    watched: Watched,
) -> None:
    _run_in_every_way(PRIVATE)
    assert graph.invoke(PRIVATE)["model_type"] == "local"
    assert not watched.collector.requests


@pytest.mark.usefixtures("openai", "local_openai", "doors_open")
def test_without_shut_doors_the_private_question_would_be_exported(watched: Watched) -> None:
    assert graph.invoke(PRIVATE)["model_type"] == "local"
    assert watched.saw(BUSINESS)


@pytest.mark.usefixtures("openai")
def test_the_judge_on_its_own_thread_exports_nothing(
    watched: Watched, local_openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubtful: Any = {"messages": [HumanMessage(DOUBTFUL)]}
    graph.invoke(doubtful)
    assert len([r for r in local_openai.requests if r.path.endswith("/completions")]) > 0
    assert not watched.collector.requests

    verdicts.forget()
    _unwrap(monkeypatch)
    monkeypatch.setattr(quiet, "shut_doors", lambda: None)
    graph.invoke(doubtful)
    assert watched.saw(DOUBTFUL)


@pytest.mark.usefixtures("openai", "ollama")
def test_the_callers_own_spans_and_records_between_two_items_go_on(watched: Watched) -> None:
    with watched.tracer.start_as_current_span("around"):
        for number, _ in enumerate(graph.stream(GIVEN, stream_mode="updates")):
            with watched.tracer.start_as_current_span(f"own {number}"):
                watched.logger.emit(LogRecord(body=f"said {number}"))

    async def consume() -> None:
        number = 0
        async for _ in graph.astream(GIVEN, stream_mode="updates"):
            with watched.tracer.start_as_current_span(f"async {number}"):
                watched.logger.emit(body=f"async said {number}")
                number += 1

    asyncio.run(consume())
    spans = watched.collector.spans()
    assert {"around", "own 0", "own 3", "async 0", "async 3"} <= {span["name"] for span in spans}
    assert not [span for span in spans if span["name"].split()[0] not in ("around", "own", "async")]
    assert all(map(watched.saw, ("said 0", "said 3", "async said 0", "async said 3")))
    assert not watched.saw(HARMLESS, ANSWER)


@pytest.mark.usefixtures("openai", "ollama")
def test_our_own_spans_are_told_beside_an_instrumentation_that_is_kept_out(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "metadata")
    with watched.tracer.start_as_current_span("around"):
        graph.invoke(GIVEN)
    assert {span["name"] for span in watched.collector.spans()} == {
        "around",
        "invoke_agent router",
        "chat gpt-4o-mini",
    }
    assert not watched.saw(HARMLESS, ANSWER)


@pytest.mark.usefixtures("openai", "ollama")
def test_what_is_measured_of_a_call_holds_no_text(watched: Watched) -> None:
    graph.invoke(GIVEN)
    measured = watched.metrics.get_metrics_data()
    assert measured is not None
    told = measured.to_json()
    assert "gpt-4o-mini" in told
    assert HARMLESS not in told
    assert ANSWER not in told


def test_an_sdk_that_is_loaded_after_the_first_run_is_shut_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _unwrap(monkeypatch)
    loaded = sys.modules["opentelemetry.sdk.trace"]
    monkeypatch.delitem(sys.modules, "opentelemetry.sdk.trace")
    with quiet.Quiet():
        assert not hasattr(Tracer.start_span, "__wrapped__")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", loaded)
    once = quiet.Quiet()
    with once:
        wrapped = Tracer.start_span
        assert hasattr(wrapped, "__wrapped__")
    with once:
        assert Tracer.start_span is wrapped  # and not twice


def test_what_an_instrumentation_ends_late_is_not_exported_either(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stream that was cut tells what it held when it is collected: who knows where."""
    with quiet.Quiet():
        span = watched.tracer.start_span("begun in the silence")
    late = trace.set_span_in_context(span)
    watched.tracer.start_span("late", context=late).end()
    watched.logger.emit(LogRecord(body=HARMLESS, context=late))
    watched.logger.emit(body=HARMLESS, context=late)
    assert not watched.collector.requests

    monkeypatch.setattr(otel_silence, "_MARK", "no such mark")
    watched.logger.emit(LogRecord(body=HARMLESS, context=late))
    assert watched.saw(HARMLESS)


def test_our_own_records_of_a_run_are_passed_on_to_opentelemetry(watched: Watched) -> None:
    provider = LoggerProvider(shutdown_on_exit=False)
    logs = OTLPLogExporter(f"{watched.collector.url}/v1/logs")
    provider.add_log_record_processor(SimpleLogRecordProcessor(logs))
    with quiet.Quiet():
        provider.get_logger("router_agent.stats.store").emit(body="a statistic was not written")
        provider.get_logger("router_agents").emit(body=HARMLESS)
    provider.shutdown()
    assert watched.saw("a statistic was not written")
    assert not watched.saw(HARMLESS)


def test_no_message_of_a_run_is_uploaded_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """By an environment variable the whole conversation goes to files, wherever they are."""

    class UploadCompletionHook:
        """Stands for the real one, which needs a package for remote files."""

        def on_completion(self, **told: Any) -> None:
            uploaded.append(told)

    uploaded: list[Any] = []
    loaded = SimpleNamespace(UploadCompletionHook=UploadCompletionHook)
    name = "opentelemetry.util.genai._upload.completion_hook"
    monkeypatch.setitem(sys.modules, name, cast(ModuleType, loaded))
    hook = UploadCompletionHook()
    with quiet.Quiet():
        hook.on_completion(inputs=[HARMLESS])
    assert not uploaded
    hook.on_completion(inputs=[HARMLESS])
    assert uploaded
