"""With every logger at DEBUG, every warning shown and asyncio in debug mode: no text comes out."""

import asyncio
import gc
import json
import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import BaseMessage, HumanMessage
from langchain_core.outputs import ChatResult
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from router_agent import aask, ask, build_graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.models import Model
from router_agent.nodes.node import Node
from router_agent.privacy.quoting import logs
from router_agent.privacy.quoting import warning_filter as warned
from tests.parts import BothUp, Instant, InstantModels
from tests.promises.echoes import CANARY, Parrot, holds
from tests.questions import BUSINESS, HARMLESS
from tests.sensitivity.test_classify import DOUBTFUL


class Everything(logging.Handler):
    """Keeps all that a record holds, as whatever formatter would show it."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append((record.name, f"{self.format(record)} {vars(record)}"))

    def quoting(self, *texts: str) -> set[str]:
        """Return the names of the loggers that said one of the texts."""
        return {name for name, said in self.records if any(holds(said, text) for text in texts)}


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Everything]:
    """The root logger of a host program that wants to know everything."""
    monkeypatch.setenv("OPENAI_LOG", "debug")
    kept = Everything()
    root = logging.getLogger()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    yield kept
    root.setLevel(level)
    root.removeHandler(kept)


Answer = Callable[[Any], Any]


def slowly(question: Any) -> Any:
    """Ask in an event loop in debug mode, for which everything is slow."""

    async def main() -> Any:
        asyncio.get_running_loop().slow_callback_duration = 0
        return await aask(question)

    return asyncio.run(main(), debug=True)


BOTH_WAYS = pytest.mark.parametrize("answer", [ask, slowly], ids=["sync", "async"])


def said_by_server(body: bytes, head: bytes = b"") -> bytes:
    kind = b"Content-Type: text/event-stream"
    length = b"Content-Length: %d" % len(body)
    return b"\r\n".join([b"HTTP/1.1 200 OK", kind, length, head or b"A: b", b"", body])


_BIRD = CANARY.encode()
PARROTED = {
    "status line": b"HTTP/1.1 400 %b\r\nContent-Length: 0\r\n\r\n" % _BIRD,
    "header": b"HTTP/1.1 400 Bad\r\nX-Request-Id: %b\r\nContent-Length: 0\r\n\r\n" % _BIRD,
    "cookie": said_by_server(b"", b"Set-Cookie: a=%b" % _BIRD),
    "redirect": b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/%b\r\n"
    b"Content-Length: 0\r\n\r\n" % _BIRD,
    "no HTTP": _BIRD * 3 + b"\r\n\r\n",
    "no header": b"HTTP/1.1 200 OK\r\n%b\r\n\r\n" % _BIRD,
    "no length": b"HTTP/1.1 200 OK\r\nContent-Length: %b\r\n\r\n" % _BIRD,
    "no chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%b\r\n" % _BIRD,
    "no gzip": said_by_server(_BIRD, b"Content-Encoding: gzip"),
    "no JSON": said_by_server(b"data: {%b\n\n" % _BIRD),
}


@pytest.fixture
def parrots(ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parrot]:
    """A cloud and a local server that answer with what they are given."""
    with Parrot(key=None) as parrot:
        monkeypatch.setenv("OPENAI_BASE_URL", parrot.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
        monkeypatch.setenv("ROUTER_LOCAL_PROVIDER", "openai")
        monkeypatch.setenv("ROUTER_LOCAL_BASE_URL", parrot.url)
        monkeypatch.setenv("ROUTER_LOCAL_MODEL", "gpt-4o-mini")
        yield parrot


@BOTH_WAYS
@pytest.mark.parametrize("name", PARROTED)
def test_no_record_holds_what_a_server_echoes(
    name: str, answer: Answer, parrots: Parrot, logged: Everything
) -> None:
    """Cloud, local model and judge, the last of which runs in a thread of its own."""
    parrots.reply = PARROTED[name]
    for question in (HARMLESS, BUSINESS, DOUBTFUL):
        assert answer(question)["model_type"] == "none"
    assert logged.records
    assert logged.quoting(CANARY, HARMLESS, BUSINESS, DOUBTFUL) == set()


@BOTH_WAYS
def test_no_record_holds_a_question_or_an_answer(
    answer: Answer, ollama: OllamaStandIn, openai: OpenAIStandIn, logged: Everything
) -> None:
    ollama.default = openai.default = Reply(text=f"{CANARY} {CANARY}")
    for question in (HARMLESS, BUSINESS, DOUBTFUL):
        answer(question)
    assert logged.records
    assert logged.quoting(CANARY, HARMLESS, BUSINESS, DOUBTFUL) == set()


def test_without_the_filters_records_hold_them(
    parrots: Parrot, logged: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that cannot fail is no check."""
    monkeypatch.setattr(logs._InRuns, "filter", lambda *_: True)
    monkeypatch.setattr(logs._OfTasks, "filter", lambda *_: True)
    parrots.reply = PARROTED["header"]
    slowly(HARMLESS)
    assert {"asyncio"} < logged.quoting(CANARY, HARMLESS)


class Talkative(Instant):
    """A client as older ones were: it logs the whole request; so does a host's own code."""

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        logging.getLogger("openai._base_client").debug("Request options: %s", messages)
        try:
            raise ValueError(CANARY)
        except ValueError:
            logging.getLogger("langchain_core.messages.ai").exception("wrong: %s", messages)
        logging.getLogger("host").info("my own %s", "record")
        return super()._generate(messages)


def talkative() -> Any:
    models = InstantModels()
    models.models["cloud"] = Model(Talkative(), "talkative")
    return build_graph(models=models, availability=BothUp())


def test_a_library_that_logs_the_request_is_stopped_and_its_warnings_are_emptied(
    logged: Everything,
) -> None:
    talkative().invoke({"messages": HARMLESS})
    assert logged.quoting(HARMLESS, CANARY) == set()
    names = [name for name, _ in logged.records]
    assert names.count("openai._base_client") == 0
    assert names.count("langchain_core.messages.ai") == 1
    assert logged.quoting("left out, as it can quote the question")


def test_what_the_host_program_logs_is_as_it_was(openai: OpenAIStandIn, logged: Everything) -> None:
    """In a run by its own loggers; outside of one by the clients', too."""
    talkative().invoke({"messages": HARMLESS})
    assert logged.quoting("my own record") == {"host"}
    for _ in talkative().stream({"messages": HARMLESS}, stream_mode="updates"):
        logging.getLogger("openai._base_client").debug("Request options: %s", "between")
        logging.getLogger("httpx").info("HTTP Request: %s", "between")
    assert logged.quoting("between") == {"openai._base_client", "httpx"}
    Talkative().invoke(CANARY)
    assert logged.quoting(CANARY) == {"openai._base_client", "langchain_core.messages.ai"}


async def test_of_a_checkpoint_the_parameters_are_left_out(
    tmp_path: Path, logged: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They hold the state; the client of the database logs them in a thread of its own."""

    async def run() -> None:
        async with AsyncSqliteSaver.from_conn_string(str(tmp_path / "threads.sqlite3")) as saver:
            graph = build_graph(models=InstantModels(), availability=BothUp(), checkpointer=saver)
            config: Any = {"configurable": {"thread_id": "1"}}
            await graph.ainvoke({"messages": CANARY}, config)

    await run()
    assert logged.quoting("INSERT") == {"aiosqlite"}
    assert logged.quoting(CANARY) == set()

    monkeypatch.setattr(logs._OfSavers, "filter", lambda *_: True)
    await run()
    assert logged.quoting(CANARY) == {"aiosqlite"}


def test_of_a_slow_task_only_the_result_is_left_out(
    ollama: OllamaStandIn, openai: OpenAIStandIn, logged: Everything
) -> None:
    async def own() -> str:
        return "own-result"

    async def main() -> None:
        asyncio.get_running_loop().slow_callback_duration = 0
        await asyncio.create_task(own())
        await aask(HARMLESS)

    asyncio.run(main(), debug=True)
    assert logged.quoting("own-result") == {"asyncio"}
    assert logged.quoting("coro=<Node.ainvoke() done") == {"asyncio"}


async def test_of_a_task_whose_error_nobody_asked_for_only_the_place_is_said(
    logged: Everything,
) -> None:
    async def fail(_: Any, __: Any) -> Any:
        raise ValueError(CANARY)

    ours = Node("ours", lambda *_: None, fail).ainvoke({})
    task = asyncio.ensure_future(ours)
    await asyncio.wait([task])
    del task, ours
    gc.collect()
    assert logged.quoting("Task exception was never retrieved") == {"asyncio"}
    assert logged.quoting(CANARY) == set()


# Warnings.

ODD: list[Any] = [
    {"content": [CANARY]},
    {"content": {"a": CANARY}},
    {"tool_calls": [{"index": CANARY, "id": CANARY, "function": CANARY}]},
    {"refusal": [CANARY]},
    {"role": [CANARY], "content": "x"},
]


def chunk(delta: Any) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": None}
    event = {"id": "1", "object": "x", "created": 1, "model": "m", "choices": [choice]}
    return said_by_server(b"data: " + json.dumps(event).encode() + b"\n\ndata: [DONE]\n\n")


@BOTH_WAYS
def test_no_warning_quotes_an_answer_of_odd_types(answer: Answer, parrots: Parrot) -> None:
    for delta in ODD:
        parrots.reply = chunk(delta)
        with warnings.catch_warnings(record=True) as shown:
            warnings.simplefilter("always")
            answer(BUSINESS)
        assert not any(holds(str(warning.message)) for warning in shown)


def test_without_that_a_warning_quotes_it(parrots: Parrot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that cannot fail is no check."""
    monkeypatch.setattr(warned._InRuns, "match", lambda *_: False)
    parrots.reply = chunk(ODD[0])
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        ask(BUSINESS)
    assert any(holds(str(warning.message)) for warning in shown)


def test_the_host_programs_own_warnings_are_shown() -> None:
    warned.ignore_quoting()
    with pytest.warns(UserWarning, match="Pydantic serializer warnings"):
        warnings.warn("Pydantic serializer warnings: the host's own", stacklevel=1)


_unchecked: Any = HumanMessage.model_construct
ODD_MESSAGES: list[Any] = [
    HumanMessage("hi", additional_kwargs={"odd": HumanMessage(CANARY), "bytes": _BIRD}),
    HumanMessage("hi", response_metadata={"odd": [{CANARY: {1, 2}}]}),
    HumanMessage(["hi", {"type": "text", "text": CANARY}]),
    HumanMessage([{"type": "image", "base64": CANARY}, {"type": "text", "text": "hi"}]),
    _unchecked(content={"a": CANARY}, type="human"),
    _unchecked(content="hi", name=[CANARY], type="human"),
    _unchecked(content="hi", id=_BIRD, type="human"),
    _unchecked(content="hi", additional_kwargs=CANARY, type="human"),
]


@pytest.mark.parametrize("index", range(len(ODD_MESSAGES)))
def test_no_warning_or_error_quotes_a_message_of_odd_types(
    index: int, logged: Everything, capfd: pytest.CaptureFixture[str]
) -> None:
    graph = build_graph(models=InstantModels(), availability=BothUp(), checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        with suppress(Exception):
            graph.invoke({"messages": [ODD_MESSAGES[index]]}, config)
        with suppress(Exception):
            asyncio.run(graph.ainvoke({"messages": [ODD_MESSAGES[index]]}, config))
    assert not any(holds(str(warning.message)) for warning in shown)
    assert logged.quoting(CANARY) == set()
    assert not holds("".join(capfd.readouterr()))


# Names and metadata.


class Names(BaseCallbackHandler):
    """Keeps every name, tag and metadata of a run, but not its inputs."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    def on_chain_start(self, serialized: Any, inputs: Any, **kwargs: Any) -> None:
        """Keep what is said beside the inputs."""
        self._keep(serialized, kwargs)

    def on_chat_model_start(self, serialized: Any, messages: Any, **kwargs: Any) -> None:
        """Keep what is said beside the messages."""
        self._keep(serialized, kwargs)

    def _keep(self, serialized: Any, kwargs: Any) -> None:
        self.seen += [serialized, kwargs, [thread.name for thread in threading.enumerate()]]
        with suppress(RuntimeError):
            self.seen += [task.get_name() for task in asyncio.all_tasks()]


@pytest.mark.parametrize("question", [HARMLESS, BUSINESS, DOUBTFUL])
async def test_no_name_of_a_thread_or_task_no_tag_and_no_metadata_holds_a_text(
    question: str, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    names = Names()
    config: Any = {"callbacks": [names], "configurable": {"thread_id": "t-1"}}
    graph = build_graph(checkpointer=InMemorySaver())
    await graph.ainvoke({"messages": question}, config)
    await asyncio.to_thread(graph.invoke, {"messages": question}, config)
    assert len(names.seen) > 10
    assert not holds(repr(names.seen), question)
    for snapshot in graph.get_state_history(config):
        assert not holds(repr((snapshot.config, snapshot.metadata)), question)
