"""PHONE_NUMBER: Korean, American and international telephone numbers.

Source:
    전기통신번호관리세칙 (국내 번호), North American Numbering Plan, ITU-T E.164. International
    numbers that begin with zeros are checked with phonenumbers.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "010-4821-9937이고", re.ASCII)[0]
'010-4821-9937'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, digits_of

# What stands between the groups of a number.
_GAP: Final = r"[-./_ )·~,]{0,3}"


def _not_zeros(value: str, _: str, __: int) -> float | None:
    """A subscriber of zeros only is the form of a number, no number."""
    return None if set(digits_of(value)[-6:]) == {"0"} else 0.9


def _us(value: str, _: str, __: int) -> float | None:
    # 555-0100 to 555-0199 are kept for fiction, and no area has the code 555.
    digits = digits_of(value)
    return None if digits[-7:-2] == "55501" or digits[-10:-5] == "55501" else 0.8


def _international(value: str, text: str, start: int) -> float | None:
    digits = digits_of(value).removeprefix("00")
    # +44 7700 900xxx and +44 20 7946 0xxx are kept for fiction, like +1 xxx 555 01xx.
    if not 8 <= len(digits) <= 15 or digits.startswith("447700900") or set(digits[-7:]) == {"0"}:
        return None
    if digits.startswith("1") and _us(value, text, start) is None:
        return None
    return 0.95 if value[0] == "+" or _is_assigned(digits) else None


def _is_assigned(digits: str) -> bool:
    """Whether somewhere in the world a number is like that: zeros stand in front of any number."""
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def _masked(value: str, _: str, __: int) -> float | None:
    return None if digits_of(value)[3:] in {"0000", "1234", "12345678"} else 0.7


def _by_cue(value: str, text: str, start: int) -> float | None:
    """Behind a word for calling, digits in groups are a number of any country."""
    digits = digits_of(value)
    if not 7 <= len(digits) <= 13 or (digits.startswith(("19", "20")) and len(digits) == 8):
        return None  # too short, too long, or a date
    if len(digits) == 8 and digits.startswith(("15", "16", "18")):
        return None  # a Korean hotline
    groups = re.findall(r"\d+", value)
    if len(groups) > 1 and (
        (longest := max(map(len, groups))) < 3 or (longest < 4 and len(digits) < 8)
    ):
        return None  # small numbers beside one another
    if len(groups) > 2 and value[0] not in "0(+" and groups == sorted(groups, key=int):
        return None  # numbers that rise: a series
    return None if set(digits[-6:]) == {"0"} else _us(value, text, start)


RECOGNIZERS: Final = (
    Recognizer(
        "PHONE_NUMBER",
        rf"(?:(?:\+ ?|00)82{_GAP}\(?0?\)?|82-?0?|\(?0)1[016789]{_GAP}\d{{3,4}}{_GAP}\d{{4}}",
        0.95,
        _not_zeros,
    ),
    Recognizer(
        "PHONE_NUMBER",
        r"(?:(?:\+ ?|00)82[-. )]{0,2}\(?0?\)?|\(?0)(?:2|[3-6][1-5]|70|50\d?)[-./) ]{1,3}\d{3,4}[-./ ]{1,3}\d{4}",
        0.8,
        _not_zeros,
    ),
    Recognizer("PHONE_NUMBER", r"0(?:2|[3-6][1-5]|70|50\d)\d{7,8}", 0.6, _not_zeros),
    Recognizer(
        "PHONE_NUMBER",
        r"(?:\+?1[-. ]{0,2})?(?:\([2-9]\d{2}\)[ .-]{0,2}|[2-9]\d{2}[-. /])[2-9]\d{2}[-. ]\d{4}",
        0.8,
        _us,
    ),
    Recognizer(
        "PHONE_NUMBER",
        r"(?:\+ ?|00)[1-9]\d{0,2}(?:[-. ()/]{0,2}\d{1,4}){2,6}",
        0.6,
        _international,
    ),
    Recognizer(
        "PHONE_NUMBER",
        r"0\d{4}[ -]?\d{3}[ -]?\d{3}|0\d{3}[ -]\d{3}[ -]\d{3,4}|02\d[ -]\d{4}[ -]\d{4}",
        0.6,
        _not_zeros,
    ),
    Recognizer(
        "PHONE_NUMBER",
        r"(?i)(?:call|phone|tel|mobile|cell|fax|whatsapp|text|sms|messages? to|reach|answering|"
        r"registered|contact|dial|전화|연락|문자|번호|폰|핸드폰|연락처)[^\d\n+]{0,24}"
        r"(?P<value>\+?\(?\d{2,5}\)?(?:[ .-]\d{2,5}){1,5}|0\d{8,10}|[2-9]\d{9})",
        0.6,
        _by_cue,
    ),
    Recognizer(
        "PHONE_NUMBER",
        r"(?i)(?P<value>\d{2,4}[-. ]\d{3,4}[-. ]\d{3,4}|\d{9,11})[^\d\n]{0,16}?(?:전화|연락처|휴대폰|핸드폰|폰\s?번호|\bphone|\bmobile|\bcell|\b(?:my|his|her) number)",
        0.6,
        _by_cue,
    ),
    # In two halves.
    Recognizer(
        "PHONE_NUMBER",
        r"(?i)01[016789][-. ]?\d{3,4}[^\d]{1,24}(?:뒤|뒷|끝|나머지|rest|end|last)[^\d]{0,16}\d{4}|"
        r"[2-9]\d{2}[-. ]\d{3}[^\d]{1,24}(?:rest|ends?|ending|last four|뒤|뒷|끝)[^\d]{0,16}\d{4}",
        0.7,
    ),
    # With a part of it masked, and the rest still telling.
    Recognizer(
        "PHONE_NUMBER",
        r"01[016789][-. ]?(?:[*xX]{3,4}[-. ]?\d{4}|\d{3,4}[-. ]?(?:\d{2}[*xX]{2}|[*xX]{4}))",
        0.7,
        _masked,
    ),
)
