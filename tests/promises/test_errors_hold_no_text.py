"""Whatever fails, and however the graph is used wrongly: no error holds a text."""

import asyncio
import copy
import errno
import json
import logging
import pickle
import sqlite3
import string
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage
from langgraph._internal._retry import default_retry_on
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.errors import (
    EmptyInputError,
    GraphInterrupt,
    GraphRecursionError,
    InvalidUpdateError,
    ParentCommand,
)
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, Interrupt, RetryPolicy, Send

from router_agent import (
    InvalidSetting,
    RouterAgentError,
    RunFailed,
    StatisticsError,
    aask,
    ask,
    build_graph,
)
from router_agent.context import NAMES, RouterContext, context_given
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.privacy.quoting.failures import instead_of
from router_agent.state import State
from tests.parts import BothUp, InstantModels
from tests.promises.echoes import CANARY, holds, said
from tests.questions import BUSINESS, HARMLESS


class Odd:
    """Something that nobody expects, and that quotes."""

    def __repr__(self) -> str:
        return CANARY


Q: Any = {"messages": "hi"}
T: Any = {"configurable": {"thread_id": "1"}}
_unchecked: Any = HumanMessage.model_construct
Use = Callable[[Any], Any]
WRONG: dict[str, Use] = {
    "input": lambda g: g.invoke(CANARY, T),
    "input send": lambda g: g.invoke(Send("cloud_llm", CANARY), T),
    "message": lambda g: g.invoke({"messages": [(CANARY, CANARY)]}, T),
    "message type": lambda g: g.invoke(
        {"messages": ["hi", _unchecked(content="hi", type=CANARY)]}, T
    ),
    "message odd": lambda g: g.invoke({"messages": [Odd()]}, T),
    "config": lambda g: g.invoke(Q, CANARY),
    "config list": lambda g: g.invoke(Q, [CANARY]),
    "config odd": lambda g: g.invoke(Q, Odd()),
    "configurable": lambda g: g.invoke(Q, {"configurable": CANARY}),
    "configurable odd": lambda g: g.invoke(Q, {"configurable": Odd()}),
    "no thread": lambda g: g.invoke(Q, {"configurable": {"x": CANARY}}),
    "thread unhashable": lambda g: g.invoke(Q, {"configurable": {"thread_id": {CANARY: [1]}}}),
    "recursion limit": lambda g: g.invoke(Q, {"recursion_limit": CANARY, **T}),
    "recursion limit 1": lambda g: g.invoke({"messages": CANARY}, {"recursion_limit": 1, **T}),
    "tags": lambda g: g.invoke(Q, {"tags": Odd(), **T}),
    "metadata": lambda g: g.invoke(Q, {"metadata": CANARY, **T}),
    "callbacks": lambda g: g.invoke(Q, {"callbacks": [CANARY], **T}),
    "callbacks text": lambda g: g.invoke(Q, {"callbacks": CANARY, **T}),
    "concurrency": lambda g: g.invoke(Q, {"max_concurrency": CANARY, **T}),
    "output keys": lambda g: g.invoke(Q, T, output_keys=CANARY),
    "output keys list": lambda g: g.invoke(Q, T, output_keys=[CANARY]),
    "stream mode": lambda g: list(g.stream(Q, T, stream_mode=Odd())),
    "stream mode unhashable": lambda g: list(g.stream(Q, T, stream_mode=[{CANARY: 1}])),
    "context": lambda g: g.invoke(Q, T, context=CANARY),
    "context odd": lambda g: g.invoke(Q, T, context=Odd()),
    "context key": lambda g: g.invoke(Q, T, context={CANARY: 1}),
    "context odd key": lambda g: g.invoke(Q, T, context={Odd(): 1}),
    "context value": lambda g: g.invoke(Q, T, context={"privacy": CANARY}),
    "context unhashable": lambda g: g.invoke(Q, T, context={"privacy": [CANARY]}),
    "context model": lambda g: g.invoke(Q, T, context={"cloud_model": f"{CANARY} and more"}),
    "context temperature": lambda g: g.invoke(Q, T, context={"cloud_temperature": CANARY}),
    "update": lambda g: g.invoke(Command(update={"messages": CANARY}), T),
    "goto": lambda g: g.invoke(Command(goto=CANARY), T),
    "goto send": lambda g: g.invoke(Command(goto=Send("cloud_llm", {"messages": CANARY})), T),
    "empty command": lambda g: g.invoke(Command(), T),
    "resume": lambda g: g.invoke(Command(resume={CANARY: Odd()}), T),
    "batch configs": lambda g: g.batch([Q, Q], [{"tags": [CANARY]}]),
    "batch": lambda g: g.batch([CANARY], T),
    "batch as completed": lambda g: list(g.batch_as_completed([CANARY], T)),
    "state": lambda g: g.get_state(CANARY),
    "state namespace": lambda g: g.get_state({"configurable": {"checkpoint_ns": CANARY}}),
    "history": lambda g: list(g.get_state_history(CANARY)),
    "history limit": lambda g: list(g.get_state_history(T, limit=CANARY)),
    "history filter": lambda g: list(g.get_state_history(T, filter=CANARY)),
    "history before": lambda g: list(g.get_state_history(T, before=CANARY)),
    "update state": lambda g: g.update_state(T, CANARY),
    "update state message": lambda g: g.update_state(T, {"messages": [(CANARY, CANARY)]}),
    "update state odd": lambda g: g.update_state(T, {"messages": [Odd()]}),
    "update state as": lambda g: g.update_state(T, Q, as_node=CANARY),
    "bulk update": lambda g: g.bulk_update_state(T, CANARY),
    "with config": lambda g: g.with_config(CANARY).invoke(Q),
    "copy": lambda g: g.copy(CANARY),
    "transform": lambda g: list(g.transform(iter([CANARY, CANARY]))),
    "events": lambda g: list(g.stream_events(Q, T, version=CANARY)),
    "events 3": lambda g: list(g.stream_events(Q, T, version="v3", stream_mode=CANARY)),
    "cache": lambda g: g.clear_cache(CANARY),
}
# What LangGraph takes without a word, on the one kind of graph or on both.
TAKEN = {"tags", "thread unhashable", "no thread", "empty command", "resume", "state namespace"}


def quick(checkpointer: Any = None, **given: Any) -> Any:
    return build_graph(
        models=InstantModels(), availability=BothUp(), checkpointer=checkpointer, **given
    )


def check(error: BaseException) -> None:
    """Ours or LangGraph's fixed one, whole behind another process, and alone."""
    assert isinstance(error, RouterAgentError | GraphRecursionError)
    assert not holds(said(error))
    assert (error.__cause__, error.__context__) == (None, None)
    if isinstance(error, RouterAgentError):
        other = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        assert (type(other), str(other)) == (type(error), str(error))


@pytest.mark.parametrize("threads", [True, False], ids=["threads", "no threads"])
@pytest.mark.parametrize("name", WRONG)
def test_no_wrong_use_of_the_graph_is_told_with_a_text(name: str, threads: bool) -> None:
    graph = quick(InMemorySaver() if threads else None)
    graph.invoke(Q, T)
    caught: BaseException | None = None
    try:
        WRONG[name](graph)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is looked at
        caught = error
    if caught is None:
        assert name in TAKEN
        return
    check(caught)


AWRONG: dict[str, Callable[[Any], Any]] = {
    "invoke": lambda g: g.ainvoke(CANARY, T),
    "config": lambda g: g.ainvoke(Q, CANARY),
    "metadata": lambda g: g.ainvoke(Q, {"metadata": CANARY, **T}),
    "output keys": lambda g: g.ainvoke(Q, T, output_keys=CANARY),
    "batch": lambda g: g.abatch([Q, Q], [{"tags": [CANARY]}]),
    "batch input": lambda g: g.abatch([CANARY], T),
    "state": lambda g: g.aget_state(CANARY),
    "update state": lambda g: g.aupdate_state(T, CANARY),
    "update state message": lambda g: g.aupdate_state(T, {"messages": [(CANARY, CANARY)]}),
    "bulk update": lambda g: g.abulk_update_state(T, CANARY),
    "stream": lambda g: drained(g.astream(Q, T, output_keys=CANARY)),
    "history": lambda g: drained(g.aget_state_history(T, filter=CANARY)),
    "events": lambda g: drained(g.astream_events(CANARY, T, version="v2")),
    "events version": lambda g: drained(g.astream_events(Q, T, version=CANARY)),
    "log": lambda g: drained(g.astream_log(CANARY, T)),
    "transform": lambda g: drained(g.atransform(several())),
    "completed": lambda g: drained(g.abatch_as_completed([CANARY], T)),
}


async def several() -> AsyncIterator[Any]:
    yield CANARY
    yield CANARY


async def drained(items: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in items]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", AWRONG)
async def test_no_wrong_use_of_its_asynchronous_twins_is_either(name: str) -> None:
    graph = quick(InMemorySaver())
    await graph.ainvoke(Q, T)
    caught: BaseException | None = None
    try:
        await AWRONG[name](graph)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is looked at
        caught = error
    assert caught is not None
    check(caught)


@pytest.mark.parametrize("name", ["output keys", "update state", "update state message"])
def test_without_the_net_langgraph_quotes_it(name: str) -> None:
    """A check that cannot fail is no check."""
    plain: Any = CompiledStateGraph.__new__(CompiledStateGraph)
    plain.__dict__.update(quick(InMemorySaver()).__dict__)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - another one for each use
        WRONG[name](plain)
    assert holds(said(caught.value))


def test_errors_that_a_batch_returns_hold_no_text_either() -> None:
    found = quick(InMemorySaver()).batch([CANARY, Q], [T, T], return_exceptions=True)
    check(found[0])
    assert found[1]["model_type"] == "cloud"


def test_what_a_wrong_use_needs_to_hear_is_still_said() -> None:
    with pytest.raises(RunFailed, match=r"requires one or more of .* thread_id"):
        quick(InMemorySaver()).invoke(Q)
    with pytest.raises(RunFailed, match="No checkpointer set"):
        quick().get_state(T)
    with pytest.raises(RunFailed, match="recursion_limit must be at least 1"):
        quick().invoke(Q, {"recursion_limit": 0})
    assert f"{instead_of(ValueError(f'No checkpointer set{CANARY}'))}".endswith("checkpointer set")


def test_a_node_that_does_not_exist_is_said_without_its_name() -> None:
    graph = quick(InMemorySaver())
    with pytest.raises(RunFailed, match="no node of the name that was given") as caught:
        graph.update_state(T, Q, as_node=CANARY)
    assert isinstance(caught.value, InvalidUpdateError)
    assert not holds(said(caught.value))


def test_no_input_is_said() -> None:
    with pytest.raises(EmptyInputError, match="Received no input for __start__"):
        quick().invoke(None)


async def test_a_call_that_would_block_the_loop_is_said(tmp_path: Path) -> None:
    async with AsyncSqliteSaver.from_conn_string(str(tmp_path / "threads")) as saver:
        with pytest.raises(RunFailed, match=r"different thread.*use the async interface"):
            quick(saver).invoke(Q, T)


CONFIGS: dict[str, tuple[str, Use]] = {
    "text": ("config is a str", lambda g: g.invoke(Q, CANARY)),
    "keyword": ("config is a str", lambda g: g.invoke(Q, config=CANARY)),
    "list": ("config is a list", lambda g: g.invoke(Q, [CANARY])),
    "stream": ("config is a str", lambda g: list(g.stream(Q, CANARY))),
    "state": ("config is a str", lambda g: g.get_state(CANARY)),
    "update": ("config is a str", lambda g: g.update_state(CANARY, Q)),
    "history": ("config is a str", lambda g: list(g.get_state_history(CANARY))),
    "with config": ("config is a str", lambda g: g.with_config(CANARY)),
    "batch": ("config is a str", lambda g: g.batch([Q], CANARY)),
    "batch list": ("config is a str", lambda g: g.batch([Q, Q], [None, CANARY])),
    "configurable": (r"config\['configurable'\] is a str", lambda g: g.invoke(Q, BAD)),
    "ainvoke": ("config is a str", lambda g: asyncio.run(g.ainvoke(Q, CANARY))),
    "astream": ("config is a str", lambda g: asyncio.run(drained(g.astream(Q, CANARY)))),
}
BAD: Any = {"configurable": CANARY}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_config_of_a_wrong_type_is_named(name: str) -> None:
    wrong, use = CONFIGS[name]
    with pytest.raises(InvalidSetting, match=f"{wrong}; allowed: a mapping") as caught:
        use(quick(InMemorySaver()))
    check(caught.value)


@pytest.mark.parametrize("config", [None, T, MappingProxyType(T)], ids=["none", "dict", "mapping"])
def test_a_config_of_a_right_type_is_taken(config: Any) -> None:
    assert quick().invoke(Q, config)["answer"]
    assert quick().batch([Q, Q], [config, config])[1]["answer"]


class Failing(InMemorySaver):
    """A checkpointer that fails as databases do: with the parameters in the error's text."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where

    def put(self, *args: Any) -> Any:
        """As the one in memory."""
        self._fail("put", args)
        return super().put(*args)

    def put_writes(self, *args: Any, **kwargs: Any) -> None:
        """As the one in memory."""
        self._fail("put_writes", args)
        super().put_writes(*args, **kwargs)

    def get_tuple(self, *args: Any) -> Any:
        """As the one in memory."""
        self._fail("get_tuple", (args, CANARY))
        return super().get_tuple(*args)

    async def aput(self, *args: Any) -> Any:
        """As the one in memory."""
        return self.put(*args)

    async def aput_writes(self, *args: Any, **kwargs: Any) -> None:
        """As the one in memory."""
        self.put_writes(*args, **kwargs)

    async def aget_tuple(self, *args: Any) -> Any:
        """As the one in memory."""
        return self.get_tuple(*args)

    def _fail(self, where: str, parameters: object) -> None:
        if where == self._where:
            error = sqlite3.OperationalError(f"[parameters: {parameters}]")
            error.sqlite_errorname = "SQLITE_FULL"
            error.add_note(CANARY)
            try:
                raise ValueError(CANARY)
            except ValueError as cause:
                raise error from cause


@pytest.mark.parametrize("durability", ["sync", "async"])
@pytest.mark.parametrize("where", ["put", "put_writes", "get_tuple"])
async def test_a_checkpointers_error_is_told_by_type_and_code(where: str, durability: Any) -> None:
    for run in (
        lambda g: asyncio.to_thread(g.invoke, {"messages": CANARY}, T, durability=durability),
        lambda g: g.ainvoke({"messages": CANARY}, T, durability=durability),
    ):
        with pytest.raises(RunFailed) as caught:
            await run(quick(Failing(where)))
        assert (caught.value.kind, caught.value.code) == ("OperationalError", "SQLITE_FULL")
        assert "tests.promises.test_errors_hold_no_text:" in str(caught.value)
        assert not holds(said(caught.value))
        assert caught.value.__cause__ is None


def foreign() -> Iterator[tuple[Exception, str, str | None, int | None]]:
    request = httpx.Request("POST", f"http://127.0.0.1/{CANARY}", json={"a": CANARY})
    response = httpx.Response(418, request=request, text=CANARY)
    http = httpx.HTTPStatusError(CANARY, request=request, response=response)
    yield http, "HTTPStatusError", None, None
    status = ValueError(CANARY)
    status.status_code = 429  # type: ignore[attr-defined]
    status.code = CANARY  # type: ignore[attr-defined]
    yield status, "ValueError", None, 429
    odd = ValueError(CANARY)
    odd.status_code, odd.sqlstate = CANARY, CANARY  # type: ignore[attr-defined]
    yield odd, "ValueError", None, None
    state = ValueError(CANARY)
    state.sqlstate = "23505"  # type: ignore[attr-defined]
    yield state, "ValueError", "23505", None
    yield ConnectionRefusedError(111, CANARY), "ConnectionRefusedError", "ECONNREFUSED", None
    yield type(f"{CANARY} x", (Exception,), {})(CANARY), "Exception", None, None
    group = ExceptionGroup(CANARY, [KeyError(CANARY), ExceptionGroup(CANARY, [OSError(CANARY)])])
    yield group, "ExceptionGroup of ExceptionGroup of OSError, KeyError", None, None


@pytest.mark.parametrize(("error", "kind", "code", "status"), list(foreign()), ids=str)
def test_of_a_foreign_error_type_and_codes_are_kept(
    error: Exception, kind: str, code: str | None, status: int | None
) -> None:
    ours = instead_of(error)
    assert isinstance(ours, RunFailed)
    assert (ours.kind, ours.code, ours.status) == (kind, code, status)
    check(ours)


class Own(KeyError):
    """A library's own error."""


TYPED = [
    (ValueError(CANARY), ValueError),
    (json.JSONDecodeError(CANARY, CANARY, 0), ValueError),
    (UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, CANARY), UnicodeError),
    (TypeError(CANARY), TypeError),
    (Own(CANARY), KeyError),
    (IndexError(CANARY), IndexError),
    (AttributeError(CANARY, name=CANARY, obj=CANARY), AttributeError),
    (ModuleNotFoundError(CANARY, name=CANARY, path=CANARY), ModuleNotFoundError),
    (RuntimeError(CANARY), RuntimeError),
    (NotImplementedError(CANARY), NotImplementedError),
    (RecursionError(CANARY), RecursionError),
    (SyntaxError(CANARY, (CANARY, 1, 1, CANARY)), RuntimeError),
    (StopIteration(CANARY), RuntimeError),
    (StopAsyncIteration(CANARY), RuntimeError),
    (ZeroDivisionError(CANARY), ZeroDivisionError),
    (MemoryError(CANARY), MemoryError),
    (ConnectionRefusedError(errno.ECONNREFUSED, CANARY, CANARY), ConnectionRefusedError),
    (TimeoutError(CANARY), TimeoutError),
    (FileNotFoundError(errno.ENOENT, CANARY, CANARY), FileNotFoundError),
    (OSError(errno.ENOSPC, CANARY, CANARY), OSError),
    (InvalidUpdateError(CANARY), InvalidUpdateError),
    (EmptyInputError(CANARY), EmptyInputError),
    (sqlite3.OperationalError(CANARY), RunFailed),
    (ExceptionGroup(CANARY, [ValueError(CANARY)]), RunFailed),
    (type(f"{CANARY} x", (ConnectionError,), {})(CANARY), ConnectionError),
]


@pytest.mark.parametrize(
    ("error", "base"), TYPED, ids=lambda x: x.__name__ if isinstance(x, type) else ""
)
def test_what_takes_an_errors_place_is_of_its_type(error: Exception, base: type) -> None:
    """So that an `except`, a server and a retry policy take it for what it was."""
    ours = instead_of(error)
    assert isinstance(ours, RunFailed)
    assert isinstance(ours, base)
    assert type(ours) is type(instead_of(error))
    assert ours.args == (ours.kind, ours.code, ours.status, ours.where, ours.said)
    assert default_retry_on(ours) == default_retry_on(error)
    if isinstance(ours, OSError):
        assert ours.errno == error.errno  # type: ignore[attr-defined]
    check(ours)
    assert not holds("".join(traceback.format_exception(ours)))
    again = copy.copy(ours)
    assert (type(again), vars(again)) == (type(ours), vars(ours))


@pytest.mark.parametrize(("error", "tries"), [(ValueError, 1), (sqlite3.OperationalError, 3)])
def test_a_parents_retry_policy_decides_as_for_the_foreign_error(
    error: type[Exception], tries: int
) -> None:
    tried = 0

    class Broken(BothUp):
        def look(self, *_: Any) -> Any:
            nonlocal tried
            tried += 1
            raise error(CANARY)

    child: Any = build_graph(models=InstantModels(), availability=Broken())
    parent = StateGraph(State)
    again = RetryPolicy(initial_interval=0.001, jitter=False)
    parent.add_node("child", child, retry_policy=again)
    parent.add_edge(START, "child")
    with pytest.raises(RunFailed):
        parent.compile().invoke(Q)
    assert tried == tries


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt(),
        asyncio.CancelledError(),
        SystemExit(1),
        GraphInterrupt([Interrupt("?")]),
        ParentCommand(Command(goto="x")),
        StatisticsError("x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_control_flow_and_our_own_errors_pass_without_what_they_came_from(
    error: BaseException,
) -> None:
    error.__context__ = ValueError(CANARY)
    assert holds(said(error))
    error.add_note(CANARY)
    assert instead_of(error) is error
    assert not holds(said(error))


def test_what_ends_a_program_goes_on_alone_out_of_a_group() -> None:
    end = KeyboardInterrupt()
    group = BaseExceptionGroup(CANARY, [ValueError(CANARY), BaseExceptionGroup("x", [end])])
    assert instead_of(group) is end


def test_a_cancelled_run_is_cancelled() -> None:
    async def cancelled() -> None:
        slow = InstantModels()
        slow.aget = _never  # type: ignore[assignment, method-assign]
        graph = build_graph(models=slow, availability=BothUp())
        async with asyncio.timeout(0.3):
            await graph.ainvoke(Q)

    with pytest.raises(TimeoutError):
        asyncio.run(cancelled())


async def _never(*_: Any) -> Any:
    await asyncio.sleep(60)


def test_what_a_caller_throws_into_a_stream_is_the_callers_own() -> None:
    items: Any = quick().stream(Q)
    next(items)
    with pytest.raises(LookupError, match="my own"):
        items.throw(LookupError("my own"))
    items = quick().stream(Q)
    next(items)
    items.close()


def test_an_error_in_a_host_programs_except_block_is_tied_to_nothing_of_ours() -> None:
    own = ZeroDivisionError("the host's")
    try:
        raise own
    except ZeroDivisionError:
        with pytest.raises(RunFailed) as caught:
            quick().invoke(Q, output_keys=CANARY)
    assert not holds(said(caught.value))


# Settings.

_OF_WORDS = set(string.ascii_letters + string.digits + "_.-")
WORDLESS = st.text(min_size=1).filter(lambda text: not set(text) <= _OF_WORDS)


@given(st.sampled_from(NAMES), WORDLESS | st.binary() | st.lists(WORDLESS, min_size=1))
def test_a_text_in_a_settings_place_is_not_shown(name: str, value: object) -> None:
    with pytest.raises(InvalidSetting) as caught:
        context_given({name: value})
    assert caught.value.value == f"a {type(value).__name__}"
    assert repr(value) not in said(caught.value)


@given(st.text(min_size=12).filter(lambda t: not set(t) <= set(string.ascii_letters + "_")))
def test_a_text_in_a_settings_names_place_is_not_shown(name: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        context_given({name: "x", "privacy": "strict"})
    assert name not in said(caught.value)


def test_a_misspelled_setting_or_value_is_shown_all_the_same() -> None:
    with pytest.raises(InvalidSetting, match=r"privcy is unknown; allowed: did you mean privacy\?"):
        context_given({"privcy": "strict"})
    with pytest.raises(InvalidSetting, match="privacy is 'strickt'"):
        context_given({"privacy": "strickt"})
    with pytest.raises(InvalidSetting, match="cloud_temperature is 3;"):
        RouterContext(cloud_temperature=3)


@pytest.mark.parametrize("name", ["gpt-4o-mini", "hf.co/org/m:Q4_K_M", "ft:gpt-4o-mini:org::id"])
def test_a_sentence_is_no_models_name_and_a_name_is(name: str) -> None:
    """It would be sent to the cloud, and be written into reasons and statistics."""
    assert RouterContext(cloud_model=name).cloud_model == name
    for text in (BUSINESS, "Our churn doubled", "gpt\n4", "홍길동"):
        with pytest.raises(InvalidSetting):
            RouterContext(cloud_model=text)


# What servers say.

_SAID: Any = {"message": CANARY, "type": CANARY, "param": CANARY, "code": CANARY, CANARY: CANARY}
ECHOES = [
    *(Reply(status=status, error={"error": _SAID}) for status in (400, 401, 404, 429, 500, 503)),
    Reply(status=400, error={"error": CANARY}, headers={"Retry-After": CANARY}),
    Reply(status=400, error={"error": f"context length {CANARY}"}),
    Reply(status=418, error=[CANARY]),
    Reply(status=500, error=CANARY),
]


@pytest.mark.parametrize("echo", ECHOES, ids=lambda reply: repr(reply)[:40])
async def test_a_server_that_echoes_the_question_is_told_by_a_code(
    echo: Reply,
    ollama: OllamaStandIn,
    openai: OpenAIStandIn,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    for answer in (ask, aask):
        for question, server in ((HARMLESS, openai), (BUSINESS, ollama)):
            server.script.append(echo)
            found = answer(question)
            result = found if isinstance(found, dict) else await found
            assert result["fallback_from"] is not None
            assert not holds(repr(result))
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("stats.sqlite3*"))
    assert HARMLESS.encode() not in kept
    assert CANARY.encode() not in kept
    assert not holds(caplog.text)
    assert not holds("".join(capfd.readouterr()))
