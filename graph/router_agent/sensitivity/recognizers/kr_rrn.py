"""KR_RRN: Korean resident registration numbers.

Six digits of the date of birth, then seven of which the first tells sex and century. Numbers
issued since October 2020 have no check digit, so none is asked for.

Source:
    주민등록법 시행규칙 제2조. Checksum: python-stdnum, `stdnum.kr.rrn`.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "주민번호 880314-1024531이고", re.ASCII)[0]
'880314-1024531'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, around

BIRTH: Final = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# What stands between the two halves, and for a digit that was masked.
BETWEEN: Final = r"\s?[-./_~,]{0,2}\s?"
_MASKED: Final = "[*xX●○#]"


_ARTICLE: Final = re.compile(r"(?i)바코드|상품\s?코드|\b(?:ean|gtin|upc|barcode)")


def _look(value: str, text: str, start: int) -> float | None:
    from stdnum.kr import rrn

    if "-" not in value and value.startswith("880") and _ARTICLE.search(around(text, start, 40)):
        return None  # Korea's prefix of article numbers
    return 0.99 if rrn.is_valid(value) else 0.9


RECOGNIZERS: Final = (
    Recognizer("KR_RRN", rf"{BIRTH}{BETWEEN}[1-4]\d{{6}}", 0.9, _look),
    # Partly masked, as people write it when they think that this suffices.
    Recognizer("KR_RRN", rf"{BIRTH}{BETWEEN}[1-8]\d{{0,5}}{_MASKED}{{1,6}}", 0.7),
    Recognizer("KR_RRN", rf"{BIRTH} ?[-./] ?[1-4](?:[^\d*]|$)", 0.6),
    Recognizer(
        "KR_RRN",
        r"(?:주민|민증|주등|외국인\s?등록)[^\d\n]{0,16}(?P<value>\d{6}[\s.-]{0,3}\d{1,7})",
        0.85,
    ),
    # Mistyped, so that it begins with no date: nothing else of this form is as common.
    Recognizer("KR_RRN", r"\d{6}-\d{7}", 0.6),
    Recognizer("KR_RRN", r"뒷\s?자리[^\d\n]{0,6}(?P<value>[1-8]\d{6})", 0.8),
)
