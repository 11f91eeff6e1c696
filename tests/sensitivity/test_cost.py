"""The cost of a verdict grows with the length of the text and no faster, whatever the text is.

Times are compared with one another in the same run, never with a clock on the wall.
"""

import base64
import random
import time
from collections.abc import Callable

import pytest

from router_agent.sensitivity.classifier import classify
from router_agent.sensitivity.normal import normalise

TIMES = 4
# What takes time by the square of the length takes TIMES**2 = 16 times as long.
MOST = 9
CUES = 'my password is call phone number patient passport account 계좌 비번 전화 주소 our key : "'


def _encoded(times: int) -> Callable[[int], str]:
    def make(size: int) -> str:
        text = b"call 010-1234-5678 " * (size // 19 + 1)
        for _ in range(times):
            text = base64.b64encode(text)
        return text.decode()[: size // 4 * 4]

    return make


def _any_of(pieces: str | list[str]) -> Callable[[int], str]:
    def make(size: int) -> str:
        return "".join(random.Random(size).choices(pieces, k=size))[:size]

    return make


MADE: dict[str, Callable[[int], str]] = {
    "base64": _encoded(1),
    "base64 of base64": _encoded(2),
    "base64 of base64 of base64": _encoded(3),
    "nearly base64": _any_of("ABCDEFGHabcdefgh0123456789+/"),
    "one JSON string": lambda size: '{"a":"' + "x" * (size - 8) + '"}',
    "characters": _any_of([chr(code) for code in range(32, 127)]),
    "bytes": _any_of([chr(code) for code in range(1, 256)]),
    "digits and gaps": _any_of("0123456789-. "),
    "cues": _any_of([f"{word} " for word in CUES.split()]),
}
REPEATED = [
    "1", "1234567890", "a", "@", "a@", "0 1 0 ", "0  0  0  0  0  x ", "0 , -0, . 0- 0 ", "1.",
    "-", "+1 ", "010-4821-9937 ", "kim.min@navre.com ", "880314-1024531,",
    "4111 1111 1111 1111 ", "aa:bb:", "a:", "QUJDREVGR0hJSktM\n", "QUJDREVGR0hJSkt ",
    "deadbeef", "%41%42", "%2541", "%", "&#48;", "&#", "\\u0030", "\\u", "\u1100\u1161\u11a8",
    "\u3131\u314f\u3139", "\u0301", "\u0301\u0327", "a\u0301\u0327\u0300", "\u0308\u0301",
    "\u304b\u3099", "\uff10\uff11\uff10", "\u200b", "0\u200b1\u200b", "\ud800", "\U0001f600",
    "\U0001f468\u200d", "\ufdfa", "\u2460", "\u0660", "password is ", "pw=a1b2c3! ", '"',
    'password "', "my my password ", "curl ", "curl -u a:b1c2d3 ", "공일공 ", "공일 에 이삼 ",
    "일", "one two ", "double ", "o ", "O0lI|! ", "OoQDIl|!ZzSsB", "a_", "a ", " ", "\n",
    "\r\n", "a,", "a,b,c,d\n", "a: b\n", "[a] : b\n", "[", "from:\n", "dear A\n", ".", "eyJ",
    "sk-", "ghp_abcd", "-----BEGIN ", "abcdefgh ", "김", "김철수씨 ", "서울시 강남구 ",
    "12 Oak ", "call ", "привет мир ", "漢字仮名",
]  # fmt: skip


def _seconds(text: str) -> float:
    start = time.process_time()
    classify(text)
    return time.process_time() - start


def _growth(make: Callable[[int], str], size: int, rounds: int) -> float:
    """Return how many times as long a text of `TIMES` times the size takes."""
    short, long = [], []
    for extra in range(rounds):  # of another length each, so that none is remembered
        short.append(_seconds(make(size + 4 * extra)))
        long.append(_seconds(make(TIMES * size + 4 * extra)))
    return min(long) / max(min(short), 1e-4)


@pytest.mark.parametrize("piece", REPEATED, ids=ascii)
def test_the_cost_of_a_piece_repeated_grows_with_the_length(piece: str) -> None:
    def make(size: int) -> str:
        return (piece * (size // len(piece) + 1))[:size]

    assert _growth(make, 10_000, 2) <= MOST


@pytest.mark.parametrize("name", MADE)
def test_the_cost_of_a_text_made_to_be_slow_grows_with_the_length(name: str) -> None:
    assert _growth(MADE[name], 10_000, 2) <= MOST


@pytest.mark.parametrize(
    "piece", ["\u0301\u0327", "0  0  0  0  0  x ", "password is ", "010-4821-9937 "]
)
def test_a_megabyte_costs_no_more_than_its_share(piece: str) -> None:
    assert _growth(lambda size: piece * (size // len(piece)), 250_000, 1) <= MOST


def test_any_accents_are_spelled_in_time_by_their_number() -> None:
    """To sort them all at once took half a minute for 200 kB."""
    marks = "\u0301\u0327" * 100_000
    assert normalise(f"a{marks}010").text.endswith("010")


def test_a_place_in_the_original_is_found_without_going_through_the_text() -> None:
    """Many findings in a text in which every place has moved."""
    normal = normalise("\uff11\u200b" * 300_000)
    start = time.process_time()
    for place in range(2_000):
        assert normal.span(place, place + 1) == (2 * place, 2 * place + 2)
    assert time.process_time() - start < 60 * _scan(normal.text)


def _scan(text: str) -> float:
    """Return what one look at every character takes."""
    start = time.process_time()
    for _ in text:
        pass
    return time.process_time() - start
