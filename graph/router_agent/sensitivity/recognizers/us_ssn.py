"""US_SSN: social security numbers of the United States.

Source:
    20 CFR 422.103; Presidio's US_SSN.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "my ssn 219-09-9999로", re.ASCII)[0]
'219-09-9999'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import (
    IS,
    Recognizer,
    beside,
    digits_of,
)


def _ssn(value: str, _: str, __: int) -> float | None:
    digits = digits_of(value)
    # Numbers that were printed on wallet cards or kept for advertisements.
    kept = digits == "078051120" or digits.startswith("98765432")
    return 0.9 if len(set(digits)) > 1 and not kept else None


def _masked(value: str, _: str, __: int) -> float | None:
    return None if value.endswith("1234") or value.startswith(("19", "20")) else 0.7


RECOGNIZERS: Final = (
    Recognizer("US_SSN", r"\d{3}(?:-\d{2}-|\.\d{2}\.| \d{2} )\d{4}", 0.9, _ssn),
    Recognizer(
        "US_SSN",
        rf"(?i)(?:\bssn|\bsocial(?: security)?){IS}(?P<value>\d{{3}}[ .-]{{0,3}}\d{{2}}[ .-]{{0,3}}\d{{4}})\b",
        0.9,
        _ssn,
    ),
    # Partly masked or read out from its end, with a word for it.
    Recognizer(
        "US_SSN",
        r"(?i)(?:\bssn|\bsocial security)[^\d\n]{0,24}(?P<value>(?:[x*\d]{3}-[x*\d]{2}-)?\d{4})\b",
        0.7,
        _masked,
    ),
    Recognizer("US_SSN", r"[x*]{3}-[x*]{2}-\d{4}", 0.7, _masked),
    *beside(
        "US_SSN",
        r"\bssn\b|\bsocial(?: security)?(?: number| no\b| #)|사회\s?보장\s?번호|소셜\s?(?:넘버|번호)",
        r"\d{3}[ .-]{0,3}\d{2}[ .-]{0,3}\d{4}",
        0.85,
        _ssn,
    ),
)
