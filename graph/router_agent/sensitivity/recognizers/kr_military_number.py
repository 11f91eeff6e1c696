"""KR_MILITARY_NUMBER: a soldier's number, 군번.

Source:
    군인사법 시행령 (군번: 연도 두 자리 - 일련번호 5~8자리).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "군번이 23-76012345인데", re.ASCII)["value"]
'23-76012345'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import IS, Recognizer, has_digits

RECOGNIZERS: Final = (
    Recognizer(
        "KR_MILITARY_NUMBER",
        rf"(?i)(?:군번|service (?:number|no\.?)|military id){IS}(?P<value>[A-Z]{{0,2}}\d[\d-]{{3,13}}\d)",
        0.8,
        has_digits,
    ),
)
