"""`protect_langsmith` and `protect_exporter`: the traces of a program that embeds the router."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage
from langgraph.graph import END, START, MessagesState, StateGraph
from langsmith import Client, RunTree, traceable, tracing_context
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor, SpanExporter
from opentelemetry.trace import Link, Status, StatusCode

from router_agent import graph
from router_agent.privacy import protect_exporter, protect_langsmith
from router_agent.privacy.protecting.cleaning import clean
from router_agent.privacy.protecting.plain import MARK
from tests.questions import HARMLESS
from tests.sinks.langsmith import LangSmith
from tests.sinks.otlp import Collector

# One of each kind of private text, as it stands in a question.
PHONE = "010-4821-9937"
SECRETS = (
    f"내 번호 {PHONE} 로 전화해줘",
    "제 주민등록번호는 900412-1234567 입니다",
    "my password is hunter2-blue-Fish",
    "I was fired last week and my wife does not know yet, help me tell her",
    "sk-proj-9f8Kq2mZx7LwT4vB1nRc6YpD3sHg5JtA",
)


@pytest.fixture(params=[True, False], ids=["multipart", "single runs"])
def client(request: pytest.FixtureRequest, langsmith_server: LangSmith) -> Iterator[Client]:
    """A client of its own, which posts in the background and in parts, or at once and whole."""
    langsmith_server.clear()
    made = Client(
        api_url=langsmith_server.url, api_key="lsv2_pt_x", auto_batch_tracing=request.param
    )
    yield made
    made.flush()
    made.cleanup()


Say = Callable[[str], str]


def _say_everything(client: Any, say: Say) -> None:
    """Put a text in every place of a run that there is; `say` gives that of a place."""
    run_id = uuid4()
    now = datetime.now(UTC)
    place = {"trace_id": run_id, "dotted_order": f"{now:%Y%m%dT%H%M%S%fZ}{run_id}"}
    event = {"time": now.isoformat(), "name": "note"}
    client.create_run(
        say("name"),
        {"messages": [HumanMessage(say("message"))], "a": [[say("list")]], "j": _json(say("json"))},
        "llm",
        id=run_id,
        start_time=now,
        error=say("error"),
        events=[
            {**event, "text": say("event"), "kwargs": {"chunk": say("chunk")}},
            {**event, "name": "new_token", "kwargs": {"token": say("token")}},
        ],
        tags=[say("tag")],
        serialized={"name": "x", "kwargs": {"prompt": say("serialized")}},
        extra={
            "metadata": {"thread_id": say("metadata"), say("metadata key"): 1},
            "runtime": {"x": say("runtime")},
            "y": say("extra"),
        },
        attachments={say("attachment name"): ("text/plain", say("attachment").encode())},
        unheard_of=say("unknown field"),
        **place,
    )
    client.flush()
    client.update_run(
        run_id,
        name=say("new name"),
        inputs={"question": say("new input")},
        outputs={"answer": say("output"), "error": ValueError(say("exception"))},
        error=say("new error"),
        events=[{**event, "text": say("new event")}],
        tags=[say("new tag")],
        extra={"metadata": {"a": say("new metadata")}, "b": say("new extra")},
        **place,
    )
    client.create_feedback(
        run_id,
        "score",
        comment=say("comment"),
        value=say("value"),
        trace_id=run_id,
        session_id=uuid4(),
        correction={"should": say("correction")},
        source_info={"by": say("source")},
    )
    ingested = {"id": uuid4(), "run_type": "chain", "start_time": now, **place}
    client.multipart_ingest(
        create=[{**ingested, "name": "x", "inputs": {"x": say("ingested")}}],
        update=[{**ingested, "id": run_id, "outputs": {"x": say("ingested update")}}],
    )
    client.flush()


def _json(text: str) -> str:
    return json.dumps({"question": text})


def _forms(secret: str) -> tuple[str, ...]:
    """Return the forms in which a text may leave; of a long one its middle is enough."""
    inner = PHONE if PHONE in secret else secret
    return inner, base64.b64encode(secret.encode()).decode()


@pytest.mark.parametrize("secret", SECRETS)
def test_a_protected_client_posts_no_private_text_from_any_place_of_a_run(
    secret: str, client: Client, langsmith_server: LangSmith
) -> None:
    protect_langsmith(client)
    _say_everything(client, lambda _: secret)
    langsmith_server.settle(client)
    assert not any(langsmith_server.saw(form) for form in _forms(secret))


def test_an_unprotected_client_posts_it_from_every_place(
    client: Client, langsmith_server: LangSmith
) -> None:
    """But from those that LangSmith leaves out itself: tokens, and files outside of parts."""
    said: dict[str, str] = {}

    def say(place: str) -> str:
        return said.setdefault(place, f"내 번호 010-4821-{1000 + len(said)} 로 전화해줘")

    _say_everything(client, say)
    langsmith_server.settle(client)
    kept = {place for place, text in said.items() if not langsmith_server.saw(text)}
    assert kept == {"token"} | ({"attachment"} if client.tracing_queue is None else set())


def test_what_is_low_is_posted_as_it_was(client: Client, langsmith_server: LangSmith) -> None:
    protect_langsmith(protect_langsmith(client))
    with tracing_context(enabled=True, client=client):

        @traceable(client=client, tags=["seq:step:1"])
        def asked(messages: list[Any]) -> Any:
            return AIMessage("It is Paris.", response_metadata={"finish_reason": "stop"})

        asked([HumanMessage(HARMLESS), HumanMessage("What is the capital of France?")])
    langsmith_server.settle(client)
    assert langsmith_server.saw(HARMLESS)
    assert langsmith_server.saw("It is Paris.")
    assert langsmith_server.saw("What is the capital of France?")
    assert langsmith_server.saw("stop")
    assert not langsmith_server.saw(MARK)


def _ask_in_a_parent(client: Client, question: str) -> None:
    builder = StateGraph(MessagesState)
    builder.add_node("embedded", graph)
    builder.add_edge(START, "embedded")
    builder.add_edge("embedded", END)
    with tracing_context(enabled=True, client=client):
        builder.compile(name="parent").invoke({"messages": [HumanMessage(question)]})


@pytest.mark.usefixtures("ollama", "openai")
def test_a_traced_parent_that_embeds_the_router_posts_no_private_text(
    client: Client, langsmith_server: LangSmith
) -> None:
    protect_langsmith(client)
    _ask_in_a_parent(client, SECRETS[0])
    langsmith_server.settle(client)
    assert langsmith_server.saw("parent")
    assert not langsmith_server.saw(PHONE)


@pytest.mark.usefixtures("ollama", "openai")
def test_without_the_protection_a_traced_parent_posts_it(
    client: Client, langsmith_server: LangSmith
) -> None:
    _ask_in_a_parent(client, SECRETS[0])
    langsmith_server.settle(client)
    assert langsmith_server.saw(PHONE)


def test_a_replica_of_a_run_goes_through_the_protection_too(
    client: Client, langsmith_server: LangSmith
) -> None:
    protect_langsmith(client)
    with tracing_context(enabled=True):
        run = RunTree(
            name="replicated",
            inputs={"x": SECRETS[0]},
            client=client,
            replicas=[{"project_name": "other", "updates": {"tags": [SECRETS[2]]}}],
        )
        run.post()
        run.end(outputs={"y": SECRETS[1]})
        run.patch()
    langsmith_server.settle(client)
    assert langsmith_server.saw("replicated")
    assert not any(langsmith_server.saw(form) for s in SECRETS for form in _forms(s))


TOGETHER: dict[str, tuple[list[Any], str]] = {
    "two turns": (
        [
            {"role": "assistant", "content": "What is your password?"},
            {"role": "user", "content": "bluefish"},
        ],
        "bluefish",
    ),
    "two turns of LangChain": ([AIMessage("비밀번호가 뭐예요?"), HumanMessage("무지개")], "무지개"),
    "pieces of a stream": (["비밀번호", "는 무지개"], "무지개"),
    "pieces of which one is private": (["My pass", "word is ", "bluefish"], "bluefish"),
    "chunks": (
        [AIMessageChunk(content=text) for text in ("the password", ": ", "bluefish")],
        "bluefish",
    ),
}


@pytest.mark.parametrize("way", TOGETHER)
def test_what_is_private_only_together_is_removed(way: str) -> None:
    together, private = TOGETHER[way]
    assert private in json.dumps([clean([one]) for one in together], ensure_ascii=False)
    assert private not in json.dumps(clean(together), ensure_ascii=False)


UNREADABLE: dict[str, tuple[Any, str]] = {
    "a name and its value": ({"pin": 4821}, "4821"),
    "a text that is private by its name": ({"password": "bluefish"}, "bluefish"),
    "a number": (9004121234567, "9004121234567"),
    "a key": ({PHONE: True}, PHONE),
    "an object": (object(), "object"),
    "bytes": (b"secret", "secret"),
    "an exception": (ValueError("secret"), "secret"),
    "JSON in a text": (json.dumps({"내 번호": PHONE}), PHONE),
}


@pytest.mark.parametrize("way", UNREADABLE)
def test_what_is_not_plain_text_is_judged_or_removed(way: str) -> None:
    given, private = UNREADABLE[way]
    assert private not in json.dumps(clean(given), ensure_ascii=False)


def test_what_is_left_of_a_text_without_its_identifiers_is_kept_where_it_is_low() -> None:
    assert clean("My phone is 010-4821-9937, how do I sort a list?") == (
        "My phone is <PHONE_NUMBER>, how do I sort a list?"
    )


def _export_everything(exporter: SpanExporter, secret: str) -> None:
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("somebody")
    with tracer.start_as_current_span("linked") as linked:
        pass
    span = tracer.start_span(
        secret,
        attributes={
            "input.value": _json(secret),
            "llm.input_messages.0.message.content": secret,
            "many": [secret, "b"],
            "gen_ai.request.model": "gpt-4o-mini",
            "question": HARMLESS,
        },
        links=[Link(linked.get_span_context(), {"why": secret})],
    )
    span.add_event("said", {"text": secret})
    span.record_exception(ValueError(secret))
    span.set_status(Status(StatusCode.ERROR, secret))
    span.end()
    provider.shutdown()


@pytest.mark.parametrize("secret", SECRETS)
def test_a_protected_exporter_sends_no_private_text_from_any_place_of_a_span(
    secret: str, collector: Collector
) -> None:
    _export_everything(protect_exporter(OTLPSpanExporter(collector.traces)), secret)
    assert not any(collector.saw(form) for form in _forms(secret))
    assert collector.saw(HARMLESS)
    assert collector.saw("gpt-4o-mini")


def test_an_unprotected_exporter_sends_it(collector: Collector) -> None:
    _export_everything(OTLPSpanExporter(collector.traces), SECRETS[0])
    assert collector.saw(PHONE)


def test_messages_in_numbered_attributes_that_are_private_only_together_are_removed(
    collector: Collector,
) -> None:
    provider = TracerProvider(shutdown_on_exit=False)
    exporter = protect_exporter(OTLPSpanExporter(collector.traces))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    name = "llm.input_messages.{}.message.content"
    said = ("What is your password?", "bluefish42")
    with provider.get_tracer("x").start_as_current_span("a") as span:
        span.set_attributes({name.format(n): text for n, text in enumerate(said)})
    provider.shutdown()
    assert collector.saw("What is your password?")
    assert not collector.saw("bluefish42")


def test_the_console_is_protected_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    _export_everything(protect_exporter(ConsoleSpanExporter(out=sys.stdout)), SECRETS[0])
    printed = capsys.readouterr().out
    assert "gpt-4o-mini" in printed
    assert PHONE not in printed


def test_a_span_that_cannot_be_read_is_dropped(
    collector: Collector, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from router_agent.privacy.protecting import span_exporter

    def fail(*_: object) -> None:
        raise RuntimeError(SECRETS[0])

    monkeypatch.setattr(span_exporter, "attributes", fail)
    _export_everything(protect_exporter(OTLPSpanExporter(collector.traces)), SECRETS[0])
    assert not collector.requests
    assert PHONE not in caplog.text


def test_a_name_that_is_not_public_is_an_error() -> None:
    from router_agent import privacy

    with pytest.raises(AttributeError):
        _ = privacy.unheard_of
    assert trace.get_tracer_provider() is not None
