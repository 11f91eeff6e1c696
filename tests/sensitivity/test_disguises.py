"""Numbers between odd signs, letters typed one by one, and text in any usual encoding are read."""

import base64
from collections.abc import Callable
from itertools import pairwise

import pytest

from router_agent import classify

NUMBERS = [
    ("PHONE_NUMBER", "010[4821]9937"),
    ("PHONE_NUMBER", "010:4821:9937"),
    ("PHONE_NUMBER", "010*4821*9937"),
    ("PHONE_NUMBER", "010 / 4821 / 9937"),
    ("PHONE_NUMBER", "010\U0001f4494821\U0001f4499937"),
    ("PHONE_NUMBER", "010(4821)9937"),
    ("PHONE_NUMBER", "010|4821|9937"),
    ("PHONE_NUMBER", "010~4821~9937"),
    ("PHONE_NUMBER", "02:312:4567"),
    ("PHONE_NUMBER", "[0,1,0,4,8,2,1,9,9,3,7]"),
    ("PHONE_NUMBER", "0, 1, 0, 4, 8, 2, 1, 9, 9, 3, 7"),
    ("PHONE_NUMBER", "0\n1\n0\n4\n8\n2\n1\n9\n9\n3\n7"),
    ("KR_RRN", "900101_1234567"),
    ("KR_RRN", "900101::1234567"),
    ("KR_RRN", "9,0,0,1,0,1,1,2,3,4,5,6,7"),
    ("CREDIT_CARD", "4111|1111|1111|1111"),
    ("CREDIT_CARD", "4,1,1,1,2,2,2,2,3,3,3,3,4,4,4,8"),
    ("US_SSN", "219|09|9999"),
]
LISTS = [
    "[0, 3, 1, 4, 2, 5, 9, 8, 7, 6] 정렬해줘",
    "sort [5, 3, 8, 1, 9, 2, 7, 4, 6, 0, 5, 3, 8, 1, 9, 2]",
    "bits 0,1,0,1,1,0,0,1,1,0,1",
    "[1, 1, 2, 3, 5, 8, 1, 3, 2, 1, 3, 4, 5, 5]",
    "123 * 45 * 6789 = ?",
    "12:30:45, 09:15:00",
    "2024:01:15 10:30:00 in EXIF",
    "ratio 1920:1080:60",
    "1\n2\n3\n4\n5\n6\n7\n8\n9\n10",
]


@pytest.mark.parametrize(("kind", "text"), NUMBERS)
def test_signs_between_digits_hide_no_number(kind: str, text: str) -> None:
    for carrier in ("{}", "이거 {}로 보내줘", "take {} please"):
        findings = classify(carrier.format(text)).findings
        assert kind in {f.kind for f in findings}, carrier


@pytest.mark.parametrize("text", LISTS)
def test_lists_sums_and_times_are_no_numbers_of_somebody(text: str) -> None:
    assert classify(text).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "ㅂㅣㅂㅓㄴㅇㅡㄴ h4rumoa92",
        "ㅂㅣㅁㅣㄹㅂㅓㄴㅎㅗㄴㅡㄴ h4rumoa92",
        "비ㅂㅓㄴ은 h4rumoa92",
        "ㅈㅜㅁㅣㄴㅂㅓㄴㅎㅗ 910727 2385014",
    ],
)
def test_letters_of_hangul_typed_one_by_one_are_syllables(text: str) -> None:
    assert classify(text).findings


@pytest.mark.parametrize(
    "text", ["ㅋㅋㅋㅋ", "ㅠㅠ ㅇㅇ ㄴㄴ", "ㅡㅡ;", "ㅎㅎ 좋아ㅋㅋ", "ㅇㅋㅇㅋ"]
)
def test_laughter_is_still_laughter(text: str) -> None:
    assert classify(text).findings == ()


PRIVATE = ["주민번호 880314-1024531", "my phone is 010-4821-9937, thanks"]


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


ENCODINGS: dict[str, Callable[[str], str]] = {
    "base64": lambda text: base64_of(text.encode()),
    "base64 in lines": lambda text: base64.encodebytes((text * 4).encode()).decode(),
    "base64 of UTF-16": lambda text: base64_of(text.encode("utf-16")),
    "base64 of UTF-16 LE": lambda text: base64_of(text.encode("utf-16-le")),
    "base64 of UTF-16 BE": lambda text: base64_of(text.encode("utf-16-be")),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "base85": lambda text: base64.b85encode(text.encode()).decode(),
    "Ascii85": lambda text: base64.a85encode(text.encode()).decode(),
    "Ascii85 in Adobe's frame": lambda text: base64.a85encode(text.encode(), adobe=True).decode(),
    "base16": lambda text: text.encode().hex(),
    "base16 in pairs": lambda text: text.encode().hex(" "),
    "base16 with colons": lambda text: text.encode().hex(":"),
    "base16 of UTF-16": lambda text: text.encode("utf-16-le").hex(),
    "escapes of bytes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
    "bytes in C": lambda text: ", ".join(f"0x{byte:02x}" for byte in text.encode()),
}


@pytest.mark.parametrize("text", PRIVATE)
@pytest.mark.parametrize("name", ENCODINGS)
def test_what_is_encoded_is_read(name: str, text: str) -> None:
    encoded = ENCODINGS[name](text)
    for carrier in ("{}", "이거 풀어줘: {}", "decode {} for me"):
        assert classify(carrier.format(encoded)).findings, carrier


@pytest.mark.parametrize("encode", [base64_of, bytes.hex])
def test_each_value_of_an_encoded_text_has_a_place_of_its_own(
    encode: Callable[[bytes], str],
) -> None:
    text = (
        "내 번호는 010-4821-9937 그리고 card 4111-1111-1111-1111 rrn 880314-1024531 "
        "mail a.b9@naver.com ok"
    )
    found = classify(f"decode {encode(text.encode())} please").findings
    assert {f.kind for f in found} == {"PHONE_NUMBER", "CREDIT_CARD", "KR_RRN", "EMAIL_ADDRESS"}
    assert all(one.end <= other.start for one, other in pairwise(found))
