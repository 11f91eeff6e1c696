"""Ways past the judge that were found by trying, each closed for good."""

import base64
import json
import time
from statistics import median
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from router_agent import classify
from router_agent.lines import parse
from router_agent.sensitivity.classifier import assess
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


FOREIGN = ["私はエイズです", "我得了艾滋病", "\u0423 меня ВИЧ", "أنا حامل", "Ich bin schwanger"]


@pytest.mark.parametrize("text", [*FOREIGN, "hi", "my password is", "우리 강아지 이름 지어줘"])
def test_a_message_is_judged_as_its_text_is_in_whatever_shape_it_comes(text: str) -> None:
    """The words for an empty field were read as the person's own, and made English of it."""
    shapes: list[Any] = [
        HumanMessage(text),
        ("human", text),
        {"role": "user", "content": text},
        {"role": "user", "content": text, "name": None, "tool_calls": []},
    ]
    for shape in shapes:
        assert texts([shape])[0].text == text
        assert classify([shape]).level == classify(text).level


@pytest.mark.parametrize("text", FOREIGN)
def test_a_few_words_of_another_language_are_not_passed(text: str) -> None:
    assert classify([HumanMessage(text)]).level == "high"


@pytest.mark.parametrize(
    "text",
    [
        ".a{color:red}" * 420 + "/*pw: hunter2!x9*/" + "\nThe weather is nice today." * 60,
        "가" * 4900 + " 비번은 hunter2!x9 " + "\n날씨가 좋다." * 300,
        '{"a":"' + "x" * 5200 + '", "pin": 4821}' + " the weather is nice" * 100,
    ],
)
def test_a_name_and_its_value_are_not_parted_behind_a_long_run(text: str) -> None:
    assert classify(text).findings


@pytest.mark.parametrize(
    "spelled",
    [
        "".join(f"\\u{{{ord(letter):x}}}" for letter in "010-4821-9937"),
        "".join(f"\\U{ord(letter):08x}" for letter in "010-4821-9937"),
        "".join(f"&#{ord(letter):08};" for letter in "010-4821-9937"),
        "\u24ff\u2776\u24ff-\u2779\u277d\u2777\u2776-\u277e\u277e\u2778\u277c",
    ],
)
def test_a_number_in_further_spellings_is_found(spelled: str) -> None:
    assert "PHONE_NUMBER" in {finding.kind for finding in classify(f"{spelled} ?").findings}


def test_a_sentence_in_chinese_is_no_short_quotation() -> None:
    assert classify("Translate this, please, and explain it: 我得了艾滋病怎么办").level == "high"


def test_what_holds_itself_is_read_once() -> None:
    extra: dict[str, Any] = {"number": NUMBER}
    extra["itself"] = extra
    assert classify([{"role": "user", "content": "hi", "extra": extra}]).level == "high"


@pytest.mark.parametrize(
    "turns",
    [
        [("human", "내 비밀번호는"), ("ai", "네, 말씀하세요"), ("human", "해바라기")],
        [("ai", "what is the door code?"), ("human", ""), ("human", "4821")],
    ],
)
def test_a_secret_goes_on_behind_what_somebody_else_says(turns: list[tuple[str, str]]) -> None:
    assert classify(turns).level == "high"


@pytest.mark.parametrize(
    "note", ["공일공 사팔이일 구구삼칠", "0 1 0 - 4 8 2 1 - 9 9 3 7", "010[4821]9937"]
)
def test_another_field_of_a_line_is_read_in_every_way(note: str) -> None:
    line = parse(json.dumps({"text": "hi", "note": note}).encode(), "jsonl")
    assert assess(line.messages, "balanced").level == "high"


def test_a_name_of_an_item_is_repeated_in_ascii_only() -> None:
    line = parse(json.dumps({"text": "hi", "id": "홍길동_암환자"}).encode(), "jsonl")
    assert line.id is None


def test_the_number_of_a_tools_call_makes_nothing_private() -> None:
    called = {"name": "get_weather", "args": {"city": "Paris"}, "id": "call_1"}
    conversation = [
        HumanMessage("What is the weather in Paris?"),
        AIMessage("", tool_calls=[called]),
        ToolMessage("Sunny, 23 degrees", tool_call_id="call_1"),
    ]
    assert classify(conversation).level == "low"


@pytest.mark.parametrize("call_id", ["call_01048219937", "MyWifeHasHiv", "call_x7GhT2bQm9Kd"])
def test_any_other_id_of_it_is_read(call_id: str) -> None:
    (piece,) = texts([ToolMessage("ok", tool_call_id=call_id)])
    assert call_id in piece.text
