"""What LangChain makes of a graph: wrappers that open runs of their own, input included."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableLambda
from langchain_core.runnables.base import RunnableEach
from langchain_core.runnables.retry import RunnableRetry
from langchain_core.tracers.langchain import LangChainTracer
from langsmith import Client, tracing_context

from router_agent import graph
from router_agent.errors import InvalidQuestion
from router_agent.privacy import protect_langsmith
from tests.questions import BUSINESS, HARMLESS
from tests.sinks.langsmith import LangSmith

pytestmark = pytest.mark.usefixtures("ollama", "openai")

ANSWER = "대역 응답"
GIVEN: Any = {"messages": [HumanMessage(BUSINESS)]}
LOW: Any = {"messages": [HumanMessage(HARMLESS)]}
Made = Callable[[Any], Any]


async def _all(items: Any) -> list[Any]:
    return [item async for item in items]


RETRIED: dict[str, Made] = {
    "invoke": lambda g: g.with_retry().invoke(GIVEN),
    "ainvoke": lambda g: asyncio.run(g.with_retry().ainvoke(GIVEN)),
    "batch": lambda g: g.with_retry(stop_after_attempt=2).batch([GIVEN, GIVEN]),
    "abatch": lambda g: asyncio.run(g.with_retry().abatch([GIVEN])),
    "stream": lambda g: list(g.with_retry().stream(GIVEN)),
    "astream_events": lambda g: asyncio.run(
        _all(g.with_retry().astream_events(GIVEN, version="v2"))
    ),
    "a tracer in a config": lambda g: g.with_retry().invoke(
        GIVEN, {"callbacks": [LangChainTracer()], "run_name": "named"}
    ),
    "with_config": lambda g: (
        g.with_retry().with_config(callbacks=[LangChainTracer()]).invoke(GIVEN)
    ),
    "map": lambda g: g.map().invoke([GIVEN, GIVEN]),
    "map, asynchronously": lambda g: asyncio.run(g.map().ainvoke([GIVEN])),
    "map, streamed": lambda g: list(g.map().stream([GIVEN])),
    "map, in a batch": lambda g: g.map().batch([[GIVEN], [GIVEN]]),
    "map with_config": lambda g: g.map().with_config(tags=["x"]).invoke([GIVEN]),
    "map, bound": lambda g: g.map().bind(stream_mode="values").invoke([GIVEN]),
    "map of retries": lambda g: g.with_retry().map().invoke([GIVEN]),
    "retries of a map": lambda g: g.map().with_retry().invoke([GIVEN]),
}


def _posted(server: LangSmith) -> bool:
    server.settle()
    return server.saw(BUSINESS) or server.saw(ANSWER)


@pytest.mark.parametrize("way", RETRIED)
def test_a_graph_that_is_tried_again_or_mapped_posts_no_text(
    way: str, langsmith: LangSmith
) -> None:
    assert RETRIED[way](graph)
    assert not _posted(langsmith)


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda: RunnableEach(bound=graph).invoke([GIVEN]),
        lambda: RunnableRetry(bound=graph, kwargs={}, config={}).invoke(GIVEN),
        lambda: RunnableRetry(bound=graph, kwargs={}, config={}).batch([GIVEN]),
    ],
)
def test_in_langchains_own_wrappers_the_text_would_be_posted(
    wrapped: Callable[[], Any], langsmith: LangSmith
) -> None:
    wrapped()
    assert _posted(langsmith)


def test_it_is_tried_again_and_what_it_raises_is_still_raised() -> None:
    from langgraph.graph.state import CompiledStateGraph

    calls: list[int] = []

    def failing(*_: Any, **__: Any) -> Any:
        calls.append(1)
        raise InvalidQuestion("no")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(CompiledStateGraph, "invoke", failing)
        again = graph.with_retry(stop_after_attempt=3, wait_exponential_jitter=False)
        with pytest.raises(InvalidQuestion):
            again.invoke(LOW)
        assert len(calls) == 3
        with pytest.raises(InvalidQuestion):
            again.batch([LOW])
        (returned,) = again.batch([LOW], return_exceptions=True)
    assert isinstance(returned, InvalidQuestion)
    assert again.batch([]) == []


def test_it_is_told_once_where_the_caller_traces(
    langsmith: LangSmith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRACING", "metadata")
    graph.with_retry().invoke(LOW)
    graph.map().invoke([LOW, LOW])
    langsmith.settle()
    told = [run for run in langsmith.runs() if run["name"] == "router"]
    assert len(told) == 3
    assert all(run.get("parent_run_id") is None for run in told)


# These hold somebody else's parts, or are made of a wrapper: their runs carry what they are given.
WRAPPERS: dict[str, Made] = {
    "with_fallbacks": lambda g: g.with_fallbacks([RunnableLambda(lambda _: {})]).invoke(GIVEN),
    "with_fallbacks, in a batch": lambda g: g.with_fallbacks([RunnableLambda(str)]).batch([GIVEN]),
    "pick": lambda g: g.pick("answer").invoke(GIVEN),
    "assign": lambda g: g.assign(length=lambda found: len(found["answer"])).invoke(GIVEN),
    "pipe": lambda g: g.pipe(lambda found: found["answer"]).invoke(GIVEN),
    "|": lambda g: (g | (lambda found: found["answer"])).invoke(GIVEN),
    "| in front": lambda g: ((lambda asked: asked) | g).invoke(GIVEN),
    "| streamed": lambda g: list((g | (lambda found: found)).stream(GIVEN)),
    "as_tool": lambda g: g.as_tool(
        arg_types={"messages": list[Any]}, name="ask", description="Ask."
    ).invoke({"messages": [("user", BUSINESS)]}),
    "bind and map": lambda g: g.bind(stream_mode="values").map().invoke([GIVEN]),
}


@pytest.fixture
def client(langsmith_server: LangSmith) -> Iterator[Client]:
    """A client of its own."""
    langsmith_server.clear()
    made = Client(api_url=langsmith_server.url, api_key="lsv2_pt_x")
    yield made
    made.flush()
    made.cleanup()


@pytest.mark.filterwarnings("ignore:.*as_tool.*", "ignore:This API is in beta")
@pytest.mark.parametrize("way", WRAPPERS)
def test_protect_langsmith_covers_every_other_wrapper(
    way: str, client: Client, langsmith_server: LangSmith
) -> None:
    protect_langsmith(client)
    with tracing_context(enabled=True, client=client):
        WRAPPERS[way](graph)
    langsmith_server.settle(client)
    assert len(langsmith_server.runs()) > 1  # with the sink's own
    assert not langsmith_server.saw(BUSINESS)


@pytest.mark.filterwarnings("ignore:.*as_tool.*", "ignore:This API is in beta")
@pytest.mark.parametrize("way", WRAPPERS)
def test_without_protect_langsmith_each_of_them_posts_the_question(
    way: str, client: Client, langsmith_server: LangSmith
) -> None:
    with tracing_context(enabled=True, client=client):
        WRAPPERS[way](graph)
    langsmith_server.settle(client)
    assert langsmith_server.saw(BUSINESS)
