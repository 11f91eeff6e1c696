"""DEVICE_ID: numbers that are one telephone's or one card's in it.

Source:
    3GPP TS 23.003 (IMEI), ITU-T E.118 (ICCID).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "imei 35 209900 176148 1", re.ASCII)["value"]
'35 209900 176148 1'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside, digits_of


def _serial(value: str, _: str, __: int) -> float | None:
    """A date or a word with a number is no serial."""
    if value.startswith(("19", "20")) and value[:8].isdigit():
        return None
    capitals = sum(c.isalpha() for c in value) >= 4
    return 0.65 if len(digits_of(value)) >= (1 if capitals else 4) else None


RECOGNIZERS: Final = (
    *beside("DEVICE_ID", r"\b(?:imei|iccid|imsi|meid)\b", r"\d(?:[ -]?\d){13,21}", 0.8),
    *beside(
        "DEVICE_ID",
        r"\bserial (?:number|no\b|num\b|#)|\bs/n\b|시리얼|일련\s?번호|\bserial\b ?[:=]",
        r"(?:[a-z]{0,6}\d[a-z0-9-]{5,20}|[a-z]{7,12}\d[a-z0-9-]{0,12})",
        0.65,
        _serial,
    ),
    # What belongs to one machine or one licence: recovery keys and product keys.
    Recognizer("DEVICE_ID", r"\d{6}(?:-\d{6}){7}", 0.95),
    Recognizer("DEVICE_ID", r"[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}", 0.9),
)
