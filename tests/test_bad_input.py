"""Bad input gets a clear error that quotes nothing, and nothing is sent."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, RemoveMessage, SystemMessage
from langgraph.types import Command

from router_agent import InvalidQuestion, RouterAgentError, aask, ask, build_graph, classify, graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.stats import Store
from router_agent.stats.summary import summarise

CANARY = "kanarienvogel-8841"

BAD: list[tuple[str, Any, str]] = [
    ("a bare string", CANARY, "the input is a str"),
    ("a list", [CANARY], "the input is a list"),
    ("a number", 3, "the input is a int"),
    ("no messages key", {"question": CANARY}, "no messages"),
    ("no messages", {"messages": []}, "no messages"),
    ("nothing", {"messages": None}, "cannot be read"),
    ("an empty question", {"messages": ""}, "empty"),
    ("a blank question", {"messages": " \n\t "}, "empty"),
    ("a blank human message", {"messages": [HumanMessage("")]}, "empty"),
    ("empty parts", {"messages": [HumanMessage([{"type": "text", "text": " "}])]}, "empty"),
    ("an unknown role", {"messages": [("boss", CANARY)]}, "cannot be read"),
    ("a role of None", {"messages": [{"role": None, "content": CANARY}]}, "cannot be read"),
    ("no role", {"messages": [{"content": CANARY}]}, "cannot be read"),
    ("no content", {"messages": [{"role": "user"}]}, "cannot be read"),
    ("a number as message", {"messages": [3]}, "cannot be read"),
    ("bytes", {"messages": [CANARY.encode()]}, "cannot be read"),
    ("an assistant turn last", {"messages": [CANARY, AIMessage("hi")]}, "type 'ai'"),
    ("a system message alone", {"messages": [SystemMessage(CANARY)]}, "type 'system'"),
    ("a NUL byte", {"messages": f"{CANARY}\0"}, "NUL"),
    ("nothing visible", {"messages": "\u200b\ufeff"}, "empty"),
    ("half a character", {"messages": f"{CANARY}\ud800"}, "lone surrogate"),
    ("ten megabytes", {"messages": CANARY * 600_000}, "ROUTER_MAX_QUESTION_CHARS"),
    (
        "ten megabytes in history",
        {"messages": [CANARY * 600_000, AIMessage("hi"), "and?"]},
        "ROUTER_MAX_QUESTION_CHARS",
    ),
    ("a removal of nothing", {"messages": [RemoveMessage(id="1")]}, "no messages"),
]
IDS = [name for name, _, _ in BAD]


def everything_said(error: BaseException) -> str:
    """Return all that a log of the error would show, its causes included."""
    said = ""
    current: BaseException | None = error
    while current is not None:
        said += f"{current!r} {current} {getattr(current, '__notes__', '')}"
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    return said


@pytest.mark.parametrize(("name", "given", "cause"), BAD, ids=IDS)
def test_bad_input_is_an_error_that_names_the_cause_and_quotes_nothing(
    name: str, given: Any, cause: str, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    with pytest.raises(InvalidQuestion) as caught:
        graph.invoke(given)

    assert cause in str(caught.value)
    assert CANARY not in everything_said(caught.value)
    assert not ollama.generations
    assert not openai.generations


@pytest.mark.parametrize(("name", "given", "cause"), BAD, ids=IDS)
async def test_the_asynchronous_twin_says_the_same(name: str, given: Any, cause: str) -> None:
    with pytest.raises(InvalidQuestion, match=cause) as caught:
        await graph.ainvoke(given)
    assert CANARY not in everything_said(caught.value)


@pytest.mark.parametrize("given", ["", "  ", None, 3, [], [("assistant", "hi")]])
async def test_ask_and_aask_refuse_what_is_no_question(given: Any) -> None:
    with pytest.raises(InvalidQuestion):
        ask(given)
    with pytest.raises(InvalidQuestion):
        await aask(given)


def test_bad_input_is_not_counted(statistics: Store) -> None:
    with pytest.raises(InvalidQuestion):
        ask("")
    assert summarise(statistics).total == 0


def test_an_error_of_ours_can_be_caught_as_one(ollama: OllamaStandIn) -> None:
    with pytest.raises(RouterAgentError):
        ask("")
    with pytest.raises(ValueError, match="empty"):
        ask("")


def test_bad_input_leaves_a_thread_as_it_was(ollama: OllamaStandIn) -> None:
    """Nothing is lost: the next question on the thread is answered."""
    from langgraph.checkpoint.memory import InMemorySaver

    threaded = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    threaded.invoke({"messages": "hi"}, config)
    with pytest.raises(InvalidQuestion):
        threaded.invoke({"messages": "\0"}, config)
    assert len(threaded.get_state(config).values["messages"]) == 2
    assert threaded.invoke({"messages": "hi"}, config)["model_type"] == "local"


def test_classify_takes_what_no_model_would(ollama: OllamaStandIn) -> None:
    assert classify("").level == "low"
    assert classify(" \n").level == "low"
    assert classify("\0\ud800").level in ("low", "high")
    assert classify("What is the capital of France? " * 330_000).level == "low"


@pytest.mark.parametrize("given", [None, 3, b"x", object(), [None], [object()], [3]])
def test_classify_refuses_what_is_no_text(given: Any) -> None:
    with pytest.raises(TypeError, match="cannot judge"):
        classify(given)


def test_classify_names_a_wrong_preset() -> None:
    with pytest.raises(ValueError, match="strict, balanced, permissive"):
        classify("hi", privacy="paranoid")  # type: ignore[arg-type]


def test_what_does_not_fit_into_the_local_model_is_said_and_not_cut(
    ollama: OllamaStandIn, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ollama would drop the oldest messages and say nothing."""
    monkeypatch.setenv("ROUTER_LOCAL_NUM_CTX", "512")

    result = ask("우리 회사의 매출 데이터를 분석해줘 " + "가나다라 " * 300)

    assert result["model_type"] == "none"
    assert "ROUTER_LOCAL_NUM_CTX" in result["answer"]
    assert not ollama.generations
    assert not openai.generations


@pytest.mark.parametrize(
    "command", [Command(goto="cloud_llm"), Command(update={"messages": [("boss", CANARY)]})]
)
def test_a_command_can_resume_a_run_and_nothing_else(command: Any) -> None:
    """It would go round the checks of what comes in."""
    with pytest.raises(InvalidQuestion, match="can only resume") as caught:
        graph.invoke(command)
    assert CANARY not in everything_said(caught.value)
