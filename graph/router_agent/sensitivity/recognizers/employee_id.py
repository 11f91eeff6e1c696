"""EMPLOYEE_ID: numbers by which an employer knows a person.

Source:
    Presidio's context words for identifiers of organisations; Korean forms.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "사번은 A10293이야", re.ASCII)["value"]
'A10293'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import IS, Recognizer, has_digits

RECOGNIZERS: Final = (
    Recognizer(
        "EMPLOYEE_ID",
        r"(?i)(?:사번|사원\s?번호|직원\s?번호|교번|교직원\s?번호|"
        r"(?:employee|emp|staff|personnel|payroll|badge|worker|crew)\.? ?(?:id|no\.?|number|numbers|#|code))"
        rf"{IS}(?P<value>[A-Za-z0-9][A-Za-z0-9-]{{2,20}})\b",
        0.75,
        has_digits,
    ),
    Recognizer(
        "EMPLOYEE_ID", r"(?i)\b(?:emp|staff|badge) ?# ?(?P<value>[A-Z0-9-]{3,16})", 0.75, has_digits
    ),
)
