"""Korean documents and registers: passport, driver's licence, business, company, vehicle, customs.

Source:
    여권법 시행규칙; 도로교통법 시행규칙 (면허번호 체계); 부가가치세법 시행령 (사업자등록번호);
    자동차등록규칙 (등록번호의 용도기호); 관세청 (개인통관고유부호).

>>> import re
>>> bool(re.search(RECOGNIZERS[0].pattern, "여권 M12345678입니다", re.ASCII))
True
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, around


def _crn(value: str, text: str, start: int) -> float | None:
    """A company number has the shape of no date of birth, or a cue in front of it."""
    cue = "법인" in around(text, start, 20)
    return 0.8 if cue else None


_USE: Final = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자하허호배"
_REGIONS: Final = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
)

RECOGNIZERS: Final = (
    Recognizer("KR_PASSPORT", r"(?i)[MSRODG](?:\d{8}|\d{3}[A-Z]\d{4})", 0.8),
    Recognizer(
        "KR_DRIVER_LICENSE",
        rf"(?:(?:1[1-9]|2[0-8])|(?:{_REGIONS})) ?-? ?\d{{2}}[- ]\d{{6}}[- ]\d{{2}}",
        0.9,
    ),
    Recognizer("KR_BRN", r"\d{3}-\d{2}-\d{5}", 0.8),
    Recognizer(
        "KR_BRN", r"(?i)(?:brn|사업자\s?(?:등록)?\s?번호)[^\d\n]{0,10}(?P<value>\d{10})", 0.8
    ),
    Recognizer("KR_CRN", r"\d{6}-\d{7}", 0.8, _crn),
    Recognizer("KR_VEHICLE_NUMBER", rf"\d{{2,3}} ?[{_USE}] ?\d{{4}}", 0.7),
    Recognizer("KR_PERSONAL_CUSTOMS_CODE", r"[Pp]\d{12}", 0.8),
)
