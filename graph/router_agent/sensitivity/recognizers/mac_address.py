"""MAC_ADDRESS: hardware addresses.

Source:
    IEEE 802.

>>> [bool(_mac(v, "", 0)) for v in ("3c:22:fb:9a:01:7e", "00:00:00:00:00:00")]
[True, False]
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside


def _mac(value: str, _: str, __: int) -> float | None:
    return 0.8 if len(set(value)) > 2 else None  # all zeros or all ones is nobody's


RECOGNIZERS: Final = (
    Recognizer(
        "MAC_ADDRESS",
        r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}",
        0.8,
        _mac,
    ),
    # Its name ends in letters that are digits, too: MAC:c4:96:...
    Recognizer(
        "MAC_ADDRESS",
        r"(?i)\bmac[^0-9a-z]{0,12}(?:address)?[^0-9a-z]{1,6}(?P<value>(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})",
        0.85,
        _mac,
    ),
    Recognizer("MAC_ADDRESS", r"(?i)\bmac\b[^\n:]{0,10}[: ](?P<value>[0-9a-f]{12})\b", 0.8, _mac),
    # Mistyped.
    *beside(
        "MAC_ADDRESS", r"\bmac\b|맥\s?(?:주소|어드레스)", r"[0-9a-z]{2}(?:[:-][0-9a-z]{2}){5}", 0.6
    ),
)
