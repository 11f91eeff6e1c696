"""Numbers that only a word beside them makes private: licences, passports, ids, births.

Source:
    Presidio's context words for US_PASSPORT, US_DRIVER_LICENSE, UK_NHS; Korean forms.

>>> import re
>>> re.search(RECOGNIZERS[-1].pattern, "사번은 A10293이야", re.ASCII)["value"]
'A10293'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_IS: Final = (
    r"(?:\s?(?:number|no\.?|num|id|#|번호))?[\s\"'=:#(]{0,3}(?:is|was|는|은|이|가|:|=)?"
    r"[\s\"'(]{0,3}"
)
_MONTH: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE: Final = (
    r"(?:(?:19|20)?\d{2}[-./년]\s?\d{1,2}[-./월]\s?\d{1,2}일?|"
    r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d{2}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? \d{{4}}|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"(?:19|20)\d{6}|\d{6})"
)


def _has_digits(value: str, _: str, __: int) -> float | None:
    return 0.75 if sum(c.isdigit() for c in value) >= 3 else None


RECOGNIZERS: Final = (
    Recognizer("US_SSN", r"\d{3}-\d{2}-\d{4}", 0.9),
    Recognizer(
        "US_SSN", rf"(?i)(?:\bssn|social security){_IS}(?P<value>\d{{3}} ?\d{{2}} ?\d{{4}})\b", 0.9
    ),
    Recognizer(
        "US_PASSPORT", rf"(?i)(?:passport|여권){_IS}(?P<value>[a-z]{{0,2}}\d{{6,9}})\b", 0.85
    ),
    Recognizer(
        "US_DRIVER_LICENSE",
        rf"(?i)(?:driv\w{{2,4}}'?s? licen[cs]e|\bDL|운전면허|면허){_IS}"
        r"(?P<value>[a-z0-9][a-z0-9-]{5,18})\b",
        0.8,
        _has_digits,
    ),
    Recognizer("UK_NHS", rf"(?i)\bnhs{_IS}(?P<value>\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}})\b", 0.9),
    Recognizer("UK_NINO", r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", 0.8),
    Recognizer(
        "DATE_OF_BIRTH",
        r"(?i)(?:생년월일|생일|\bd\.?o\.?b\.?\b|date of birth|birth ?date|birthday)"
        rf"[^\d\n]{{0,12}}(?P<value>{_DATE})",
        0.8,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        r"\b(?:19|20)?\d{2}[-./년]\s?\d{1,2}[-./월]\s?\d{1,2}일?\s?생(?:\b|[^가-힣]|이|인|입|년)",
        0.75,
    ),
    Recognizer(
        "EMPLOYEE_ID",
        r"(?i)(?:사번|학번|군번|직원\s?번호|고객\s?번호|회원\s?번호|환자\s?번호|수험\s?번호|차트\s?번호|증권\s?번호|"
        r"등록\s?번호|보험증?\s?번호|(?:employee|staff|student|customer|member(?:ship)?|patient|policy|"
        rf"medical record|case|applicant|account) (?:id|no\.?|number|#)|\bmrn){_IS}"
        r"(?P<value>[A-Za-z0-9][A-Za-z0-9-]{2,20})\b",
        0.75,
        _has_digits,
    ),
)
