"""KR_MILITARY_NUMBER: a soldier's number, 군번.

Source:
    군인사법 시행령 (군번: 연도 두 자리 - 일련번호 5~8자리).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "군번이 23-76012345인데", re.ASCII)["value"]
'23-76012345'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import (
    IS,
    Recognizer,
    beside,
    has_digits,
)

RECOGNIZERS: Final = (
    Recognizer(
        "KR_MILITARY_NUMBER",
        rf"(?i)(?:군번|service (?:number|no\.?)|military id){IS}(?P<value>[A-Z]{{0,2}}\d[\d-]{{3,13}}\d)",
        0.8,
        has_digits,
    ),
    *beside(
        "KR_MILITARY_NUMBER",
        r"군번|\bservice (?:number|no\b)|\bmilitary (?:id|number)",
        r"\d{2}-?\d{5,8}",
        0.75,
    ),
)
