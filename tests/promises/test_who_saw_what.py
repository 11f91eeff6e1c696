"""The stand-ins recorded every byte: who saw which question."""

import pytest

from router_agent import aask, ask, graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from tests.questions import BUSINESS, HARMLESS, PERSONAL, TUTORIAL


def test_the_cloud_saw_only_the_first_question_and_the_local_model_only_the_others(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """Each question was seen by one model, once."""
    routes = [ask(question)["model_type"] for question in TUTORIAL]

    assert routes == ["cloud", "local", "local"]
    assert [openai.saw(question) for question in TUTORIAL] == [True, False, False]
    assert [ollama.saw(question) for question in TUTORIAL] == [False, True, True]
    assert len(openai.generations) == 1
    assert len(ollama.generations) == 2


async def test_the_same_holds_for_the_asynchronous_twin(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    routes = [(await aask(question))["model_type"] for question in TUTORIAL]

    assert routes == ["cloud", "local", "local"]
    assert [openai.saw(question) for question in TUTORIAL] == [True, False, False]
    assert [ollama.saw(question) for question in TUTORIAL] == [False, True, True]
    assert (len(openai.generations), len(ollama.generations)) == (1, 2)


def test_with_the_local_server_stopped_private_questions_are_held(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.stop()

    results = [ask(question) for question in TUTORIAL]

    assert [(r["model_type"], r["reason_code"]) for r in results] == [
        ("cloud", "local_unavailable"),
        ("none", "privacy_local_down"),
        ("none", "privacy_local_down"),
    ]
    assert not openai.saw(BUSINESS)
    assert not openai.saw(PERSONAL)
    assert len(openai.generations) == 1


def test_only_the_tutorials_own_rule_sends_them_out(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.stop()

    context = {"when_local_unavailable": "cloud"}
    results = [ask(question, context=context) for question in TUTORIAL]

    assert [(r["model_type"], r["reason_code"]) for r in results] == [
        ("cloud", "local_unavailable"),
        ("cloud", "privacy_overridden"),
        ("cloud", "privacy_overridden"),
    ]
    assert all(openai.saw(question) for question in TUTORIAL)


@pytest.mark.parametrize(
    "fault",
    [
        Reply(status=500, error={"error": "boom"}),
        Reply(cut_after=2),
        Reply(end_after=2),
        Reply(error_after=1),
        Reply(garbage_after=1),
        Reply(html=True),
        Reply(text=" "),
        Reply(finish="load"),
    ],
    ids=lambda r: repr(r)[:60],
)
def test_a_private_question_is_not_sent_out_when_the_local_model_fails(
    fault: Reply, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """A fallback never makes a question travel further than its level allows."""
    ollama.script.append(fault)

    result = ask(BUSINESS)

    assert (result["model_type"], result["reason_code"]) == ("none", "privacy_local_down")
    assert result["fallback_from"] == "local"
    assert not openai.generations
    assert not openai.saw(BUSINESS)


def test_a_harmless_question_goes_to_the_local_model_when_the_cloud_fails(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    openai.script.append(Reply(cut_after=1))

    result = ask(HARMLESS)

    assert (result["model_type"], result["reason_code"]) == ("local", "cloud_unavailable")
    assert result["fallback_from"] == "cloud"
    assert len(openai.generations) == len(ollama.generations) == 1


def test_a_private_turn_keeps_the_whole_thread_here(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """What would be sent contains the earlier turn."""
    conversation = [("user", BUSINESS), ("assistant", "네."), ("user", "더 짧게 해줘")]

    result = ask(conversation)

    assert (result["model_type"], result["sensitivity"]) == ("local", "high")
    assert not openai.generations


def test_an_attachment_that_cannot_be_read_stays_here(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
    question = {"role": "user", "content": [{"type": "text", "text": "what is this?"}, picture]}

    result = ask([question])

    assert result["sensitivity"] == "high"
    assert result["model_type"] == "local"
    assert not openai.generations


def test_the_guard_stops_what_the_state_says_is_harmless(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """Whatever the state says, the last thing before the cloud call is a scan of what goes out."""
    from langchain_core.messages import HumanMessage

    from router_agent.nodes import cloud_llm
    from router_agent.nodes.choose_model import decision_of
    from router_agent.state import State
    from tests.parts import run_in_graph

    forged = State(
        messages=[HumanMessage(BUSINESS)],
        query=BUSINESS,
        sensitivity="low",
        complexity="simple",
        findings=[],
        turn={
            "question_id": "1",
            "asked_at": 0.0,
            "began_at": 0.0,
            "choices": {},
            "local": {"up": True, "cause": None},
            "cloud": {"up": True, "cause": None},
            "money_left": True,
            "local_faster": False,
            "can_ask": False,
        },
    )
    assert decision_of(forged).route == "cloud"

    update = run_in_graph(cloud_llm.node, forged)

    assert update["attempts"] == [{"model_type": "cloud", "code": "guarded"}]
    assert update["sensitivity"] == "high"
    assert not openai.generations
    assert graph.name == "router"
