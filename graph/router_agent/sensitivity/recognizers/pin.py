"""PIN: short numbers that open something: PINs, CVVs, door codes, safes.

Source:
    PCI DSS 4.0, requirement 3.3 (PIN, card verification code); the ways in which people say it.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "현관 비번 9031이야", re.ASCII)["value"]
'9031'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside

_COUNTER: Final = re.compile(
    r"[,.:/~]\d|[x\u00d7]\d|\s?(?:-\s?\d+\s?)?(?:자리|비트|바이트|bits?|bytes?|개|번|일(?! ?거)|회|년|월|분|초|시간|가지|글자|명|원|만|%|mm|cm|kg|m\b|k\b|px|digits?|characters?|days?|times?|attempts?|minutes?|out of)"
)

# A number that is part of a name ("SHA256"), not one behind a word for a code ("pin1234").
_WORD_END: Final = re.compile(
    r"(?i)[a-z](?<!pin)(?<!code)(?<!cvc)(?<!cvv)(?<!cvv2)(?<!combo)(?<!door)(?<!lock)(?<!gate)$"
)


def _code(value: str, text: str, start: int) -> float | None:
    """A number that counts something, or that is part of a larger one, is no code."""
    if _WORD_END.search(text[max(0, start - 12) : start]):
        return None
    return None if _COUNTER.match(text, start + len(value)) else 0.86


_VALUE: Final = r"(?P<value>[*#]?\d(?:[ -]?\d){2,7}[*#]{0,2}\d{0,6})"

_NAMES: Final = (
    r"\bpin\b|핀\s?번호|\bcv[vc]2?(?:\b|_)|보안\s?코드|비번|비밀\s?번호|도어락|현관|금고|\bpass ?code|\bpassword|\bsecurity code|"
    r"\b(?:door|gate|entry|access|lock|lockbox|locker|alarm|safe|garage|keypad|buzzer) (?:code|pin|combo|combination)"
)


_NAME_END: Final = re.compile(r"[A-Za-z]-?$")


def _before(value: str, text: str, start: int) -> float | None:
    """In front of a word for it, a year is a year."""
    if _NAME_END.search(text[max(0, start - 2) : start]):
        return None  # the end of a word
    return None if value.startswith(("19", "20")) else _code(value, text, start)


# Digits in words, as people say them: four, as of most PINs, or more.
_KO_DIGIT: Final = "[공영일이삼사오육칠팔구]"
_EN_DIGIT: Final = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_SPOKEN: Final = rf"{_KO_DIGIT}(?:[ ,.-]{{0,2}}{_KO_DIGIT}){{3,7}}|{_EN_DIGIT}(?:[ ,.-]{{1,2}}{_EN_DIGIT}){{3,7}}"
_SPOKEN_END: Final = re.compile(
    r"\s?(?:[.,!?)\"'\n]|$|이?야|이?에요|이?예요|입니다|인데|이고|이?라고|이래|임|요|로\b|으로|번|맞|눌|누|and\b|but\b|to\b|for\b|is\b)"
)


def _spoken(value: str, text: str, start: int) -> float | None:
    """Digits in words that end with the sentence; else they may begin a word or count."""
    if len(set(value.split())) == 1 < value.count(" "):
        return None
    return 0.75 if _SPOKEN_END.match(text, start + len(value)) else None


RECOGNIZERS: Final = (
    Recognizer(
        "PIN",
        r"(?i)(?:\bpin\b(?: code| number)?|핀\s?번호|\bcv[vc]2?\b|\bsecurity code|\bpass ?code|\bunlock\b|\bbuzzer|\block\b|통장\s?비밀|보안\s?코드|"
        r"도어락|현관|공동현관|비번|비밀번호|앞\s?두\s?자리|세콤|캡스|금고|사물함|자물쇠|잠금|암호|출입문|"
        r"\b(?:door|gate|entry|access|lock|lockbox|locker|alarm|safe|garage|keypad|buzzer|padlock|vault|building|override|unlock) (?:code|pin|combo|combination|number)\b|"
        r"\bcombo\b|\bcombination\b|\bkeypad\b|\bcode\b (?:for|to) the \w{3,12})"
        rf"[^\d]{{0,24}}?{_VALUE}",
        0.8,
        _code,
    ),
    Recognizer(
        "PIN",
        r"(?i)(?:safe|lock|combo|combination|금고|다이얼)[^\n]{0,30}?(?P<value>(?:left|right|l|r|왼쪽|오른쪽)\s?\d{1,2}(?:\W{1,3}(?:left|right|l|r|왼쪽|오른쪽)\s?\d{1,2}){1,3}|"
        r"\d{1,2} ?(?:left|right|l|r)\b(?:\W{1,3}\d{1,2} ?(?:left|right|l|r)\b){1,3})",
        0.8,
    ),
    Recognizer(
        "PIN",
        r"(?i)(?P<value>(?:left|right) \d{1,2} (?:left|right) \d{1,2} (?:left|right) \d{1,2})",
        0.7,
    ),
    Recognizer(
        "PIN",
        r"(?i)(?:gate|door|alarm|keypad|lock|safe|현관|출입|뒷문|정문)[^\d\n]{0,20}(?P<value>[*#]\d{2,8}[*#]?|\d{2,8}[*#])",
        0.75,
    ),
    beside("PIN", _NAMES, r"[*#]?\d{3,8}[*#]?", 0.7, _before)[1],
    Recognizer(
        "PIN",
        r"(?i)(?:\b(?:use|punch in|enter|press|dial|type) |누르|눌러)[^\d\n]{0,4}(?P<value>[*#]?\d{4,8}[*#]?)[^\d\n]{0,24}\b(?:gate|door|garage|lock|safe)",
        0.65,
        _before,
    ),
    Recognizer(
        "PIN",
        r"(?P<value>\d{4,8}[*#]?) ?(?:을|를)? ?(?:누르|눌러|치고|입력하고)",
        0.6,
        _before,
    ),
    Recognizer(
        "PIN",
        rf"(?i)(?:{_NAMES}|인증\s?번호|\botp\b)[^\n]{{0,16}}?(?P<value>{_SPOKEN})",
        0.75,
        _spoken,
    ),
)
