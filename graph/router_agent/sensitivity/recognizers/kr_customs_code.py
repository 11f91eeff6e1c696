"""KR_PERSONAL_CUSTOMS_CODE: P and twelve digits.

Source:
    관세청 (개인통관고유부호).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "통관번호 P123456789012야", re.ASCII)[0]
'P123456789012'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside

RECOGNIZERS: Final = (
    Recognizer("KR_PERSONAL_CUSTOMS_CODE", r"[Pp] ?-?\d{12}", 0.8),
    Recognizer(
        "KR_PERSONAL_CUSTOMS_CODE",
        r"(?i)(?:통관(?:고유)?\s?(?:부호|번호)|customs (?:clearance )?code)[^\d\n]{0,10}"
        r"(?P<value>[Pp]?[ -]?\d[\d -]{9,14}\d)",
        0.8,
    ),
    *beside("KR_PERSONAL_CUSTOMS_CODE", r"통관|\bcustoms|\bpccc\b", r"p?[ -]?\d{12}", 0.8),
)
