"""IBAN_CODE: international bank account numbers.

Source:
    ISO 13616. Mod 97: python-stdnum; it raises a score and gates nothing.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "DE89370400440532013000으로", re.ASCII)[0]
'DE89370400440532013000'
"""

from typing import Final

from router_agent.sensitivity.recognizers.placeholders import is_placeholder
from router_agent.sensitivity.recognizers.recognizer import Recognizer

_COUNTRIES: Final = (
    "AD|AE|AL|AT|AZ|BA|BE|BG|BH|BR|BY|CH|CR|CY|CZ|DE|DK|DO|EE|EG|ES|FI|FO|FR|GB|GE|GI|GL|GR|GT|HR|"
    "HU|IE|IL|IQ|IS|IT|JO|KW|KZ|LB|LC|LI|LT|LU|LV|MC|MD|ME|MK|MR|MT|MU|NL|NO|PK|PL|PS|PT|QA|RO|"
    "RS|SA|SC|SE|SI|SK|SM|ST|SV|TL|TN|TR|UA|VA|VG|XK"
)


def _iban(value: str, text: str, start: int) -> float | None:
    from stdnum import iban

    if text[start - 1 : start] == "-" or is_placeholder(value):
        return None  # the end of a UUID, or nobody's

    if "WEST1234569876" in value.replace(" ", "").upper():
        return None  # the example in the standard's own text

    return 0.99 if iban.is_valid(value) else 0.8


RECOGNIZERS: Final = (
    Recognizer(
        "IBAN_CODE",
        rf"(?i)(?:{_COUNTRIES})\d{{2}}(?:[ -]?[A-Z0-9]{{4}}){{2,7}}(?:[ -]?[A-Z0-9]{{1,4}})?",
        0.8,
        _iban,
    ),
    Recognizer(
        "IBAN_CODE",
        r"(?i)\biban\b[^\dA-Z\n]{0,6}(?P<value>[A-Z]{2}\d{2}[A-Z0-9 -]{6,40})",
        0.8,
    ),
)
