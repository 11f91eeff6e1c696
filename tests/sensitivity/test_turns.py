"""A secret that is told in two turns is found, and in neither twice."""

from typing import Any

import pytest

from router_agent import classify
from router_agent.sensitivity import identifiers
from router_agent.sensitivity.conversation import texts
from router_agent.sensitivity.turns import findings

Said = list[tuple[str, str]]

SPLIT: list[tuple[Said, str]] = [
    ([("assistant", "What is your password?"), ("user", "sunflower77")], "PASSWORD"),
    ([("assistant", "What's your wifi password?"), ("user", "sunflower")], "PASSWORD"),
    (
        [("assistant", "What's your wifi password?"), ("user", "correct horse battery staple")],
        "PASSWORD",
    ),
    ([("assistant", "비밀번호가 뭐예요?"), ("user", "해바라기")], "PASSWORD"),
    ([("assistant", "비밀번호를 입력해 주세요."), ("user", "나무늘보")], "PASSWORD"),
    ([("assistant", "Please enter your PIN"), ("user", "4821")], "PIN"),
    ([("user", "제 앞자리는 010-4821이고"), ("user", "뒤는 9937이에요")], "PHONE_NUMBER"),
    (
        [
            ("user", "제 앞자리는 010-4821이고"),
            ("assistant", "네, 뒷자리는요?"),
            ("user", "뒤는 9937이에요"),
        ],
        "PHONE_NUMBER",
    ),
    (
        [("user", "It starts with 415-234"), ("assistant", "ok"), ("user", "and ends in 9876")],
        "PHONE_NUMBER",
    ),
    ([("user", "it is 010-4821"), ("user", "9937")], "PHONE_NUMBER"),
    ([("user", "010-4821-"), ("assistant", "and?"), ("user", "9937")], "PHONE_NUMBER"),
    ([("user", "앞자리 880314"), ("assistant", "뒷자리는요?"), ("user", "1024531")], "KR_RRN"),
    ([("user", "card 4111 1111"), ("user", "1111 1111")], "CREDIT_CARD"),
]
HARMLESS = [
    [("user", "how do I reset my password?"), ("assistant", "Open the settings."), ("user", "ok")],
    [("user", "how do I reset my password?"), ("user", "thanks")],
    [("assistant", "비밀번호를 잊으셨나요?"), ("user", "아니요")],
    [("assistant", "비밀번호를 잊으셨나요?"), ("user", "네")],
    [("user", "2 + 2"), ("assistant", "4"), ("user", "and 3 + 3?"), ("assistant", "6")],
    [("user", "capital of France"), ("assistant", "Paris"), ("user", "population in 2020?")],
    [("user", "전화번호 정규식 알려줘"), ("assistant", "^01[016789]"), ("user", "고마워")],
    [("user", "세종대왕은 언제 태어났어?"), ("assistant", "1397년 5월 15일에 태어났습니다.")],
]


@pytest.mark.parametrize(("said", "kind"), SPLIT)
def test_what_two_turns_say_together_is_found(said: Said, kind: str) -> None:
    verdict = classify(said)
    assert (verdict.level, verdict.certain) == ("high", True)
    assert kind in {f.kind for f in verdict.findings}
    assert "identifiers" in verdict.decided_by
    for found in verdict.findings:
        assert 0 <= found.start < found.end <= len(said[found.message][1])


@pytest.mark.parametrize("said", HARMLESS)
def test_harmless_turns_say_nothing_more_together(said: Any) -> None:
    assert classify(said).findings == ()


def test_what_one_turn_says_is_found_once() -> None:
    verdict = classify([("user", "call 010-4821-9937"), ("user", "or a@b.co.kr")])
    assert [(f.message, f.kind) for f in verdict.findings] == [
        (0, "PHONE_NUMBER"),
        (1, "EMAIL_ADDRESS"),
    ]


def test_only_ends_and_beginnings_meet_and_each_two_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the turns are, and however often the conversation is judged."""
    far = "is it? " * 1000
    turns = texts([("user", f"What is your password? {far}"), ("user", f"{far} sunflower77")])
    assert list(findings(turns)) == []

    def refuse(*_: object) -> object:
        raise AssertionError("read again")

    monkeypatch.setattr(identifiers, "judge", refuse)
    assert list(findings(turns)) == []


def test_a_high_turn_keeps_every_longer_conversation_high() -> None:
    said = [("user", "my ssn is 219-09-9998")]
    for turn in range(6):
        said += [("assistant", "ok"), ("user", f"what is {turn} + {turn}?")]
        assert classify(said).level == "high"
