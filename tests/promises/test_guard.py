"""Only what was scanned can be sent, whatever the state says: each way around the guard is tried.

The tests whose names begin with `without` take the protection away, and see the text leave: a
check that cannot fail is no check.
"""

from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph

from router_agent import ask, build_graph, graph
from router_agent.context import Choices
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.environment import current
from router_agent.errors import ModelError
from router_agent.models import ChatModels, Model
from router_agent.nodes import answering, cloud_llm
from router_agent.privacy import guard
from router_agent.privacy.guard import Pass, showing
from router_agent.state import State
from tests.parts import run_in_graph
from tests.questions import BUSINESS, HARMLESS

PHONE = "010-4821-9937"
TOLD = "우리 회사 3분기 매출이 40% 줄었다"
PLACES: dict[str, list[Any]] = {
    "question": [HumanMessage(f"my number is {PHONE}, why is it so long?")],
    "history": [HumanMessage(f"call me at {PHONE}"), AIMessage("ok"), HumanMessage(HARMLESS)],
    "system text": [SystemMessage(f"The user's phone is {PHONE}."), HumanMessage(HARMLESS)],
    "an answer": [HumanMessage("hi"), AIMessage(f"you are {PHONE}"), HumanMessage(HARMLESS)],
    "tool arguments": [
        HumanMessage(HARMLESS),
        AIMessage("", tool_calls=[{"name": "f", "args": {"a": [{"b": PHONE}]}, "id": "1"}]),
        ToolMessage("done", tool_call_id="1"),
    ],
    "a tool's result": [
        HumanMessage(HARMLESS),
        AIMessage("", tool_calls=[{"name": "f", "args": {}, "id": "1"}]),
        ToolMessage(f"found {PHONE}", tool_call_id="1"),
    ],
    "a text part": [HumanMessage([{"type": "text", "text": f"I am {PHONE}"}])],
    "an attachment": [
        HumanMessage(
            [
                {"type": "text", "text": HARMLESS},
                {"type": "file", "file": {"filename": f"{PHONE}.pdf", "file_data": "JVBERi0="}},
            ]
        )
    ],
    "a name": [HumanMessage(HARMLESS, name=f"tel_{PHONE}")],
    "further fields": [
        HumanMessage("hi"),
        AIMessage("ok", additional_kwargs={"refusal": PHONE}),
        HumanMessage(HARMLESS),
    ],
}
# What this version of the client leaves out, or its server refuses; the next one may not.
NEVER_SENT = {"further fields"}
MODELS = ChatModels()
UP: dict[str, Any] = {"up": True, "cause": None}


def forged(messages: list[Any], **known: Any) -> State:
    """A state that says of anything that it is harmless and may go to the cloud."""
    turn: Any = {
        "question_id": "1",
        "asked_at": 0.0,
        "began_at": 0.0,
        "choices": known.pop("choices", {}),
        "local": known.pop("local", UP),
        "cloud": UP,
        "money_left": True,
        "local_faster": False,
        "can_ask": True,
    }
    state: Any = {
        "messages": messages,
        "query": HARMLESS,
        "sensitivity": "low",
        "complexity": "complex",
        "findings": [],
        "turn": turn,
        **known,
    }
    return state  # type: ignore[no-any-return]


@pytest.mark.parametrize("place", PLACES)
def test_a_private_value_in_any_place_is_stopped_at_the_door(
    place: str, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    update = run_in_graph(cloud_llm.node, forged(PLACES[place]))

    assert update["attempts"] == [{"model_type": "cloud", "code": "guarded"}]
    assert (update["sensitivity"], update["thread_sensitivity"]) == ("high", "high")
    assert not openai.generations
    assert not openai.saw(PHONE)


@pytest.mark.parametrize("place", sorted(set(PLACES) - NEVER_SENT))
def test_without_the_guard_the_value_would_leave(
    place: str,
    ollama: OllamaStandIn,
    openai: OpenAIStandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cloud_llm, "confined", lambda *_: False)
    monkeypatch.setattr(guard, "confined", lambda *_: False)

    run_in_graph(cloud_llm.node, forged(PLACES[place]))

    assert openai.saw(PHONE)


FORGERIES: dict[str, dict[str, Any]] = {
    "the settings": {"choices": {"when_local_unavailable": "cloud"}},
    "a local model that failed": {
        "choices": {"when_local_unavailable": "cloud"},
        "attempts": [{"model_type": "local", "code": "timeout"}],
        "sensitivity": "high",
    },
    "a local model that is down": {
        "choices": {"when_local_unavailable": "cloud"},
        "local": {"up": False, "cause": "server_down"},
        "sensitivity": "high",
    },
    "consent": {
        "choices": {"when_local_unavailable": "ask"},
        "local": {"up": False, "cause": "server_down"},
        "consent": "send",
        "sensitivity": "high",
    },
    "consent to masking": {
        "choices": {"when_local_unavailable": "ask"},
        "local": {"up": False, "cause": "server_down"},
        "consent": "send_masked",
        "maskable": True,
        "sensitivity": "high",
    },
    "masking": {
        "choices": {"when_local_unavailable": "mask"},
        "local": {"up": False, "cause": "server_down"},
        "maskable": True,
        "sensitivity": "high",
    },
    "a missing level": {"sensitivity": None},
    "a missing turn": {"turn": None},
    "cleared messages": {"choices": {"history": "cleared"}, "confined": []},
}


@pytest.mark.parametrize("what", FORGERIES)
def test_no_forged_state_opens_the_door(
    what: str, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    update = run_in_graph(cloud_llm.node, forged([HumanMessage(BUSINESS)], **FORGERIES[what]))

    assert "answer" not in update
    if "consent" in FORGERIES[what]:
        assert update == {"consent": None}, "to be asked for again"
    else:
        assert (update["attempts"] or [])[-1] == {"model_type": "cloud", "code": "guarded"}
    assert not openai.generations


def test_an_edited_checkpoint_does_not_open_it_either(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """The state is changed between the verdict and the call, as `update_state` can."""
    threads = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    threads.invoke({"messages": BUSINESS}, config, interrupt_before=["local_llm"])

    threads.update_state(
        config, {"sensitivity": "low", "findings": []}, as_node="classify_sensitivity"
    )
    result = threads.invoke(None, config)

    assert result["model_type"] == "local"
    assert not openai.saw(BUSINESS)
    assert [m.path for m in openai.generations] == []


def test_what_the_guard_stops_is_answered_by_the_local_model(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    threads = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    threads.invoke({"messages": HARMLESS}, config, interrupt_before=["cloud_llm"])
    threads.update_state(
        config, {"messages": [HumanMessage(BUSINESS)]}, as_node="classify_sensitivity"
    )

    result = threads.invoke(None, config)

    assert (result["model_type"], result["sensitivity"]) == ("local", "high")
    assert result["fallback_from"] == "cloud"
    assert not openai.generations


def test_a_parent_graph_cannot_hand_in_a_verdict(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    parent = StateGraph(State)
    parent.add_node("router", graph)
    parent.add_edge(START, "router")
    parent.add_edge("router", END)

    given: Any = forged([HumanMessage(BUSINESS)], consent="send", thread_sensitivity="low")
    result = parent.compile().invoke(given)

    assert (result["model_type"], result["sensitivity"]) == ("local", "high")
    assert not openai.generations


@tool
def look_up(customer: str) -> str:
    """Look up a customer; for instance Kim Minsu, 010-4821-9937, kim.minsu@hanmail.net."""
    return customer


class Bound(ChatModels):
    """The chat models, the cloud's with a tool bound to it."""

    def get(self, kind: Any, run: Choices, env: Any) -> Model:
        """Return the model."""
        model = super().get(kind, run, env)
        bound: Any = model.chat.bind_tools([look_up])
        return Model(bound, model.name, marks_end=True) if kind == "cloud" else model


def test_the_definition_of_a_tool_is_scanned_like_the_messages(
    ollama: OllamaStandIn, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = build_graph(models=Bound()).invoke({"messages": HARMLESS})

    assert (result["model_type"], result["sensitivity"]) == ("local", "high")
    assert not openai.saw("010-4821-9937")

    monkeypatch.setattr(guard, "_names_somebody", lambda _: False)
    monkeypatch.setattr(guard, "confined", lambda *_: False)
    build_graph(models=Bound()).invoke({"messages": HARMLESS})
    assert openai.saw("010-4821-9937"), "without the guard it would have been sent"


def client() -> Any:
    """The client of the cloud model, as the graph uses it."""
    return MODELS.get("cloud", Choices(), current.refresh()).chat


CALLS: dict[str, Callable[[Any], object]] = {
    "invoke": lambda chat: chat.invoke(HARMLESS),
    "stream": lambda chat: list(chat.stream(HARMLESS)),
    "the client itself": lambda chat: chat.root_client.chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": HARMLESS}]
    ),
}


@pytest.mark.parametrize("call", CALLS)
def test_the_cloud_client_sends_nothing_that_the_guard_has_not_seen(
    call: str, openai: OpenAIStandIn
) -> None:
    """Not even a harmless question: the client by itself has no pass."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the client wraps ours
        CALLS[call](client())

    assert not openai.generations
    assert isinstance(caught.value.__cause__ or caught.value, ModelError)
    with showing(Pass(Choices())):
        CALLS[call](client())
    assert len(openai.generations) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"user": PHONE},
        {"user": TOLD},
        {"stop": [TOLD]},
        {"metadata": {"note": TOLD}},
        {"metadata": {"ticket": f"call back {PHONE}"}},
        {"stop": [PHONE]},
        {"model": PHONE},
        {"prediction": {"type": "content", "content": f"their number is {PHONE} and nobody knows"}},
        {"response_format": {"type": "json_schema", "description": f"the owner of {PHONE}"}},
    ],
    ids=str,
)
def test_every_field_of_the_request_is_scanned(body: Any, openai: OpenAIStandIn) -> None:
    """Also where the user let the messages go: nobody was shown what goes beside them."""
    messages = [{"role": "user", "content": HARMLESS}]
    for given in (Pass(Choices()), Pass(Choices(), open=True)):
        with showing(given), pytest.raises(Exception):  # noqa: B017, PT011
            client().root_client.chat.completions.create(
                **{"model": "gpt-4o-mini", "messages": messages, "extra_body": body}
            )
    assert not openai.generations


@pytest.mark.parametrize(
    "options",
    [
        {"model": "gpt-4o-mini", "stream": True, "temperature": 0.7, "seed": 7},
        {"model": "gpt-5.2-pro", "tool_choice": "auto", "parallel_tool_calls": False},
        {"model": "o4-mini", "reasoning_effort": "low", "service_tier": "default"},
        {"model": "anthropic/claude-sonnet-4-5", "stop": ["\n\n", "Observation:", "###"]},
        {"tool_choice": {"type": "function", "function": {"name": "get_weather"}}},
        {"stream_options": {"include_usage": True}, "max_completion_tokens": 4096, "n": 1},
        {"response_format": {"type": "json_object"}, "logit_bias": {}},
    ],
    ids=str,
)
def test_what_every_request_has_beside_its_messages_may_go(options: dict[str, Any]) -> None:
    Pass(Choices(privacy="strict")).check([], options)


def test_a_message_cannot_make_the_local_model_count_as_down(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """What fails at this one question alone opens nothing: an empty answer, a text too long."""
    context = {"when_local_unavailable": "cloud"}
    broken = (Reply(garbage_after=1), Reply(cut_after=1), Reply(finish="load"))
    faults = (Reply(text=" "), *broken, Reply(status=500, error={"error": "boom"}))
    for fault in faults:
        ollama.script.append(fault)
        assert ask(BUSINESS, context=context)["model_type"] == "none", fault
    long = f"내 번호는 {PHONE} 이야. {'파일 목록을 정리하는 방법. ' * 3000}"
    assert ask(long, context=context)["model_type"] == "none"
    assert not openai.generations

    busy = "server busy, please try again.  maximum pending requests exceeded"
    ollama.script.append(Reply(status=503, error={"error": busy}))
    assert ask(BUSINESS, context=context)["reason_code"] == "privacy_overridden"


def test_without_that_distinction_an_empty_answer_would_open_the_door(
    ollama: OllamaStandIn, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "DOWN", {"empty_answer"})
    ollama.script.append(Reply(text=" "))

    ask(BUSINESS, context={"when_local_unavailable": "cloud"})

    assert openai.saw(BUSINESS)


async def test_the_same_holds_for_the_asynchronous_client(openai: OpenAIStandIn) -> None:
    chat = (await MODELS.aget("cloud", Choices(), current.refresh())).chat
    with pytest.raises(Exception):  # noqa: B017, PT011
        await chat.ainvoke(HARMLESS)
    with showing(Pass(Choices())):
        with pytest.raises(Exception):  # noqa: B017, PT011
            await chat.ainvoke(f"my number is {PHONE}, why?")
        await chat.ainvoke(HARMLESS)
    assert len(openai.generations) == 1
    assert not openai.saw(PHONE)


def test_there_is_no_setting_that_turns_the_guard_off() -> None:
    """What is open is open by consent, or by the one setting and a local model that is down."""
    for when in ("hold", "mask", "ask"):
        choices = Choices(when_local_unavailable=when, route="cloud", privacy="permissive")
        for local_down in (True, False):
            nobody: Any = None
            now = answering.Situation(State(), choices, Model(nobody, "m"), local_down)
            assert not cloud_llm.may_go_in_clear(now, None)


@pytest.mark.parametrize(
    "call_id",
    [
        "call_01048219937aaaaaaaaaaaaaaaaaaaaa",
        "90010112-3456-4123-8123-010482199370",
        "call_KimMinsuHasDiabetesType2",
        "call_00_x7GhT2bQm9Kd4LpWs0VzYc3N",
        "D681PevKs",
    ],
)
def test_ids_of_tool_calls_are_numbered_on_their_way_out_and_say_nothing(
    call_id: str, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    called = {"name": "get_weather", "args": {"city": "Paris"}, "id": call_id}
    conversation = [
        HumanMessage("What is the weather in Paris?"),
        AIMessage("", tool_calls=[called]),
        ToolMessage("Sunny, 23 degrees", tool_call_id=call_id),
    ]

    result = ask(conversation)

    assert result["model_type"] == "cloud"
    assert not openai.saw(call_id)
    (sent,) = [request.json["messages"] for request in openai.generations]
    assert sent[1]["tool_calls"][0]["id"] == sent[2]["tool_call_id"] == "call_1"
    answered: Any = result["messages"][2]
    assert answered.tool_call_id == call_id
