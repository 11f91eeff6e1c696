"""KR_HEALTH_INSURANCE: numbers of Korea's health insurance and its care insurance.

Source:
    국민건강보험법 시행규칙 (건강보험증: 증번호 11자리; 장기요양인정번호: L과 10자리).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "건강보험증 번호는 7-1234567890이야", re.ASCII)["value"]
'7-1234567890'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside, digits_of


def _number(value: str, _: str, __: int) -> float | None:
    """Eight digits from 15 to 18 are the hotline's."""
    digits = digits_of(value)
    return None if len(digits) == 8 and digits.startswith(("15", "16", "18")) else 0.8


RECOGNIZERS: Final = (
    Recognizer(
        "KR_HEALTH_INSURANCE",
        r"(?i)(?:건강보험|건보|의료보험|보험증|의료급여|요양|health insurance)[^\d\n]{0,16}"
        r"(?P<value>L?\d[\d -]{6,14}\d)",
        0.8,
        _number,
    ),
    *beside(
        "KR_HEALTH_INSURANCE",
        r"건강보험|건보|의료보험|보험증|요양\s?인정|\b(?:health )?insurance (?:id|number|no\b|card)",
        r"l?\d-?\d{10}",
        0.75,
    ),
)
