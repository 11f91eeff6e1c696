"""PIN: short numbers that open something: PINs, CVVs, door codes, safes.

Source:
    PCI DSS 4.0, requirement 3.3 (PIN, card verification code); the ways in which people say it.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "현관 비번 9031이야", re.ASCII)["value"]
'9031'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_COUNTER: Final = re.compile(
    r"[,.:/~]\d|\s?(?:-\s?\d+\s?)?(?:자리|비트|바이트|bits?|bytes?|개|번|일|회|년|월|분|초|시간|가지|글자|명|원|만|%|digits?|characters?|days?|times?|attempts?|minutes?|out of)"
)


def _code(value: str, text: str, start: int) -> float | None:
    """A number that counts something, or that is part of a larger one, is no code."""
    return None if _COUNTER.match(text[start + len(value) :]) else 0.86


_VALUE: Final = r"(?P<value>[*#]?\d(?:[ -]?\d){2,7}[*#]{0,2}\d{0,6})"

RECOGNIZERS: Final = (
    Recognizer(
        "PIN",
        r"(?i)(?:\bpin\b(?: code| number)?|핀\s?번호|\bcv[vc]2?\b|보안\s?코드|"
        r"도어락|현관|공동현관|비번|비밀번호|앞\s?두\s?자리|세콤|캡스|금고|사물함|자물쇠|잠금|암호|출입문|"
        r"\b(?:door|gate|entry|access|lock|locker|alarm|safe|garage|keypad|buzzer|padlock|vault|building|override|unlock) (?:code|pin|combo|combination|number)\b|"
        r"\bcombo\b|\bcombination\b|\bkeypad\b|\bcode\b (?:for|to) the \w{3,12})"
        rf"[^\d\n]{{0,24}}{_VALUE}",
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
)
