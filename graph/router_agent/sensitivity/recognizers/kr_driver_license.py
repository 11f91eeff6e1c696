"""KR_DRIVER_LICENSE: region (11 to 28, or its name), year, six digits, two check digits.

Source:
    도로교통법 시행규칙 (운전면허번호 체계).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "면허 11-22-333444-55야", re.ASCII)[0]
'11-22-333444-55'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside

_REGIONS: Final = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
)

RECOGNIZERS: Final = (
    Recognizer(
        "KR_DRIVER_LICENSE",
        rf"(?:(?:1[1-9]|2[0-8])|(?:{_REGIONS}))[ .-]{{0,3}}\d{{2}}[ .-]{{1,3}}\d{{6}}[ .-]{{1,3}}\d{{2}}",
        0.9,
    ),
    Recognizer(
        "KR_DRIVER_LICENSE",
        r"면허[^\d\n]{0,16}(?P<value>\d{2}[ .-]{0,3}\d{2}[ .-]{0,3}\d{6}[ .-]{0,3}\d{2})",
        0.9,
    ),
    *beside(
        "KR_DRIVER_LICENSE",
        r"면허|\bdriv\w{1,4}'?s? licen[cs]e|\bdl\b",
        r"\d{2}[ .-]{0,3}\d{2}[ .-]{0,3}\d{6}[ .-]{0,3}\d{2}",
        0.9,
    ),
)
