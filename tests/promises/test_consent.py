"""A private question leaves in clear only by the user's consent to exactly this question, now."""

import time
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command
from typing_extensions import TypedDict

from router_agent import RouterContext, RunFailed, ask, availability, build_graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.nodes.consent import Resumed
from router_agent.probes import UP, Status
from router_agent.state import Input, State
from router_agent.stats import Store
from tests.parts import BothUp, InstantModels
from tests.questions import BUSINESS, HARMLESS


class Both(TypedDict, total=False):
    """Which model answered two questions that are asked side by side."""

    a: str
    b: str


ASK = RouterContext(when_local_unavailable="ask")
FORCED = RouterContext(route="cloud")
THREAD: Any = {"configurable": {"thread_id": "1"}}


@pytest.fixture
def threads(ollama: OllamaStandIn, openai: OpenAIStandIn) -> Any:
    """A graph that keeps its threads; its local model is down."""
    ollama.stop()
    return build_graph(checkpointer=InMemorySaver())


def parent(router: Any, **options: Any) -> Any:
    """A graph that keeps its threads, and has the router as its only node."""
    builder = StateGraph(State, input_schema=Input)
    builder.add_node("router", router)
    builder.add_edge(START, "router")
    builder.add_edge("router", END)
    return builder.compile(checkpointer=InMemorySaver(), **options)


def asked(result: Any) -> dict[str, Any]:
    """What the user is asked."""
    (interrupt,) = result["__interrupt__"]
    value: dict[str, Any] = interrupt.value
    return value


def test_the_user_is_asked_with_level_kinds_and_what_would_be_sent(
    threads: Any, openai: OpenAIStandIn
) -> None:
    question = "우리 회사 매출 담당 김민수 010-4821-9937 에게 뭐라고 할까?"

    value = asked(threads.invoke({"messages": question}, THREAD, context=ASK))

    assert value["sensitivity"] == "high"
    assert "PHONE_NUMBER" in value["kinds"]
    assert "010-4821-9937" not in value["preview"][0]["text"]
    assert "send" in value["options"]
    assert "hold" in value["options"]
    assert "보낼까요" in value["question"]
    assert not openai.generations


@pytest.mark.parametrize("answer", ["send", "hold"])
def test_the_answer_is_done_and_recorded(
    answer: str, threads: Any, openai: OpenAIStandIn, statistics: Store
) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)

    result = threads.invoke(Command(resume=answer), THREAD, context=ASK)

    sent = answer == "send"
    assert (result["model_type"], result["reason_code"]) == (
        ("cloud", "consent") if sent else ("none", "consent_refused")
    )
    assert openai.saw(BUSINESS) == sent
    rows = statistics.read(
        lambda c: c.exec_driver_sql("SELECT consent, outcome FROM questions").all()
    )
    assert [tuple(row) for row in rows] == [(answer, "answered" if sent else "held")]


async def test_the_same_holds_for_the_asynchronous_twin(
    threads: Any, openai: OpenAIStandIn
) -> None:
    asked(await threads.ainvoke({"messages": BUSINESS}, THREAD, context=ASK))
    assert not openai.generations

    result = await threads.ainvoke(Command(resume="send"), THREAD, context=ASK)

    assert result["reason_code"] == "consent"
    assert openai.saw(BUSINESS)


@pytest.mark.parametrize(
    "answer", ["yes", "", "SEND IT", 1, True, ["send"], {"answer": "send"}, "send_masked"], ids=repr
)
def test_an_answer_that_is_none_is_asked_for_again(
    answer: object, threads: Any, openai: OpenAIStandIn
) -> None:
    """`send_masked` is none here: this question is private even when it is masked."""
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)

    value = asked(threads.invoke(Command(resume=answer), THREAD, context=ASK))

    assert "send, hold" in value["error"]
    assert not openai.generations
    result = threads.invoke(Command(resume="hold"), THREAD, context=ASK)
    assert result["reason_code"] == "consent_refused"


def test_without_a_checkpointer_it_is_held_and_says_what_is_missing(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.stop()

    result = ask(BUSINESS, context=ASK)

    assert (result["model_type"], result["reason_code"]) == ("none", "consent_unavailable")
    assert "checkpointer" in result["answer"]
    assert not openai.generations


def test_forcing_the_cloud_takes_the_same_path_though_the_local_model_is_up(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    threads = build_graph(checkpointer=InMemorySaver())
    for answer, route in (("hold", "none"), ("send", "cloud")):
        config: Any = {"configurable": {"thread_id": answer}}
        asked(threads.invoke({"messages": BUSINESS}, config, context=FORCED))
        assert not openai.generations
        result = threads.invoke(Command(resume=answer), config, context=FORCED)
        assert result["model_type"] == route
    assert ask(BUSINESS, context=FORCED)["model_type"] == "local", "nobody can be asked"


def test_after_consent_a_cloud_that_fails_goes_back_to_the_local_model(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    threads = build_graph(checkpointer=InMemorySaver())
    threads.invoke({"messages": BUSINESS}, THREAD, context=FORCED)
    openai.script.append(Reply(status=500, error={"error": {"message": "x"}}))

    result = threads.invoke(Command(resume="send"), THREAD, context=FORCED)

    assert (result["model_type"], result["fallback_from"]) == ("local", "cloud")


def test_consent_to_one_question_is_none_to_the_next(threads: Any, openai: OpenAIStandIn) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)
    threads.invoke(Command(resume="send"), THREAD, context=ASK)
    openai.clear()

    asked(threads.invoke({"messages": "그 숫자를 더 줄여줘"}, THREAD, context=ASK))

    assert not openai.generations


def test_consent_of_an_earlier_run_is_asked_for_again(threads: Any, openai: OpenAIStandIn) -> None:
    """The run that got it was cut off before the call; the next one finds it in the checkpoint."""
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)
    threads.invoke(Command(resume="send"), THREAD, context=ASK, interrupt_before=["cloud_llm"])
    assert threads.get_state(THREAD).values["consent"] == "send"

    asked(threads.invoke(None, THREAD, context=ASK))

    assert not openai.generations
    assert threads.invoke(Command(resume="send"), THREAD, context=ASK)["consent"] == "send"


def test_consent_to_a_run_that_broke_off_at_once_is_asked_for_again(
    threads: Any, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer is in the checkpoint, and nothing has come of it yet."""
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)
    with monkeypatch.context() as broken:
        broken.setattr(Resumed, "shown", lambda *_: 1 // 0)
        with pytest.raises(RunFailed):
            threads.invoke(Command(resume="send"), THREAD, context=ASK)

    asked(threads.invoke(None, THREAD, context=ASK))

    assert not openai.generations


def test_going_back_in_time_asks_again(threads: Any, openai: OpenAIStandIn) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)
    before = threads.get_state(THREAD).config
    threads.invoke(Command(resume="send"), THREAD, context=ASK)
    openai.clear()

    asked(threads.invoke(None, before, context=ASK))

    assert not openai.generations


def test_messages_put_in_while_the_user_thinks_are_not_consented_to(
    threads: Any, openai: OpenAIStandIn
) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)
    other = "내 주민번호는 900101-1234567 이야"
    threads.update_state(
        THREAD, {"messages": [HumanMessage(other)]}, as_node="classify_sensitivity"
    )

    value = asked(threads.invoke(Command(resume="send"), THREAD, context=ASK))

    assert value["preview"][-1]["role"] == "human"
    assert "error" in value
    assert not openai.generations
    threads.invoke(Command(resume="send"), THREAD, context=ASK)
    assert openai.saw(other), "now it was shown"


def test_the_user_of_a_parent_graph_is_asked_through_it(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.stop()
    outer = parent(build_graph(context=ASK))

    asked(outer.invoke({"messages": [HumanMessage(BUSINESS)]}, THREAD))
    assert not openai.generations
    result = outer.invoke(Command(resume="send"), THREAD)

    assert result["reason_code"] == "consent"
    assert openai.saw(BUSINESS)


def test_an_answer_by_the_id_of_the_interrupt_counts(threads: Any, openai: OpenAIStandIn) -> None:
    result = threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)
    (interrupt,) = result["__interrupt__"]

    result = threads.invoke(Command(resume={interrupt.id: "send"}), THREAD, context=ASK)

    assert result["reason_code"] == "consent"


def test_a_harmless_question_is_never_asked_about(threads: Any, openai: OpenAIStandIn) -> None:
    assert threads.invoke({"messages": HARMLESS}, THREAD, context=ASK)["model_type"] == "cloud"


def test_an_answer_to_another_interrupt_is_none_to_a_question_that_was_never_shown(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """The parent is resumed before its router has asked anything."""
    ollama.stop()
    outer = parent(build_graph(context=ASK), interrupt_before=["router"])
    outer.invoke({"messages": [HumanMessage(BUSINESS)]}, THREAD)

    asked(outer.invoke(Command(resume="send"), THREAD))

    assert not openai.generations


def test_a_parents_edit_while_the_user_thinks_is_not_consented_to(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.stop()
    builder = StateGraph(State, input_schema=Input)
    builder.add_node("before", lambda state: {})
    builder.add_node("router", build_graph(context=ASK))
    builder.add_edge(START, "before")
    builder.add_edge("before", "router")
    builder.add_edge("router", END)
    outer: Any = builder.compile(checkpointer=InMemorySaver())
    outer.invoke({"messages": [HumanMessage(BUSINESS)]}, THREAD)
    other = "내 주민번호는 900101-1234567 이야"
    outer.update_state(THREAD, {"messages": [HumanMessage(other)]}, as_node="before")

    asked(outer.invoke(Command(resume="send"), THREAD))

    assert not openai.generations


def test_resuming_before_the_graph_has_asked_is_no_consent(
    threads: Any, openai: OpenAIStandIn
) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK, interrupt_before=["hold"])

    asked(threads.invoke(Command(resume="send"), THREAD, context=ASK))

    assert not openai.generations


async def test_with_an_asynchronous_checkpointer_consent_counts_too(
    ollama: OllamaStandIn, openai: OpenAIStandIn, tmp_path: Path
) -> None:
    ollama.stop()
    async with AsyncSqliteSaver.from_conn_string(str(tmp_path / "threads.sqlite3")) as saver:
        router = build_graph(checkpointer=saver)
        asked(await router.ainvoke({"messages": BUSINESS}, THREAD, context=ASK))

        result = await router.ainvoke(Command(resume="send"), THREAD, context=ASK)

    assert result["reason_code"] == "consent"


def test_without_the_look_at_what_was_shown_an_unshown_question_would_leave(
    threads: Any, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Resumed, "shown", lambda *_: ("any",))
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK, interrupt_before=["hold"])

    threads.invoke(Command(resume="send"), THREAD, context=ASK)

    assert openai.saw(BUSINESS)


def test_what_was_sent_and_not_answered_is_not_said_to_have_stayed_here(
    threads: Any, openai: OpenAIStandIn
) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)
    openai.script.append(Reply(status=500, error={"error": {"message": "x"}}))

    result = threads.invoke(Command(resume="send"), THREAD, context=ASK)

    assert (result["model_type"], result["reason_code"]) == ("none", "privacy_held")
    assert openai.saw(BUSINESS)
    assert "gpt-4o-mini" in result["reason"]
    assert "보내지 않았습니다" not in result["reason"]


def test_how_long_the_user_thinks_is_not_how_long_an_answer_takes(
    threads: Any, openai: OpenAIStandIn
) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD, context=ASK)
    time.sleep(1.5)

    result = threads.invoke(Command(resume="send"), THREAD, context=ASK)

    assert result["usage"]["seconds"] < 1.4


def test_an_answer_to_one_question_is_none_to_another_beside_it(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """LangGraph hands every step the answers to all; and replays one that did not count."""
    ollama.stop()
    router = build_graph()
    questions = {"a": BUSINESS, "b": "내 주민번호는 900101-1234567 이야"}

    def asks(name: str) -> Any:
        given: Any = {"messages": questions[name]}
        return lambda _: {name: router.invoke(given, context=ASK)["model_type"]}

    builder = StateGraph(Both)
    for name in questions:
        builder.add_node(f"ask {name}", asks(name))
        builder.add_edge(START, f"ask {name}")
        builder.add_edge(f"ask {name}", END)
    outer: Any = builder.compile(checkpointer=InMemorySaver())
    outer.invoke({"a": "", "b": ""}, THREAD, interrupt_before="*")
    outer.invoke(Command(resume="send"), THREAD)  # shown to nobody: it counts for neither
    pending = outer.get_state(THREAD).interrupts
    first, second = (i.id for i in sorted(pending, key=lambda i: "주민" in str(i.value)))

    result = outer.invoke(Command(resume={first: "send", second: "hold"}), THREAD)

    assert (result["a"], result["b"]) == ("cloud", "none")
    assert not openai.saw(questions["b"])


@pytest.mark.parametrize(
    "odd", [{"span": (1, 2)}, {"of": {"x", "y", "z"}}, {"raw": b"\x00"}, {"deep": [[[[1]]]]}]
)
def test_the_first_answer_counts_whatever_a_checkpoint_makes_of_the_message(
    odd: Any, threads: Any, openai: OpenAIStandIn
) -> None:
    message = HumanMessage(BUSINESS, additional_kwargs=odd)
    asked(threads.invoke({"messages": [message]}, THREAD, context=ASK))

    result = threads.invoke(Command(resume="send"), THREAD, context=ASK)

    assert "__interrupt__" not in result


def test_a_question_that_cannot_be_masked_is_asked_about_without_a_preview(
    threads: Any, openai: OpenAIStandIn
) -> None:
    nested = "[" * 600 + '"010-4821-9937"' + "]" * 600

    value = asked(threads.invoke({"messages": nested}, THREAD, context=ASK))

    assert not openai.generations
    assert threads.invoke(Command(resume="hold"), THREAD, context=ASK)["consent"] == "hold"
    assert "send_masked" not in value["options"]


def test_a_cloud_model_of_the_hosts_own_is_asked_about_without_a_key() -> None:
    class LocalDown(BothUp):
        def look(self, run: Any, env: Any) -> availability.Both:
            return availability.Both(Status(False, "server_down"), UP)

    router: Any = build_graph(
        models=InstantModels(), availability=LocalDown(), checkpointer=InMemorySaver()
    )
    asked(router.invoke({"messages": BUSINESS}, THREAD, context=ASK))

    assert router.invoke(Command(resume="send"), THREAD, context=ASK)["reason_code"] == "consent"
