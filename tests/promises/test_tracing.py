"""With LangSmith tracing on, nothing of a question or an answer is posted."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers
from langsmith import traceable
from langsmith.utils import get_env_var

from router_agent import graph
from router_agent.demo.http_server import Connection, Received
from router_agent.demo.loopback import StandIn
from tests.questions import HARMLESS

pytestmark = pytest.mark.usefixtures("ollama", "openai")


class LangSmith(StandIn):
    """Takes whatever a tracer posts."""

    def answer(self, request: Received, connection: Connection) -> None:
        """Accept it."""
        connection.send_json(202, {"version": "0", "batch_ingest_config": {}})


@pytest.fixture(scope="module")
def server() -> Iterator[LangSmith]:
    """One server for all tests, as LangSmith keeps one client a process."""
    with LangSmith() as started:
        yield started


@pytest.fixture
def langsmith(server: LangSmith, monkeypatch: pytest.MonkeyPatch) -> Iterator[LangSmith]:
    """A loopback LangSmith, with tracing on."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_pt_x")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", server.url)
    cached: Any = get_env_var
    cached.cache_clear()
    server.clear()
    yield server
    wait_for_all_tracers()
    cached.cache_clear()


GIVEN: Any = {"messages": HARMLESS}
WAYS: dict[str, Callable[[], Any]] = {
    "invoke": lambda: graph.invoke(GIVEN),
    "stream": lambda: list(graph.stream(GIVEN)),
    "stream messages": lambda: list(graph.stream(GIVEN, stream_mode="messages")),
    "batch": lambda: graph.batch([GIVEN, GIVEN]),
    "with_config": lambda: graph.with_config({"tags": ["x"]}).invoke(GIVEN),
    "copy": lambda: graph.copy().invoke(GIVEN),
}


def posted(server: LangSmith) -> bool:
    wait_for_all_tracers()
    time.sleep(0.3)  # the client posts in batches, from a thread of its own
    return server.saw(HARMLESS) or server.saw("대역 응답")


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_running_the_graph_posts_a_text(way: str, langsmith: LangSmith) -> None:
    WAYS[way]()
    assert not posted(langsmith)


async def test_no_asynchronous_way_of_running_it_does_either(langsmith: LangSmith) -> None:
    await graph.ainvoke(GIVEN)
    _ = [item async for item in graph.astream(GIVEN)]
    await graph.abatch([GIVEN])
    _ = [item async for item in graph.astream_events(GIVEN, version="v2")]
    assert not posted(langsmith)


def test_without_the_protection_the_text_would_be_posted(langsmith: LangSmith) -> None:
    """A check that cannot fail is no check."""
    from langgraph.graph.state import CompiledStateGraph

    plain: Any = CompiledStateGraph.__new__(CompiledStateGraph)
    plain.__dict__.update(graph.__dict__)
    from langchain_core.messages import HumanMessage

    plain.invoke({"messages": [HumanMessage(HARMLESS)]})
    assert posted(langsmith)


def test_the_callers_own_traced_code_between_two_items_is_still_traced(
    langsmith: LangSmith,
) -> None:
    @traceable
    def own(note: str) -> str:
        return note

    for number, _ in enumerate(graph.stream(GIVEN, stream_mode="updates")):
        own(f"own-note-{number}")
    wait_for_all_tracers()
    deadline = time.monotonic() + 10
    while not langsmith.saw("own-note-0") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert langsmith.saw("own-note-0")
    assert not posted(langsmith)
