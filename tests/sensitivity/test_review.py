"""Ways past the judge that were found by trying, each closed for good."""

import base64
import json
import time
from statistics import median
from typing import Any

import pytest

from router_agent import classify
from router_agent.lines import parse
from router_agent.sensitivity.conversation import texts

NUMBER = "880314-1024531"
HARMLESS = "오늘은 하늘이 맑고 바람이 시원하게 불어서 산책하기 좋은 날이다. "
PRIVATE = [
    "I slept with my colleague at the conference and regret it",
    "제일 큰 거래처가 6월에 떠난대요",
]


@pytest.mark.parametrize(
    "args",
    [
        {NUMBER: True},
        {NUMBER: None},
        {NUMBER: {"active": "yes"}},
        {NUMBER: []},
        {"who": {NUMBER: [{"ok": False}]}},
        {"who": json.dumps({NUMBER: {"a": 1}})},
    ],
)
def test_a_key_of_a_tool_call_is_sent_and_so_judged(args: dict[str, Any]) -> None:
    message = {"role": "assistant", "content": "", "tool_calls": [{"name": "f", "args": args}]}
    assert NUMBER in texts([message])[0].text
    assert classify([("user", "hi"), message]).level == "high"


@pytest.mark.parametrize("text", PRIVATE)
@pytest.mark.parametrize("space", [" ", "\n", "\t", " \n ", "\r\n"])
def test_white_space_lowers_no_level(text: str, space: str) -> None:
    assert classify(text).level == "high"
    assert classify(text + space * 320).level == "high"
    assert classify(space * 320 + text).level == "high"


@pytest.mark.parametrize(
    "filler",
    ["\u3164", "\uffa0", "\U000e0101", "\x00", "\x08", "\u2800", "\u2065", "\u180c", "\ufffc"],
    ids=ascii,
)
def test_what_takes_no_place_hides_no_number_in_prose(filler: str) -> None:
    text = f"{HARMLESS}번호는 {filler.join(NUMBER)}이다. {HARMLESS}"
    assert any(finding.kind == "KR_RRN" for finding in classify(text).findings)


def test_letters_that_no_screen_shows_are_read() -> None:
    hidden = "".join(chr(0xE0000 + ord(c)) for c in " my ssn is 219-09-9998")
    assert classify(f"What is the weather?{hidden}").findings


def test_a_word_elsewhere_makes_no_article_of_a_resident_number() -> None:
    number = f"번호는 {NUMBER.replace('-', '')}이다. "
    assert classify(f"바코드는 13자리 숫자입니다. {HARMLESS * 2}{number}{HARMLESS}").level == "high"


def test_many_article_numbers_take_time_by_their_number_only() -> None:
    def seconds(count: int) -> float:
        times = []
        for turn in range(3):
            text = f"{turn} " + "8801011234567\n" * count
            start = time.process_time()
            classify(text)
            times.append(time.process_time() - start)
        return median(times)

    seconds(100)
    assert seconds(8000) < 10 * seconds(2000)


@pytest.mark.parametrize("before", ["", "data/", "https://files.invalid/u/", "x=", "id-"])
def test_what_is_encoded_in_an_address_is_read(before: str) -> None:
    encoded = base64.b64encode(NUMBER.encode()).decode()
    assert classify(f"see {before}{encoded} please").findings


def test_a_sentence_in_another_script_is_in_doubt_whatever_surrounds_it() -> None:
    harmless = "The museum opens at nine and closes at five. " * 20
    verdict = classify(f"{harmless}私は妊娠中で夫に殴られています。離婚したいです。{harmless}")
    assert (verdict.level, verdict.certain) == ("high", False)
    assert classify("What does the word 東京 mean?").level == "low"


@pytest.mark.parametrize(
    "fields",
    [{"ssn": NUMBER}, {"meta": {NUMBER: True}}, {"answer": "call 010-4821-9937"}],
)
def test_identifiers_in_any_field_of_a_line_count(fields: dict[str, Any]) -> None:
    line = parse(json.dumps({"text": "hi", **fields}).encode())
    assert classify([("user", m.text) for m in line.messages]).level == "high"


@pytest.mark.parametrize(
    ("given", "said"),
    [("q-17", "q-17"), (17, 17), ("my ssn is 219-09-9998", None), (NUMBER, None), ("9" * 80, None)],
)
def test_an_id_that_might_say_something_is_not_repeated(given: object, said: object) -> None:
    assert parse(json.dumps({"text": "hi", "id": given}).encode()).id == said
