"""With LangSmith tracing on, nothing of a question or an answer is posted."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler, UsageMetadataCallbackHandler
from langchain_core.messages import HumanMessage
from langchain_core.tracers.base import BaseTracer
from langchain_core.tracers.context import (
    _configure_hooks,
    register_configure_hook,
    tracing_v2_callback_var,
    tracing_v2_enabled,
)
from langchain_core.tracers.langchain import LangChainTracer
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, MessagesState, StateGraph
from langsmith import traceable, tracing_context
from langsmith.utils import get_env_var

from router_agent import build_graph, graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.environment import current
from router_agent.errors import InvalidQuestion
from router_agent.sensitivity import verdicts
from tests.questions import BUSINESS, HARMLESS
from tests.sensitivity.test_classify import DOUBTFUL
from tests.sinks.langsmith import LangSmith

pytestmark = pytest.mark.usefixtures("ollama", "openai")

ANSWER = "대역 응답"
GIVEN: Any = {"messages": [HumanMessage(HARMLESS)]}
Way = Callable[[Any], Any]


async def _all(items: Any) -> list[Any]:
    return [item async for item in items]


def _closed_early(given: Any) -> None:
    items = given.stream(GIVEN, stream_mode="messages")
    next(items)
    items.close()


async def _aclosed_early(given: Any) -> None:
    items = given.astream(GIVEN, stream_mode="messages")
    await anext(items)
    await items.aclose()


def _in_a_thread(given: Any) -> None:
    thread = threading.Thread(target=given.invoke, args=(GIVEN,))
    thread.start()
    thread.join()


def _in_a_context(given: Any) -> None:
    with tracing_context(enabled=True):
        given.invoke(GIVEN)


def _in_v2(given: Any) -> None:
    with tracing_v2_enabled():
        given.invoke(GIVEN)


def _in_a_parent_that_is_not_traced(given: Any) -> None:
    builder = StateGraph(MessagesState)
    builder.add_node("router", given)
    builder.add_edge(START, "router")
    builder.add_edge("router", END)
    parent = builder.compile()
    with tracing_context(enabled=False):
        parent.invoke(GIVEN)


WAYS: dict[str, Way] = {
    "invoke": lambda g: g.invoke(GIVEN),
    "stream": lambda g: list(g.stream(GIVEN)),
    "stream messages": lambda g: list(g.stream(GIVEN, stream_mode="messages")),
    "batch": lambda g: g.batch([GIVEN, GIVEN]),
    "transform": lambda g: list(g.transform(iter([GIVEN]))),
    "with_config": lambda g: g.with_config({"tags": ["x"]}).invoke(GIVEN),
    "copy": lambda g: g.copy().invoke(GIVEN),
    "ainvoke": lambda g: asyncio.run(g.ainvoke(GIVEN)),
    "astream": lambda g: asyncio.run(_all(g.astream(GIVEN))),
    "abatch": lambda g: asyncio.run(g.abatch([GIVEN])),
    "astream_events": lambda g: asyncio.run(_all(g.astream_events(GIVEN, version="v2"))),
    "astream_log": lambda g: asyncio.run(_all(g.astream_log(GIVEN))),
    "a tracer in callbacks": lambda g: g.invoke(GIVEN, {"callbacks": [LangChainTracer()]}),
    "a tracer in with_config": lambda g: g.with_config(callbacks=[LangChainTracer()]).invoke(GIVEN),
    "a tracer in copy": lambda g: list(
        g.copy({"config": {"callbacks": [LangChainTracer()]}}).stream(GIVEN)
    ),
    "tracing_context": _in_a_context,
    "tracing_v2_enabled": _in_v2,
    "a stream that is closed early": _closed_early,
    "an asynchronous stream that is closed early": lambda g: asyncio.run(_aclosed_early(g)),
    "a thread": _in_a_thread,
    "a parent that is not traced": _in_a_parent_that_is_not_traced,
}


def posted(server: LangSmith) -> bool:
    server.settle()
    return server.saw(HARMLESS) or server.saw(ANSWER) or server.saw(BUSINESS)


@pytest.mark.filterwarnings("ignore:.*astream_log.*")
@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_running_the_graph_posts_a_text(way: str, langsmith: LangSmith) -> None:
    WAYS[way](graph)
    assert not posted(langsmith)


@pytest.mark.parametrize(
    "way",
    ["invoke", "a tracer in with_config", "tracing_v2_enabled", "a stream that is closed early"],
)
def test_without_the_protection_the_text_would_be_posted(
    way: str, langsmith: LangSmith, unprotected: Any
) -> None:
    """A check that cannot fail is no check."""
    WAYS[way](unprotected)
    assert posted(langsmith)


@pytest.mark.parametrize("switch", ["LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"])
def test_no_switch_makes_the_graph_post_a_text(
    switch: str, langsmith: LangSmith, unprotected: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANGSMITH_TRACING")
    monkeypatch.setenv(switch, "true")
    cached: Any = get_env_var
    cached.cache_clear()
    graph.invoke(GIVEN)
    assert not posted(langsmith)
    unprotected.invoke(GIVEN)
    assert posted(langsmith)


def test_the_judge_and_the_state_of_a_thread_are_not_posted_either(
    langsmith: LangSmith, ollama: OllamaStandIn
) -> None:
    remembered = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    remembered.invoke({"messages": [HumanMessage(BUSINESS)]}, config)
    change: Any = {"messages": [HumanMessage(BUSINESS)]}
    remembered.update_state(config, change, as_node="cloud_llm")
    asyncio.run(remembered.aupdate_state(config, change, as_node="cloud_llm"))
    list(remembered.get_state_history(config))
    assert not posted(langsmith)


def test_without_the_protection_a_change_of_state_would_be_posted(langsmith: LangSmith) -> None:
    from langgraph.graph.state import CompiledStateGraph

    remembered = build_graph(checkpointer=InMemorySaver())
    plain: Any = CompiledStateGraph.__new__(CompiledStateGraph)
    plain.__dict__.update(remembered.__dict__)
    config: Any = {"configurable": {"thread_id": "1"}}
    remembered.invoke({"messages": [HumanMessage(HARMLESS)]}, config)
    plain.update_state(config, {"messages": [HumanMessage(BUSINESS)]}, as_node="cloud_llm")
    assert posted(langsmith)


def _recompiled(given: Any) -> tuple[Any, Any]:
    config: Any = {"configurable": {"thread_id": "1"}}
    return given.compile(checkpointer=InMemorySaver(), name="again"), config


def test_a_graph_that_is_compiled_anew_posts_no_text_either(langsmith: LangSmith) -> None:
    again, config = _recompiled(graph.builder)
    assert type(again) is type(graph)
    assert again.invoke(GIVEN, config)["model_type"] == "cloud"
    assert again.get_state(config).values["messages"]
    assert not posted(langsmith)
    with pytest.raises(InvalidQuestion):  # and the net is under it
        again.invoke({"messages": 3}, config)
    third, _ = _recompiled(again.builder)
    assert type(third) is type(graph)


def test_as_langgraph_compiles_it_anew_the_text_would_be_posted(langsmith: LangSmith) -> None:
    current.refresh()
    plain: Any = StateGraph.compile(graph.builder, checkpointer=InMemorySaver())
    plain.invoke(GIVEN, {"configurable": {"thread_id": "1"}})
    assert posted(langsmith)


def test_the_callers_own_traced_code_between_two_items_is_still_traced(
    langsmith: LangSmith,
) -> None:
    @traceable
    def own(note: str) -> str:
        return note

    for number, _ in enumerate(graph.stream(GIVEN, stream_mode="updates")):
        own(f"own-note-{number}")

    async def consume() -> None:
        number = 0
        async for _ in graph.astream(GIVEN, stream_mode="updates"):
            own(f"async-note-{number}")
            number += 1

    asyncio.run(consume())
    assert not posted(langsmith)
    assert langsmith.saw("own-note-0")
    assert langsmith.saw("own-note-3")
    assert langsmith.saw("async-note-0")
    assert langsmith.saw("async-note-3")


def test_a_traced_parent_posts_its_own_runs_but_none_of_the_routers(
    langsmith: LangSmith,
) -> None:
    """Its own spans carry its input: see the tests of `protect_langsmith`."""
    builder = StateGraph(MessagesState)
    builder.add_node("embedded", graph)
    builder.add_edge(START, "embedded")
    builder.add_edge("embedded", END)
    builder.compile().invoke(GIVEN)
    langsmith.settle()
    names = {run["name"] for run in langsmith.runs()}
    assert {"LangGraph", "embedded"} <= names
    assert not names & {"router", "cloud_llm", "classify_sensitivity", "ChatOpenAI"}


class _Foreign(BaseTracer):
    """A tracer of somebody else's."""

    seen: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.seen = []

    def _start_trace(self, run: Any) -> None:
        self.seen.append(run.name)
        super()._start_trace(run)

    def _persist_run(self, run: Any) -> None:
        """Keep nothing."""


class _Counter(BaseCallbackHandler):
    """A user's own handler."""

    def __init__(self) -> None:
        self.tokens = 0

    def on_llm_new_token(self, token: Any, **kwargs: Any) -> None:
        self.tokens += 1


def test_a_foreign_tracer_sees_nothing_and_the_users_own_handlers_go_on(
    unprotected: Any,
) -> None:
    foreign, counter, usage = _Foreign(), _Counter(), UsageMetadataCallbackHandler()
    graph.invoke(GIVEN, {"callbacks": [foreign, counter, usage]})
    assert not foreign.seen
    assert counter.tokens > 0
    assert usage.usage_metadata

    unprotected.invoke(GIVEN, {"callbacks": [foreign]})
    assert foreign.seen


def test_a_foreign_tracer_that_is_inherited_sees_the_parents_runs_and_none_of_the_routers(
    unprotected: Any,
) -> None:
    """A node that asks the graph inherits its parent's handlers without being told of them."""

    def seen_by(asked: Any) -> set[str]:
        def asks(state: MessagesState) -> Any:
            asked.invoke({"messages": state["messages"]})
            return {"messages": []}

        builder = StateGraph(MessagesState)
        builder.add_node("asks", asks)
        builder.add_node("embedded", asked)
        builder.add_edge(START, "asks")
        builder.add_edge("asks", "embedded")
        builder.add_edge("embedded", END)
        foreign = _Foreign()
        with tracing_v2_enabled():  # which a run in the graph must not find either
            builder.compile().invoke(GIVEN, {"callbacks": [foreign]})
        return set(foreign.seen)

    assert "asks" in seen_by(graph)
    assert not seen_by(graph) & {"router", "cloud_llm"}
    assert {"router", "cloud_llm"} <= seen_by(unprotected)


def test_the_tracer_of_tracing_v2_enabled_sees_nothing_even_if_it_heeds_no_switch(
    unprotected: Any,
) -> None:
    seen: list[str] = []

    class Heedless(LangChainTracer):
        def _start_trace(self, run: Any) -> None:
            seen.append(run.name)

        def _end_trace(self, run: Any) -> None:
            """Post nothing."""

    token = tracing_v2_callback_var.set(Heedless())
    try:
        graph.invoke(GIVEN)
        assert not seen
        unprotected.invoke(GIVEN)
        assert seen
    finally:
        tracing_v2_callback_var.reset(token)


def test_the_judge_is_called_where_no_handler_sees_it(
    ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain_core.callbacks import base, manager

    from router_agent import judging

    foreign = _Foreign()
    made = base.BaseCallbackManager.__init__

    def patched(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        self.add_handler(foreign, True)

    monkeypatch.setattr(base.BaseCallbackManager, "__init__", patched)
    monkeypatch.setattr(manager, "_configure", manager._configure)
    graph.invoke({"messages": [HumanMessage(DOUBTFUL)]})
    assert ollama.generations
    assert not foreign.seen

    verdicts.forget()
    monkeypatch.setattr(judging, "Quiet", nullcontext)
    graph.invoke({"messages": [HumanMessage(DOUBTFUL)]})
    assert foreign.seen


def test_a_tracer_that_an_environment_variable_switches_on_sees_nothing(
    unprotected: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights & Biases, Comet and others register themselves like this."""
    from contextvars import ContextVar

    made: list[_Foreign] = []

    class Registered(_Foreign):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    before = list(_configure_hooks)
    variable: ContextVar[Any] = ContextVar("registered", default=None)
    register_configure_hook(variable, True, Registered, "SOMEBODYS_TRACING")
    try:
        monkeypatch.setenv("SOMEBODYS_TRACING", "true")
        graph.invoke(GIVEN)
        assert not [name for one in made for name in one.seen]
        unprotected.invoke(GIVEN)
        assert [name for one in made for name in one.seen]
    finally:
        _configure_hooks[:] = before


def test_a_handler_that_is_patched_into_langchain_sees_nothing(
    unprotected: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MLflow and others add theirs to every callback manager that is made, and heed no switch."""
    from langchain_core.callbacks import base, manager

    foreign = _Foreign()
    made = base.BaseCallbackManager.__init__

    def patched(self: Any, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        self.add_handler(foreign, True)

    monkeypatch.setattr(base.BaseCallbackManager, "__init__", patched)
    monkeypatch.setattr(manager, "_configure", manager._configure)  # put back what we wrap
    graph.invoke(GIVEN)
    asyncio.run(graph.ainvoke(GIVEN))
    assert not foreign.seen
    unprotected.invoke(GIVEN)
    assert foreign.seen
