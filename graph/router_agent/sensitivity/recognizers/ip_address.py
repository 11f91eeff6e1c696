"""IP_ADDRESS: addresses of machines, without those that are everybody's.

Source:
    RFC 1122, RFC 1918, RFC 3849, RFC 5737 (documentation addresses).

>>> [bool(_ip(v, "", 0)) for v in ("211.36.142.7", "127.0.0.1", "192.0.2.4", "1.2.3.4")]
[True, False, False, False]
"""

import ipaddress
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, around, beside

# Routers' factory settings and public resolvers.
_EVERYBODYS: Final = frozenset(
    ("192.168.0.1", "192.168.1.1", "10.0.0.1", "8.8.8.8", "8.8.4.4", "1.1.1.1", "9.9.9.9")
)
_DOCUMENTATION: Final = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "224.0.0.0/4"),
    )
)
_CUES: Final = ("ip", "아이피", "주소", "ssh", "host", "서버")


def _ip(value: str, text: str, start: int) -> float | None:
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return None
    if address.is_loopback or address.is_unspecified or address.is_link_local:
        return None
    if value in _EVERYBODYS:
        return None
    if any(address.version == net.version and address in net for net in _DOCUMENTATION):
        return None
    end = start + len(value)
    if text[end : end + 1] == "/" or value.startswith("255.") or value.endswith((".0", ".255")):
        return None  # a network, not a machine
    small = address.version == 4 and all(int(part) < 20 for part in value.split("."))
    if small and not any(cue in around(text, start, 20) for cue in _CUES):
        return None  # a version number
    return 0.8 if address.is_global else 0.6


def _named(value: str, text: str, start: int) -> float | None:
    """Behind its name, an address that there cannot be is a mistyped one."""
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return 0.6
    return _ip(value, text, start)


RECOGNIZERS: Final = (
    Recognizer("IP_ADDRESS", r"(?:\d{1,3}\.){3}\d{1,3}", 0.8, _ip),
    Recognizer("IP_ADDRESS", r"(?:[0-9A-Fa-f]{1,4}:){1,7}(?::?[0-9A-Fa-f]{1,4}){1,7}", 0.8, _ip),
    # Behind its name, which ends in a digit: IPv6:2001:...
    Recognizer(
        "IP_ADDRESS",
        r"(?i)ipv6[^0-9a-f]{1,12}(?P<value>(?:[0-9a-f]{1,4}:){1,7}(?::?[0-9a-f]{1,4}){1,7})",
        0.8,
        _ip,
    ),
    *beside("IP_ADDRESS", r"\bip\b|아이피", r"\d{1,3}(?:\.\d{1,3}){3}", 0.6, _named),
)
