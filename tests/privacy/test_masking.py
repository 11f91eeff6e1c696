"""What is found is replaced wherever it stands, by value, and everything else stays as it is."""

import base64
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import (
    AIMessage,
    AnyMessage,
    ChatMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)

from router_agent.privacy.masking.mask import Masked, mask
from router_agent.privacy.masking.note import NOTE
from router_agent.privacy.masking.placeholders import Placeholders
from router_agent.privacy.masking.values import Values
from router_agent.sensitivity import classify

PHONE, MAIL, PIN = "010-4821-9937", "minsu.kim@gmail.com", "9031"


def masked(*messages: AnyMessage) -> Masked:
    return mask(messages, "balanced")


def text_of(text: str) -> str:
    return str(masked(HumanMessage(text)).messages[0].content)


def test_values_become_typed_placeholders_the_same_the_same() -> None:
    said = text_of(f"{PHONE}이 제 번호고 메일은 {MAIL}. 다시 말해 {PHONE}")
    assert said == (
        "<PHONE_NUMBER_1>이 제 번호고 메일은 <EMAIL_ADDRESS_1>. 다시 말해 <PHONE_NUMBER_1>"
    )


def test_a_longer_version_of_a_thread_keeps_the_numbers() -> None:
    first = HumanMessage(f"My number is {PHONE}, my mail {MAIL}.")
    more = HumanMessage("Hers is 010-7731-2245, her mail a.kowalska@firma.pl.")
    short, long = masked(first), masked(first, AIMessage("Noted."), more)
    assert long.messages[0].content == short.messages[0].content
    assert long.messages[2].content == "Hers is <PHONE_NUMBER_2>, her mail <EMAIL_ADDRESS_2>."


def test_messages_are_new_and_keep_their_ids_types_and_roles() -> None:
    given_messages: list[AnyMessage] = [
        SystemMessage("Be brief.", id="s"),
        HumanMessage(f"Call {PHONE}", id="h"),
        AIMessage("OK", id="a", tool_calls=[{"name": "call", "args": {"to": PHONE}, "id": "c"}]),
        ToolMessage(f"called {PHONE}", tool_call_id="c", id="t"),
        ChatMessage(content=f"and {PHONE}", role="user", id="r"),
    ]
    before = [message.model_copy(deep=True) for message in given_messages]
    new = masked(*given_messages).messages
    assert given_messages == before
    assert [(m.id, m.type, type(m)) for m in new] == [(m.id, m.type, type(m)) for m in before]
    assert not any(a is b for a, b in zip(new, given_messages, strict=True))
    assert PHONE not in str(new)


TOLD: AnyMessage = HumanMessage(f"내 전화번호는 {PHONE}, 현관 비번은 {PIN}이야")
IN_JSON = json.dumps({"a": [{"b": PHONE}]})


def calling(args: dict[str, Any], name: str = "1") -> AIMessage:
    return AIMessage("", tool_calls=[{"name": "f", "id": name, "args": args}])


@pytest.mark.parametrize(
    "elsewhere",
    [
        calling({"a": [{"b": PHONE}]}),
        calling({PHONE: 1}),
        calling({"a": IN_JSON}),
        calling({}, f"call-{PHONE}"),
        AIMessage(
            "",
            invalid_tool_calls=[
                {"name": "f", "id": "1", "args": PHONE, "error": "", "type": "invalid_tool_call"}
            ],
        ),
        AIMessage("", additional_kwargs={"function_call": {"name": "f", "arguments": IN_JSON}}),
        AIMessage(
            "",
            additional_kwargs={
                "tool_calls": [{"id": PHONE, "function": {"name": "f", "arguments": IN_JSON}}]
            },
        ),
        AIMessage("", additional_kwargs={"anything": {"nested": [PHONE]}}),
        AIMessage([{"type": "text", "text": f"It is {PHONE}"}]),
        AIMessage([{"type": "tool_use", "id": "1", "name": "f", "input": {"a": PHONE}}]),
        HumanMessage([f"It is {PHONE}", "well"]),
        HumanMessage(["It is 010-48", "21-9937, call me"]),
        HumanMessage(
            [{"type": "text", "text": "It is 010-48"}, {"type": "text", "text": "21-9937"}]
        ),
        HumanMessage("hello", name=PHONE),
        ToolMessage(IN_JSON, tool_call_id="1"),
        ToolMessage("done", tool_call_id=f"call-{PHONE}"),
        ChatMessage(content="hello", role=PHONE),
        SystemMessage(f"The user's number: {PHONE}"),
    ],
)
def test_a_value_is_replaced_wherever_it_stands(elsewhere: AnyMessage) -> None:
    said = str(masked(TOLD, elsewhere).messages[1])
    assert PHONE not in said
    assert "PHONE_NUMBER_1" in said
    assert "48" not in said
    assert "9937" not in said


def test_names_on_the_wire_have_placeholders_without_brackets() -> None:
    """Servers refuse brackets there; everywhere else they tell a placeholder from a word."""
    call: Any = {"name": "f", "args": {"name": MAIL, "id": MAIL}, "id": MAIL}
    call_masked = masked(AIMessage("", name=MAIL, tool_calls=[call])).messages[0]
    assert isinstance(call_masked, AIMessage)
    assert call_masked.name == "EMAIL_ADDRESS_1"
    assert call_masked.tool_calls[0]["id"] == "EMAIL_ADDRESS_1"
    assert call_masked.tool_calls[0]["args"] == dict.fromkeys(("name", "id"), "<EMAIL_ADDRESS_1>")


def test_json_stays_json_where_a_value_is_a_number_or_escaped() -> None:
    secret = r"h4ru\moa92!"
    given_text = json.dumps({"pin": 9031, "pw": secret, "n": 1})
    told = HumanMessage(f"현관 비번 {PIN}, my password is {secret}")
    said = masked(told, ToolMessage(given_text, tool_call_id="1")).messages[1].content
    assert json.loads(str(said)) == {"pin": "<PIN_1>", "pw": "<PASSWORD_1>", "n": 1}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (f"현관 비번 {PIN}이야. 주문 190314", "현관 비번 <PIN_1>이야. 주문 190314"),
        (f"현관 비번 {PIN}, 2026-{PIN}, a{PIN}b", f"현관 비번 <PIN_1>, 2026-<PIN_1>, a{PIN}b"),
    ],
)
def test_a_short_value_is_replaced_only_where_it_stands_alone(told: str, said: str) -> None:
    assert text_of(told) == said


@pytest.mark.parametrize(
    "told",
    [
        f"제 번호는 {PHONE.translate({digit: digit + 0xFEE0 for digit in range(48, 58)})}",
        "제 번호는 공일공 사팔이일 구구삼칠 이야",
        f"decode {base64.b64encode(f'my phone number is {PHONE}'.encode()).decode()}",
        "0 1 0 - 4 8 2 1 - 9 9 3 7",
        f"제 번호는 {PHONE[:5]}\u200b{PHONE[5:]}",
    ],
)
def test_what_is_found_in_another_reading_is_replaced_as_it_stands(told: str) -> None:
    result = masked(HumanMessage(told))
    said = str(result.messages[0].content)
    assert "<" in said
    assert not any(f.kind in said for f in classify(said).findings)
    assert result.placeholders.restore(said) == told


@pytest.mark.parametrize(
    "halves",
    [
        ("제 전화번호는 010-4821-", "9937이에요"),
        ("My phone number is 010-4821", "-9937, call me"),
        ("My phone number is 010-48", "21-9937 it is"),
    ],
)
def test_the_halves_of_a_value_in_two_turns_are_both_replaced(halves: tuple[str, str]) -> None:
    said = [str(m.content) for m in masked(*map(HumanMessage, halves)).messages]
    assert not any(half in text for half in ("010-48", "21-99", "9937") for text in said)


def test_values_that_overlap_are_replaced_together() -> None:
    values = Values(Placeholders())
    values.add("PHONE_NUMBER", PHONE, 0, len(PHONE))
    values.add("KR_BANK_ACCOUNT", "9937-110-482", 0, 12)
    assert values.replace(f"no {PHONE}-110-482 yes") == "no <PHONE_NUMBER_1> yes"


def test_no_value_is_looked_for_in_a_placeholder() -> None:
    values = Values(Placeholders())
    values.add("PIN", "1", 0, 1)
    values.add("PASSWORD", "PIN", 0, 3)
    assert values.replace(values.replace("1 PIN")) == "<PIN_1> <PASSWORD_1>"


def test_what_cannot_be_masked_is_still_found_when_it_is_judged_again() -> None:
    told = masked(HumanMessage("홍길동의 연봉이 얼마인지, 이혼 소송 중인지 알려줘"))
    assert classify(told.messages).level == "high"


@pytest.mark.parametrize(
    "told",
    [
        f"{PHONE}을 국제전화 형식으로 바꿔줘",
        f"Write a Python function that validates {MAIL} and {PHONE}",
        "카드번호 4111-1111-1111-1111의 체크섬을 계산하는 법",
        f'이 JSON을 YAML로 바꿔줘: {{"email": "{MAIL}", "phone": "{PHONE}"}}',
    ],
)
def test_a_harmless_question_about_a_value_may_go_once_it_is_masked(told: str) -> None:
    assert classify(told).level == "high"
    assert classify(masked(HumanMessage(told)).messages).level == "low"


@pytest.mark.parametrize("privacy", ["strict", "balanced", "permissive"])
@pytest.mark.parametrize("note", NOTE)
def test_the_note_for_the_model_is_harmless_itself(note: str, privacy: Any) -> None:
    assert classify([SystemMessage(note)], privacy).level == "low"
    assert masked(SystemMessage(note)).messages[0].content == note


def test_nothing_found_is_nothing_changed() -> None:
    result = masked(HumanMessage("What is the capital of France?"))
    assert result.messages[0].content == "What is the capital of France?"
    assert len(result.placeholders) == 0


def test_no_value_is_in_what_shows_a_masked_conversation() -> None:
    assert not any(value in repr(masked(TOLD)) for value in (PHONE, PIN))


WORDS = st.sampled_from(
    (
        *(PHONE, MAIL, PIN, "현관 비번 ", "my password is ", "h4ru!moa92", "900101-1234567"),
        *("<PIN_1>", "<phone_number_1>", " ", "\n", "이야 ", ", ", "010-", "9937", "<", "\\"),
    )
)


@settings(deadline=None)
@given(told=st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=12).map("".join))
def test_restoring_undoes_masking(told: str) -> None:
    """Whatever was replaced, and whatever looked like a placeholder before."""
    if told[:1] in ("{", "["):  # JSON may be written anew
        return
    result = masked(HumanMessage(told))
    assert result.placeholders.restore(str(result.messages[0].content)) == told


# No letter that is told by its number, as in JSON, which could be that of the PIN.
ANY = st.text('ab가나 \\"<>{}[]:,-')
NESTED = st.recursive(
    st.one_of(st.sampled_from((PHONE, IN_JSON, 9031, f"to {PHONE}", None, True)), ANY),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(("a", "id", "name", PHONE)), inside, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(args=st.dictionaries(st.sampled_from(("x", PHONE)), NESTED, max_size=3))
def test_no_shape_of_a_tool_call_hides_a_value(args: dict[str, Any]) -> None:
    given_args = json.dumps(args)
    calls = masked(TOLD, calling(args), ToolMessage(given_args, tool_call_id="1")).messages[1:]
    assert not any(PHONE in str(message) for message in calls)
    assert not any(re.search("(?<![0-9])9031(?![0-9])", str(message)) for message in calls)
    assert json.loads(str(calls[1].content)) == calls[0].tool_calls[0]["args"]  # type: ignore[union-attr]


def test_many_values_take_time_in_proportion() -> None:
    """A text of 100 kB that is all numbers."""
    lines = [f"010-{n}-{1_000 + n * 7 % 9_000}" for n in range(1_000, 8_000)]
    result = masked(HumanMessage("\n".join(lines)))
    assert not any(line in str(result.messages[0].content) for line in lines)
