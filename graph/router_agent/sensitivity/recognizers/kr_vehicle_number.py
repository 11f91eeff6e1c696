"""KR_VEHICLE_NUMBER, and plates elsewhere beside a word for them.

Source:
    자동차등록규칙 (등록번호의 용도기호).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "12가 3456이고", re.ASCII)[0]
'12가 3456'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import (
    LINK,
    Recognizer,
    digits_of,
    has_digits,
)

_USE: Final = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자하허호배"

_NAMES: Final = (
    r"\blicen[cs]e plate|\bnumber plate|\bplate (?:number|no\b|#)|\bmy plate|\breg(?:istration)? (?:number|no\b|plate)|"
    r"\bcar number|번호판|차량\s?번호|차\s?번호"
)
_FOREIGN: Final = (
    r"\d[a-z]{3}\d{3}|[a-z]{3}[ -]?\d{3,4}|[a-z]{2}\d{2} ?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|\d{3}[ -]?[a-z]{3}|"
    r"[a-z]{1,3}-[a-z]{1,2} ?\d{1,4}|[a-z]{2}-\d{3}-[a-z]{2}"
)


def _plate(value: str, _: str, __: int) -> float | None:
    return 0.65 if len(digits_of(value)) >= 2 else None


RECOGNIZERS: Final = (
    Recognizer("KR_VEHICLE_NUMBER", rf"\d{{2,3}}[ -]?[{_USE}][ -]?\d{{4}}", 0.7),
    Recognizer(
        "KR_VEHICLE_NUMBER",
        rf"(?:차량?\s?번호|번호판)[^\d\n]{{0,8}}(?P<value>(?:\d{{1,3}} ?)?[{_USE}] ?\d{{3,4}})",
        0.75,
    ),
    Recognizer(
        "VEHICLE_NUMBER",
        r"(?i)\b(?:licen[cs]e plate|number plate|plates?|reg(?:istration)?|vehicle|vin)\b"
        r"(?: (?:number|no\.?|is|was|of))?[ :#]{0,3}(?P<value>(?-i:[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{2,4}){1,2})|"
        r"[a-z]{1,3}[ -]?\d{2,4}(?:[ -]?[a-z]{2,3})?|[A-HJ-NPR-Z0-9]{17})\b",
        0.65,
        has_digits,
    ),
    Recognizer("VEHICLE_NUMBER", r"[A-Z]{2}[0-7]\d ?[A-Z]{3}", 0.6),
    Recognizer(
        "VEHICLE_NUMBER",
        rf"(?i)(?:{_NAMES}){LINK}(?P<value>{_FOREIGN})",
        0.65,
        _plate,
    ),
    Recognizer(
        "VEHICLE_NUMBER",
        rf"(?i)(?P<value>{_FOREIGN})[^\dA-Za-z\n]{{0,12}}(?:(?:is|was|as|my|the|our|a|that's|valid) ){{0,4}}(?:{_NAMES})",
        0.65,
        _plate,
    ),
)
