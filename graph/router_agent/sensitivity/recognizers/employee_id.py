"""EMPLOYEE_ID: numbers by which an employer knows a person.

Source:
    Presidio's context words for identifiers of organisations; Korean forms.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "사번은 A10293이야", re.ASCII)["value"]
'A10293'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import IS, Recognizer, beside, has_digits


def _number(value: str, text: str, start: int) -> float | None:
    """Three digits count employees; with a letter or one more they name one."""
    return None if value.isdigit() and len(value) < 4 else has_digits(value, text, start)


_NAMES: Final = (
    r"사번|사원\s?번호|직원\s?번호|교직원\s?번호|"
    r"\b(?:employee|emp|staff|personnel|payroll|badge)\.? ?(?:id|no\b|number|#|code)"
)

RECOGNIZERS: Final = (
    Recognizer(
        "EMPLOYEE_ID",
        r"(?i)(?:사번|사원\s?번호|직원\s?번호|교번|교직원\s?번호|"
        r"(?:employee|emp|staff|personnel|payroll|badge|worker|crew)\.? ?(?:id|no\.?|number|numbers|#|code))"
        rf"{IS}(?P<value>[A-Za-z0-9][A-Za-z0-9-]{{2,20}})\b",
        0.75,
        _number,
    ),
    Recognizer(
        "EMPLOYEE_ID", r"(?i)\b(?:emp|staff|badge) ?# ?(?P<value>[A-Z0-9-]{3,16})", 0.75, has_digits
    ),
    *beside("EMPLOYEE_ID", _NAMES, r"[a-z]{1,4}-?\d{3,8}|\d{5,10}", 0.7),
)
