"""Where traces would go: a LangSmith and a collector on loopback, one of each a process.

LangSmith keeps one client a process, and OpenTelemetry one provider.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from langgraph.graph.state import CompiledStateGraph
from langsmith.utils import get_env_var
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

from router_agent import graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.environment import current
from tests.sinks.langsmith import LangSmith
from tests.sinks.otlp import Collector


@pytest.fixture(scope="session")
def langsmith_server() -> Iterator[LangSmith]:
    """A loopback LangSmith."""
    with LangSmith() as started:
        yield started


@pytest.fixture
def langsmith(langsmith_server: LangSmith, monkeypatch: pytest.MonkeyPatch) -> Iterator[LangSmith]:
    """A loopback LangSmith that the environment points to, with tracing on."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_pt_x")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", langsmith_server.url)
    cached: Any = get_env_var
    cached.cache_clear()
    langsmith_server.clear()
    yield langsmith_server
    langsmith_server.settle()
    cached.cache_clear()


@pytest.fixture(scope="session")
def collector_server() -> Iterator[Collector]:
    """A loopback collector, to which this process's provider sends each span at once."""
    with Collector() as started:
        provider = TracerProvider(shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(started.traces)))
        trace.set_tracer_provider(provider)
        yield started


@pytest.fixture
def collector(collector_server: Collector) -> Collector:
    """A loopback collector, empty."""
    collector_server.clear()
    return collector_server


@pytest.fixture
def unprotected(ollama: OllamaStandIn, openai: OpenAIStandIn) -> Any:
    """The same graph as LangGraph compiles it, without our entrance."""
    current.refresh()  # which the entrance does
    plain: Any = CompiledStateGraph.__new__(CompiledStateGraph)
    plain.__dict__.update(graph.__dict__)
    return plain
