"""What is on the disk: statistics without a text, and threads that a serializer can seal."""

import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.encrypted import EncryptedSerializer
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt

from router_agent import RunFailed, ask, build_graph
from router_agent.channels import Folded
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.state import State
from router_agent.stats import Store
from tests.parts import BothUp, InstantModels
from tests.promises.echoes import CANARY
from tests.questions import BUSINESS, HARMLESS
from tests.sensitivity.test_classify import DOUBTFUL

KEY: Final = b"sixteen byte key"
T: Any = {"configurable": {"thread_id": "thread-1"}}


def on_disk(folder: Path, pattern: str = "*") -> bytes:
    """Return every byte that is in the files of a folder, journals included."""
    return b"".join(file.read_bytes() for file in folder.glob(pattern) if file.is_file())


def forms(text: str) -> list[bytes]:
    """Return a text as files may hold it."""
    return [text.encode(), text.encode("utf-16-le"), ascii(text)[1:-1].encode()]


def found(text: str, raw: bytes) -> bool:
    return any(form in raw for form in forms(text))


# Statistics.


@pytest.mark.parametrize("fault", [Reply(), Reply(cut_after=1), Reply(status=500, error=CANARY)])
def test_the_statistics_hold_no_byte_of_a_question_or_an_answer(
    fault: Reply, ollama: OllamaStandIn, openai: OpenAIStandIn, tmp_path: Path
) -> None:
    """While they are open, so that what is only in the journal counts."""
    said = f"{CANARY} {CANARY}"
    ollama.default = openai.default = Reply(text=said)
    for question in (HARMLESS, BUSINESS, DOUBTFUL, f"{CANARY}?"):
        openai.script.append(fault)
        ollama.script.append(fault)
        ask(question)
        raw = on_disk(tmp_path, "stats.sqlite3*")
        assert b"router" in raw or b"sqlite" in raw.lower()
        assert not any(found(text, raw) for text in (question, said, CANARY))


def test_the_look_at_the_disk_finds_what_is_there(tmp_path: Path) -> None:
    """A check that cannot fail is no check."""
    with closing(sqlite3.connect(tmp_path / "stats.sqlite3")) as file:
        file.execute("create table t (text)")
        file.execute("insert into t values (?)", (BUSINESS,))
        file.commit()
        assert found(BUSINESS, on_disk(tmp_path, "stats.sqlite3*"))


# Threads.


def conversation() -> list[Any]:
    call: Any = {"name": "look", "args": {"q": f"argument {CANARY}"}, "id": "1"}
    return [
        HumanMessage(f"first {CANARY}", name="user", additional_kwargs={"note": CANARY}),
        AIMessage("", tool_calls=[call]),
        ToolMessage(f"result {CANARY}", tool_call_id="1", artifact={"a": CANARY}),
        HumanMessage(f"question {CANARY}"),
    ]


def chatty(checkpointer: Any) -> Any:
    models = InstantModels()
    for model in models.models.values():
        model.chat.answer = f"answer {CANARY}"  # type: ignore[attr-defined]
    return build_graph(models=models, availability=BothUp(), checkpointer=checkpointer)


def asking(checkpointer: Any) -> Any:
    """A graph that asks the user something before the router answers."""

    def preview(state: Any) -> Any:
        assert interrupt({"preview": f"masked {CANARY}"}) == f"consent {CANARY}"
        return {}

    builder: Any = StateGraph(State)
    builder.add_node("preview", preview)
    builder.add_node("router", chatty(None))
    builder.add_edge(START, "preview")
    builder.add_edge("preview", "router")
    builder.add_edge("router", END)
    return builder.compile(checkpointer=checkpointer)


def sealed(key: bytes = KEY) -> EncryptedSerializer:
    return EncryptedSerializer.from_pycryptodome_aes(key=key)


@pytest.fixture(params=["router", "asking"])
def made(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    """The router itself, or a parent that interrupts before it."""
    graphs: dict[str, Callable[[Any], Any]] = {"router": chatty, "asking": asking}
    return graphs[request.param]


def run(graph: Any) -> Any:
    """Ask, answer what is asked back, ask once more, and return the thread's last state."""
    result = graph.invoke({"messages": conversation()}, T)
    if "__interrupt__" in result:
        result = graph.invoke(Command(resume=f"consent {CANARY}"), T)
    assert result["answer"] == f"answer {CANARY}"
    return result


def saver(folder: Path, serde: Any) -> SqliteSaver:
    file = sqlite3.connect(folder / "threads.sqlite3", check_same_thread=False)
    file.execute("pragma journal_mode=wal")
    return SqliteSaver(file, serde=serde)


@pytest.fixture
def threads(tmp_path: Path) -> Iterator[Callable[[Any], SqliteSaver]]:
    """Makes savers on one file."""
    opened: list[SqliteSaver] = []

    def open_one(serde: Any) -> SqliteSaver:
        opened.append(saver(tmp_path, serde))
        return opened[-1]

    yield open_one
    for one in opened:
        one.conn.close()


def test_sealed_threads_hold_no_byte_of_a_text(
    made: Callable[[Any], Any], threads: Callable[[Any], SqliteSaver], tmp_path: Path
) -> None:
    run(made(threads(sealed())))
    raw = on_disk(tmp_path, "threads.sqlite3*")
    assert len(raw) > 10_000
    assert not found(CANARY, raw)


def test_without_the_seal_threads_hold_all_of_it(
    made: Callable[[Any], Any], threads: Callable[[Any], SqliteSaver], tmp_path: Path
) -> None:
    """A check that cannot fail is no check; and the documentation says so."""
    run(made(threads(JsonPlusSerializer())))
    raw = on_disk(tmp_path, "threads.sqlite3*")
    for said in ("question", "answer", "result", "argument"):
        assert f"{said} {CANARY}".encode() in raw


async def test_the_asynchronous_saver_is_sealed_as_well(tmp_path: Path) -> None:
    async with AsyncSqliteSaver.from_conn_string(str(tmp_path / "threads.sqlite3")) as kept:
        kept.serde = sealed()
        await chatty(kept).ainvoke({"messages": conversation()}, T)
        assert not found(CANARY, on_disk(tmp_path, "threads.sqlite3*"))


def test_a_sealed_thread_goes_on_in_another_process(
    made: Callable[[Any], Any], threads: Callable[[Any], SqliteSaver]
) -> None:
    """With another saver on the same file and the same key: nothing is lost, nothing warned of."""
    first = made(threads(sealed())).invoke({"messages": conversation()}, T)
    later = made(threads(sealed()))
    if "__interrupt__" in first:
        first = later.invoke(Command(resume=f"consent {CANARY}"), T)
    values = later.get_state(T).values
    assert values["query"] == f"question {CANARY}"
    assert values["answer"] == first["answer"] == f"answer {CANARY}"


def test_a_wrong_key_is_said_and_nothing_is_shown(threads: Callable[[Any], SqliteSaver]) -> None:
    run(chatty(threads(sealed())))
    other = chatty(threads(sealed(b"another key, 16b")))
    uses: list[Callable[[], Any]] = [lambda: other.get_state(T), lambda: run(other)]
    for use in uses:
        with pytest.raises(RunFailed, match=r"ValueError in Crypto.*: MAC check failed") as caught:
            use()
        assert CANARY not in str(caught.value)


def test_a_threads_state_comes_back_without_a_warning_of_unknown_types(
    made: Callable[[Any], Any],
    threads: Callable[[Any], SqliteSaver],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Types that LangGraph does not know will be refused one day."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run(made(threads(sealed())))
        list(made(threads(sealed())).get_state_history(T))
    assert "nregistered" not in caplog.text


@pytest.mark.parametrize("sealing", [True, False], ids=["sealed", "not sealed"])
def test_a_question_of_consent_its_preview_and_a_wrong_answer_are_sealed_too(
    sealing: bool,
    threads: Callable[[Any], SqliteSaver],
    tmp_path: Path,
    ollama: OllamaStandIn,
    openai: OpenAIStandIn,
) -> None:
    """The preview masks identifiers only; what else is private is in it."""
    ollama.stop()
    graph = build_graph(checkpointer=threads(sealed() if sealing else JsonPlusSerializer()))
    settings = {"when_local_unavailable": "ask"}
    asked = graph.invoke({"messages": f"{BUSINESS} {CANARY}"}, T, context=settings)
    assert CANARY in repr(asked["__interrupt__"][0].value["preview"])
    asked = graph.invoke(Command(resume=f"no {CANARY}"), T, context=settings)
    assert "error" in asked["__interrupt__"][0].value
    assert CANARY not in asked["__interrupt__"][0].value["error"]
    held = graph.invoke(Command(resume="hold"), T, context=settings)
    assert held["model_type"] == "none"
    raw = on_disk(tmp_path, "threads.sqlite3*")
    assert found(CANARY, raw) == (not sealing)
    assert found(BUSINESS, raw) == (not sealing)
    assert not found(CANARY, on_disk(tmp_path, "stats.sqlite3*"))
    assert not openai.generations


# Savers that write bare values past the serializer.


class Inlining(InMemorySaver):
    """Keeps apart what PostgreSQL's saver writes as plain JSON, whatever the serializer.

    Source:
        langgraph-checkpoint-postgres 3, `PostgresSaver.put`.
    """

    def __init__(self) -> None:
        super().__init__(serde=sealed())
        self.inline: dict[str, object] = {}

    def put(self, config: Any, checkpoint: Any, metadata: Any, new_versions: Any) -> Any:
        """Keep what would be inline, and the metadata."""
        for name, value in checkpoint["channel_values"].items():
            if value is None or isinstance(value, str | int | float | bool):
                self.inline[name] = value
        self.inline["metadata"] = repr(metadata)
        return super().put(config, checkpoint, metadata, new_versions)


def test_no_text_is_kept_as_a_bare_value_that_a_saver_writes_past_the_seal() -> None:
    kept = Inlining()
    run(chatty(kept))
    assert "reason" in kept.inline
    assert not {"query", "answer"} & kept.inline.keys()
    assert CANARY not in repr(kept.inline)


def test_unfolded_a_text_is_such_a_bare_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that cannot fail is no check."""
    monkeypatch.setattr(Folded, "checkpoint", lambda self: self.value)
    kept = Inlining()
    run(chatty(kept))
    assert kept.inline["query"] == f"question {CANARY}"


# Bare texts that say nothing of the question: names, levels and fixed sentences.
_HARMLESS: Final = {
    "model_type",
    "model_name",
    "reason",
    "reason_code",
    "sensitivity",
    "complexity",
    "fallback_from",
    "judged",
    "consent",
    "left_out",  # a number
    "maskable",
    # a hash with the process's own key
    "thread_sensitivity",
}


def test_every_bare_text_of_the_state_is_folded_or_known_to_be_harmless() -> None:
    """A key that is added later must be thought of."""
    structured = {"messages", "findings", "usage", "turn", "attempts", "confined"}
    folded = {key for key, channel in build_graph().channels.items() if isinstance(channel, Folded)}
    assert folded == {"query", "answer"}
    assert set(State.__annotations__) == structured | folded | _HARMLESS


def test_a_thread_from_before_texts_were_folded_goes_on() -> None:
    channel = Folded(str, "query")
    assert channel.from_checkpoint("as it was").get() == "as it was"
    assert channel.from_checkpoint(["as it is"]).get() == "as it is"
    channel.update(["now"])
    assert channel.checkpoint() == ["now"]
    assert channel.copy().get() == "now"


# The documentation.

_GUIDE: Final = Path(__file__).parents[2] / "docs" / "AT-REST.md"


def test_the_documented_seal_seals(
    ollama: OllamaStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the guide shows is run as it stands."""
    monkeypatch.setenv("THREADS_KEY", KEY.hex())
    block = _GUIDE.read_text().split("```python\n")[1].split("```")[0]
    names: dict[str, Any] = {}
    exec(compile(block, _GUIDE.name, "exec"), names)  # noqa: S102 - our own text
    raw = on_disk(tmp_path, "threads.sqlite3*")
    names["file"].close()
    assert len(raw) > 10_000
    assert not found(BUSINESS, raw)


def test_the_guide_names_every_key_that_holds_a_text() -> None:
    text = _GUIDE.read_text()
    assert all(f"`{key}`" in text for key in ("messages", "findings", "turn", "query", "answer"))


def test_metadata_is_not_sealed_as_the_guide_says(
    threads: Callable[[Any], SqliteSaver], tmp_path: Path
) -> None:
    """Why no text may be put there."""
    chatty(threads(sealed())).invoke({"messages": "hi"}, {**T, "metadata": {"note": "in-clear"}})
    raw = on_disk(tmp_path, "threads.sqlite3*")
    assert b"in-clear" in raw
    assert b"thread-1" in raw


def test_the_id_of_a_run_is_kept_only_where_it_is_one(
    ollama: OllamaStandIn, openai: OpenAIStandIn, statistics: Store
) -> None:
    """LangGraph takes any text for it in process."""
    given: Any = {"run_id": "call back 010-4821-9937"}
    build_graph().invoke({"messages": HARMLESS}, given)

    rows = statistics.read(
        lambda c: c.exec_driver_sql("SELECT question_id FROM questions").scalars().all()
    )
    assert len(rows) == 1
    assert "4821" not in rows[0]
