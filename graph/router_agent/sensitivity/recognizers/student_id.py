"""STUDENT_ID: numbers by which a school or an examination knows a person.

Source:
    Presidio's context words for identifiers of organisations; Korean forms.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "학번 2018203847이고", re.ASCII)["value"]
'2018203847'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import (
    IS,
    Recognizer,
    beside,
    has_digits,
)

_NAMES: Final = (
    r"학번|수험\s?번호|응시\s?번호|학생증?\s?번호|"
    r"\b(?:student|pupil|candidate|matriculation|enrol\w{0,6}) ?(?:id|no\b|number|#|num\b)"
)

RECOGNIZERS: Final = (
    Recognizer(
        "STUDENT_ID",
        r"(?i)(?:학번|수험\s?번호|응시\s?번호|접수\s?번호|지원\s?번호|학생\s?번호|학생증\s?번호|"
        r"(?:student|pupil|candidate|matriculation|roll|ucas|applicant|enrol\w{0,6}) ?(?:id|no\.?|number|#|num))"
        rf"{IS}(?P<value>[A-Za-z0-9][A-Za-z0-9/-]{{2,20}})",
        0.75,
        has_digits,
    ),
    Recognizer(
        "STUDENT_ID",
        r"(?P<value>(?:19|20)\d{2}[- ]?\d{4,6})(?:이|은|는|가)? ?(?:제|내|나의|저의)? ?학번",
        0.75,
    ),
    Recognizer("STUDENT_ID", r"(?i)\bstudent (?P<value>[a-z]?\d{6,9})\b", 0.7),
    *beside("STUDENT_ID", _NAMES, r"[a-z]{0,3}-?\d(?:-?\d){4,11}", 0.7),
)
