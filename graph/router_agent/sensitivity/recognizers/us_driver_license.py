"""US_DRIVER_LICENSE, UK_DRIVER_LICENSE and others, beside a word for them.

Source:
    Presidio's US_DRIVER_LICENSE; DVLA driver numbers (16 characters).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "driver's license is D4471882", re.ASCII)["value"]
'D4471882'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import (
    IS,
    Recognizer,
    beside,
    has_digits,
)

RECOGNIZERS: Final = (
    Recognizer(
        "US_DRIVER_LICENSE",
        rf"(?i)(?:driv\w{{1,4}}'?s? licen[cs]e|\bDL|운전면허|면허증?|\blicen[cs]e){IS}"
        r"(?P<value>[a-z0-9][a-z0-9-]{4,18})\b",
        0.8,
        has_digits,
    ),
    Recognizer("UK_DRIVER_LICENSE", r"[A-Z9]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}", 0.85),
    Recognizer(
        "UK_DRIVER_LICENSE",
        r"(?i)licen[cs]e[^\d\n]{0,12} (?P<value>[A-Z]{2,5} \d{6} [A-Z0-9]{3,6})",
        0.8,
    ),
    *beside(
        "US_DRIVER_LICENSE",
        r"\bdriv\w{1,4}['\x{2019}]?s? licen[cs]e|\bdl\b|운전면허|면허(?:증|번호| 번호)|\blicen[cs]e (?:number|no\b)",
        r"[a-z]{0,2}\d(?:-?\d){5,13}",
        0.75,
    ),
)
