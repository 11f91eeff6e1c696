"""DATE_OF_BIRTH: a date beside a word for birth.

Source:
    개인정보 보호법 제2조; HIPAA 45 CFR 164.514(b)(2)(i)(C).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "생년월일은 1988-03-14야", re.ASCII)["value"]
'1988-03-14'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_MONTH: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE: Final = (
    r"(?:(?:19|20)?\d{2} ?[-./년] ?\d{1,2} ?[-./월] ?\d{1,2}일?|"
    r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d{2}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? \d{{4}}|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"(?:19|20)\d{6}|\d{6})"
)

RECOGNIZERS: Final = (
    Recognizer(
        "DATE_OF_BIRTH",
        r"(?i)(?:생년월일|생일|출생일?|\bd\.?o\.?b\.?\b|date of birth|birth ?date|birthday)"
        rf"[^\d\n]{{0,16}}(?P<value>{_DATE})",
        0.8,
    ),
    # A year alone is a public person's, too; a pronoun makes it somebody's.
    Recognizer(
        "DATE_OF_BIRTH",
        rf"(?i)\b(?:i was|i am|i'm|she was|he was|was|wife|husband|son|daughter)\b[^\n]{{0,12}} born (?:on )?(?P<value>{_DATE})",
        0.6,
    ),
    Recognizer("DATE_OF_BIRTH", rf"(?i)(?:^|[\n,;(] ?)(?:born|b\.) (?P<value>{_DATE})", 0.7),
    Recognizer(
        "DATE_OF_BIRTH",
        r"\b(?:19|20)?\d{2} ?[-./년] ?\d{1,2} ?[-./월] ?\d{1,2}일? ?생(?:\b|[^가-힣]|인|입|년)",
        0.75,
    ),
)
