"""DATE_OF_BIRTH: a date beside a word for birth.

Source:
    개인정보 보호법 제2조; HIPAA 45 CFR 164.514(b)(2)(i)(C).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "생년월일은 1988-03-14야", re.ASCII)["value"]
'1988-03-14'
>>> [bool(_lately(v, "", 0)) for v in ("14 March 1988", "March 14, 1879")]
[True, False]
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside

_MONTH: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE: Final = (
    r"(?:\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}|"
    r"(?:19|20)?\d{2} ?[-./년] ?\d{1,2} ?[-./월] ?\d{1,2}일?|"
    r"\d{1,2}[-./]\d{1,2}[-./]\d{2}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}\.?[ ,-]{{1,2}}\d{{4}}|"
    rf"{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"(?:19|20)\d{6}|\d{6})"
)
_BIRTH: Final = (
    r"생년\s?월일|생일|출생일?|\bd\.?o\.?b\b|\bdate of birth|\bbirth ?-?date|\bbirth ?day|\bborn\b"
)
# Who was born before is in the books of history.
_OLDEST: Final = 1920
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _lately(value: str, _: str, __: int) -> float | None:
    year = _YEAR.search(value)
    return None if year and int(year[0]) < _OLDEST else 0.7


RECOGNIZERS: Final = (
    Recognizer(
        "DATE_OF_BIRTH",
        r"(?i)(?:생년\s?월일|생일|출생일?|\bd\.?o\.?b\b|date of birth|birth ?-?date|birth ?day)"
        rf"[^\d]{{0,24}}?(?P<value>{_DATE})",
        0.8,
        _lately,
    ),
    # A year alone is a public person's, too; a pronoun makes it somebody's.
    Recognizer(
        "DATE_OF_BIRTH",
        rf"(?i)\b(?:i was|i am|i'm|she was|he was|was|wife|husband|son|daughter)\b[^\n]{{0,12}} born (?:on )?(?P<value>{_DATE})",
        0.6,
        _lately,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        rf"(?i)(?:^|[\n,;(|*_\"'] ?|'s |my )(?:born|b\.)(?:[^\d\n]{{0,2}}| on | was | is | - )[^\dA-Za-z]{{0,6}}(?P<value>{_DATE})",
        0.7,
        _lately,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        r"\b(?:19|20)?\d{2} ?[-./년] ?\d{1,2} ?[-./월] ?\d{1,2}일? ?생(?:$|\b|[^가-힣]|인|입|년|이|으|은|남|여|아)",
        0.75,
        _lately,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        r"(?P<value>(?:19|20)?\d{2} ?[-./년] ?\d{1,2} ?[-./월] ?\d{1,2}일?)[^\d\n]{0,3} ?(?:출생|태어난|태어났)",
        0.65,
        _lately,
    ),
    beside("DATE_OF_BIRTH", _BIRTH, _DATE, 0.65, _lately)[1],
)
