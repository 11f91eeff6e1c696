"""CREDIT_CARD: payment cards of 13 to 19 digits, Korea's domestic ones (9xxx) among them.

Source:
    ISO/IEC 7812. Luhn: python-stdnum; it raises a score and gates nothing (domestic cards and
    mistyped ones fail it).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "카드 4111-1111-1111-1111로", re.ASCII)[0]
'4111-1111-1111-1111'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, around, digits_of

_CUES: Final = ("card", "카드", "visa", "master", "amex", "비자", "결제", "pan", "체크")


def _card(value: str, text: str, start: int) -> float | None:
    """Grouped or of the usual length it is a card; of another length only beside a cue."""
    from stdnum import luhn

    digits = digits_of(value)
    if len(set(digits)) == 1 or (len(digits) == 13 and digits.startswith(("978", "979"))):
        return None  # a form's, a book's
    if luhn.is_valid(digits):
        return 0.95
    if len(digits) in (15, 16) or any(c in around(text, start, 25) for c in _CUES):
        return 0.7
    return None


RECOGNIZERS: Final = (
    Recognizer(
        "CREDIT_CARD",
        r"(?:[3-69]\d{3}|2[2-7]\d{2})(?:[ ./_-]{1,3}\d{4}){3}(?:[ ./_-]{1,3}\d{1,3}\b)?|"
        r"3[47]\d{2}[ ./-]{1,3}\d{6}[ ./-]{1,3}\d{5}|3[068]\d{2}[ ./-]{1,3}\d{6}[ ./-]{1,3}\d{4}|"
        r"[3-69]\d{12,18}|2[2-7]\d{14}",
        0.7,
        _card,
    ),
    Recognizer(
        "CREDIT_CARD",
        r"(?i)(?:card|카드)[^\d\n]{0,24}(?P<value>\d{11,19}|\d{3,6}(?:[ -]\d{3,6}){2,4})",
        0.75,
    ),
    # The last four of a card with its holder's or its date, as people read it out.
    Recognizer(
        "CREDIT_CARD",
        r"(?i)(?:card|카드|visa|amex|mastercard)[^\d\n]{0,20}(?:ending|ends|last four|끝\s?(?:자리|번호)|뒷\s?자리)"
        r"[^\d\n]{0,12}(?P<value>\d{4})",
        0.65,
    ),
)
