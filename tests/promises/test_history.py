"""A thread's level only rises, and with `history = "cleared"` private turns stay here."""

from typing import Any

import pytest
from langchain_core.messages import (
    AIMessage,
    HumanMessage,
    RemoveMessage,
    SystemMessage,
    ToolMessage,
)
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Overwrite

from router_agent import ask, build_graph
from router_agent.context import Choices, RouterContext
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.privacy import answers
from router_agent.privacy.outgoing import LEFT_OUT, outgoing
from router_agent.sensitivity import classify
from tests.questions import BUSINESS, HARMLESS

SHORTER = "더 짧게 해줘"
CLEARED = RouterContext(history="cleared")
THREAD: Any = {"configurable": {"thread_id": "1"}}


@pytest.fixture
def threads() -> Any:
    """A graph that keeps its threads."""
    return build_graph(checkpointer=InMemorySaver())


def test_a_later_make_it_shorter_stays_local(
    threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD)

    result = threads.invoke({"messages": SHORTER}, THREAD)

    assert (result["model_type"], result["sensitivity"]) == ("local", "high")
    assert not openai.generations


def test_the_level_survives_that_the_private_turn_is_removed(
    threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    before = threads.invoke({"messages": BUSINESS}, THREAD)
    gone = [RemoveMessage(m.id) for m in before["messages"]]

    result = threads.invoke({"messages": [*gone, HumanMessage(HARMLESS)]}, THREAD)

    assert [m.type for m in result["messages"]] == ["human", "ai"]
    assert (result["model_type"], result["sensitivity"]) == ("local", "high")
    assert not openai.generations


def test_it_survives_a_fork_and_a_resume_in_another_graph_over_the_same_threads(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    saver = InMemorySaver()
    first = build_graph(checkpointer=saver)
    first.invoke({"messages": HARMLESS}, THREAD)
    first.invoke({"messages": BUSINESS}, THREAD)
    last = next(first.get_state_history(THREAD))
    openai.clear()

    for config in (THREAD, last.config):
        result = build_graph(checkpointer=saver).invoke({"messages": SHORTER}, config)
        assert (result["model_type"], result["sensitivity"]) == ("local", "high")
    assert not openai.generations


def test_a_fork_from_before_the_private_turn_may_leave(
    threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """What only rises is the level of what would be sent: that turn is not in this branch."""
    threads.invoke({"messages": HARMLESS}, THREAD)
    before = next(iter(threads.get_state_history(THREAD)))
    threads.invoke({"messages": BUSINESS}, THREAD)

    result = threads.invoke({"messages": "튜플은 언제 써?"}, before.config)

    assert result["model_type"] == "cloud"
    assert not openai.saw(BUSINESS)


@pytest.mark.parametrize(
    "low",
    ["low", Overwrite("low"), {"__overwrite__": "low"}, {"value": "low", "type": "__overwrite__"}],
    ids=repr,
)
def test_an_edited_state_cannot_lower_it(
    low: Any, threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD)
    threads.update_state(
        THREAD,
        {"thread_sensitivity": low, "sensitivity": "low", "confined": Overwrite([])},
    )

    assert threads.get_state(THREAD).values["thread_sensitivity"] == "high"
    assert threads.invoke({"messages": HARMLESS}, THREAD)["model_type"] == "local"


def test_a_local_answer_counts_as_private_as_its_question(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """Also without its question, in another conversation."""
    answer = "A list can be changed after it was made, and a tuple cannot."
    ollama.default = Reply(text=answer)
    assert classify(answer).level == "low"
    ask(BUSINESS)

    moved = ask([("assistant", answer), ("user", HARMLESS)])
    quoted = ask(answer)

    assert (moved["model_type"], quoted["model_type"]) == ("local", "local")
    assert not openai.generations
    answers.forget()
    assert ask(answer)["model_type"] == "cloud", "without the memory it would leave"


def test_a_local_answer_to_a_harmless_question_is_not_private(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    answer = "A list can be changed after it was made, and a tuple cannot."
    ollama.default = Reply(text=answer)
    assert ask(HARMLESS, context={"route": "local"})["model_type"] == "local"

    assert ask(answer)["model_type"] == "cloud"


def test_cleared_sends_a_harmless_question_with_only_the_turns_that_were_cleared(
    threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    secret = "로컬 모델만 아는 답"
    ollama.default = Reply(text=secret)
    for question in (HARMLESS, BUSINESS):
        threads.invoke({"messages": question}, THREAD, context=CLEARED)
    openai.clear()

    result = threads.invoke({"messages": "튜플은 언제 써?"}, THREAD, context=CLEARED)

    assert (result["model_type"], result["left_out"]) == ("cloud", 2)
    (sent,) = [r.json["messages"] for r in openai.generations]
    assert [m["role"] for m in sent] == ["system", "user", "assistant", "user"]
    assert sent[0]["content"] == LEFT_OUT.ko
    assert sent[1]["content"] == HARMLESS
    assert not openai.saw(BUSINESS)
    assert not openai.saw(secret)
    assert "2개" in result["reason"]
    assert threads.get_state(THREAD).values["thread_sensitivity"] == "high"


def test_cleared_keeps_a_private_question_here(
    threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    threads.invoke({"messages": HARMLESS}, THREAD, context=CLEARED)
    openai.clear()

    result = threads.invoke({"messages": BUSINESS}, THREAD, context=CLEARED)

    assert (result["model_type"], result["sensitivity"]) == ("local", "high")
    assert not openai.generations


def test_sticky_is_what_cleared_is_measured_against(
    threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    threads.invoke({"messages": BUSINESS}, THREAD)
    assert threads.invoke({"messages": HARMLESS}, THREAD)["model_type"] == "local"


PASSWORD_OVER_TWO_TURNS: list[Any] = [
    HumanMessage("hi"),
    AIMessage("What is your password?"),
    HumanMessage("sunflower"),
]


@pytest.mark.parametrize(
    ("conversation", "kept", "sent", "level"),
    [
        (["h:" + HARMLESS], [], 1, "low"),
        (["h:" + BUSINESS, "a:네.", "h:" + HARMLESS], [], 1, "low"),
        (["h:" + HARMLESS, "a:네.", "h:" + BUSINESS], [], 3, "high"),
        (["s:전화 010-4821-9937", "h:" + HARMLESS], [], 1, "low"),
        (["s:You are a helpful assistant.", "h:" + HARMLESS], [], 2, "low"),
        (["h:" + HARMLESS, "a:네.", "h:튜플은 언제 써?"], ["0"], 1, "low"),
        (["h:" + HARMLESS, "a:네.", "h:튜플은 언제 써?"], ["2"], 3, "high"),
    ],
)
def test_what_is_sent_of_a_conversation(
    conversation: list[str], kept: list[str], sent: int, level: str
) -> None:
    kinds: Any = {"h": HumanMessage, "a": AIMessage, "s": SystemMessage}
    messages: list[Any] = [
        kinds[said[0]](said[2:], id=str(number)) for number, said in enumerate(conversation)
    ]

    out = outgoing(messages, Choices(history="cleared"), kept)

    assert (len(out.messages), out.assessment.level) == (sent, level)
    assert (out.note is None) == (sent == len(messages))


def test_what_is_private_only_over_two_turns_is_not_torn_apart() -> None:
    out = outgoing(PASSWORD_OVER_TWO_TURNS, Choices(history="cleared"))
    assert out.assessment.level == "high"


@pytest.mark.parametrize("privacy", ["strict", "balanced", "permissive"])
@pytest.mark.parametrize("note", LEFT_OUT)
def test_the_note_to_the_model_may_leave(note: str, privacy: Any) -> None:
    assert classify(note, privacy).level == "low"


ANSWER = "A list can be changed after it was made, and a tuple cannot."


@pytest.mark.parametrize("context", [{"route": "local"}, {"prefer": "cost"}, {}], ids=str)
def test_cleared_leaves_out_a_local_answer_that_was_given_on_private_turns(
    context: dict[str, Any], threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """The question was harmless, but the local model was sent the whole thread."""
    threads.invoke({"messages": BUSINESS}, THREAD, context=CLEARED)
    ollama.default = Reply(text=ANSWER)
    openai.script.append(Reply(status=500))
    given = RouterContext(history="cleared", **context)
    assert threads.invoke({"messages": SHORTER}, THREAD, context=given)["model_type"] == "local"
    openai.script.clear()

    threads.invoke({"messages": HARMLESS}, THREAD, context=CLEARED)

    assert openai.saw(HARMLESS)
    assert not openai.saw(ANSWER)


@pytest.mark.parametrize("removed", [False, True])
def test_cleared_leaves_it_out_in_another_process(
    removed: bool, threads: Any, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """Whether its thread was sticky when it was given, or its question was removed since."""
    ollama.default = Reply(text=ANSWER)
    before = threads.invoke({"messages": BUSINESS}, THREAD)["messages"]
    if not removed:
        before = threads.invoke({"messages": SHORTER}, THREAD)["messages"]
    answers.forget()
    gone = [RemoveMessage(m.id) for m in before if removed and m.type == "human"]

    threads.invoke({"messages": [*gone, HumanMessage(HARMLESS)]}, THREAD, context=CLEARED)

    assert openai.saw(HARMLESS)
    assert not openai.saw(ANSWER)


def test_a_local_tool_call_does_not_make_every_message_without_a_text_private(
    openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = AIMessage("", tool_calls=[{"name": "search", "args": {"q": "tuple"}, "id": "1"}])
    told = ToolMessage("a tuple is immutable", tool_call_id="1")
    with OpenAIStandIn(models=("m",), key=None) as local:
        monkeypatch.setenv("ROUTER_LOCAL_PROVIDER", "openai")
        monkeypatch.setenv("ROUTER_LOCAL_BASE_URL", local.url)
        monkeypatch.setenv("ROUTER_LOCAL_MODEL", "m")
        local.script.append(Reply(calls=(("f", "{}"),)))
        assert ask(BUSINESS)["model_type"] == "local"

        result = ask([HumanMessage(HARMLESS), called, told])

    assert result["model_type"] == "cloud"


def test_a_paragraph_of_a_private_answer_is_as_private_as_all_of_it(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    paragraph = (
        "Use tuples as keys of a dictionary, since those must not change while they are in it, "
        "and lists for what grows as the program runs."
    )
    answer = f"A list can be changed.\n\n{paragraph}"
    ollama.default = Reply(text=answer)
    ask(BUSINESS)

    assert ask(f" {paragraph.upper()}  ")["model_type"] == "local"
    assert not openai.generations


def test_a_short_answer_makes_nobody_elses_text_private(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.default = Reply(text="Yes.")
    ask(BUSINESS)

    conversation = [("user", "Is a tuple immutable?"), ("assistant", "Yes."), ("user", HARMLESS)]

    assert ask(conversation)["model_type"] == "cloud"


def test_what_a_model_says_to_everybody_makes_nobodys_thread_private(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    boilerplate = "I am an AI language model; please consult a qualified professional."
    ollama.default = Reply(text=f"Cook it for ten minutes.\n\n{boilerplate}")
    ask(BUSINESS)

    conversation = [
        ("user", "How long do I boil rice?"),
        ("assistant", f"Eighteen minutes.\n\n{boilerplate}"),
        ("user", "And pasta?"),
    ]

    assert ask(conversation)["model_type"] == "cloud"


def test_what_an_answer_only_repeats_of_its_question_is_anybodys(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    asked = "What is the difference between a list and a tuple in Python?"
    ollama.default = Reply(text=asked)
    assert ask(f"My number is 010-4821-9937. Repeat: {asked}")["model_type"] == "local"

    assert ask(asked)["model_type"] == "cloud"


def test_what_a_local_answer_had_said_when_it_broke_off_is_private_too(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """The caller has seen it stream."""
    part = "A list can be changed after it was made, and a tuple cannot."
    ollama.script.append(Reply(text=part))
    ollama.script.append(Reply(text=part + " " * 400, chunk_chars=len(part), cut_after=1))
    assert ask(BUSINESS)["model_type"] == "local"
    answers.forget()
    assert ask(BUSINESS)["model_type"] == "none"

    assert ask(part)["model_type"] == "local"
