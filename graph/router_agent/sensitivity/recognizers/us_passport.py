"""US_PASSPORT, UK_PASSPORT and others: passport numbers beside a word for them.

Source:
    Presidio's US_PASSPORT and UK_PASSPORT; ICAO Doc 9303 (machine readable zones).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "passport no. N7720415", re.ASCII)["value"]
'N7720415'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import (
    IS,
    Recognizer,
    beside,
    has_digits,
)


def _zone(value: str, _: str, __: int) -> float | None:
    """UTO is Utopia, the country of the standard's own specimens."""
    return None if value[2:5] == "UTO" else 0.9


RECOGNIZERS: Final = (
    Recognizer(
        "US_PASSPORT",
        rf"(?i)(?:passport|여권|\bpp\b){IS}(?P<value>[a-z]{{0,2}} ?\d[\d ]{{5,10}}\d)\b",
        0.85,
        has_digits,
    ),
    Recognizer(
        "US_PASSPORT",
        r"(?i)passport[^\d\n]{0,40}(?:\b|[^a-z\d])(?P<value>[a-z]{0,2}\d{6,9})\b",
        0.8,
        has_digits,
    ),
    Recognizer("PASSPORT_MRZ", r"[A-Z0-9]{1,2}[A-Z<][A-Z]{3}[A-Z]+<<[A-Z<]{2,40}", 0.9, _zone),
    *beside("US_PASSPORT", r"passport|여권", r"[a-z]{0,2}\d{7,9}", 0.8),
)
