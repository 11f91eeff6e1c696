"""EMAIL_ADDRESS: also where the sign is spelled out, "at" or "골뱅이".

Source:
    RFC 5322 and RFC 6531 (letters beyond ASCII); RFC 2606 for domains that are no one's.

>>> import re
>>> [bool(_email(v, "", 0)) for v in ("jiwon.han84@navermail.kr", "user@example.com")]
[True, False]
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_NO_ONES_DOMAINS: Final = (
    "example.com", "example.org", "example.net", "example.edu", "example.co.kr", "example.kr",
)  # fmt: skip
_NO_ONES_ENDINGS: Final = (".example", ".test", ".invalid", ".localhost")
_ENDING: Final = "com|net|org|kr|co|io|edu|gov|info|biz|me|uk|de|fr|jp|us"


def _email(value: str, _: str, __: int) -> float | None:
    domain = value.rpartition("@")[2].lower()
    if domain in _NO_ONES_DOMAINS or domain.endswith(_NO_ONES_ENDINGS):
        return None
    return None if domain.endswith(tuple(f".{name}" for name in _NO_ONES_DOMAINS)) else 0.95


def _spelled(value: str, _: str, __: int) -> float | None:
    return None if "example" in value.lower() else 0.85


RECOGNIZERS: Final = (
    Recognizer(
        "EMAIL_ADDRESS",
        r"[\p{L}\p{N}._%+'-]+ ?@ ?(?:[\p{L}\p{N}-]+\.)+(?:[A-Za-z]{2,24}|한국)",
        0.95,
        _email,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        r"(?i)[a-z0-9._%+-]+ ?(?:\(at\)|\[at\]|\{at\}|<at>| at |@) ?[a-z0-9-]+(?: ?[a-z0-9-]+)?"
        rf" ?(?:\(dot\)|\[dot\]|\{{dot\}}|<dot>| dot |\.|닷) ?(?:{_ENDING})\b",
        0.85,
        _spelled,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        r"(?i)(?:[a-z0-9._-]{2,40}|[가-힣]{2,20}) ?(?:골뱅이|앳) ?"
        r"(?:네이버|지메일|쥐메일|구글|다음|한메일|핫메일|네이트|카카오|야후|아웃룩|[a-z0-9.-]{2,}|[가-힣]{2,10} ?(?:닷|점|쩜))",
        0.85,
        _spelled,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        r"(?i)[a-z0-9._-]{3,40} ?골뱅이 ?[가-힣a-z]{2,}",
        0.8,
        _spelled,
    ),
)
