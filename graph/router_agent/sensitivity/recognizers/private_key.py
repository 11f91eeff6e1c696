r"""PRIVATE_KEY: private keys in PEM, and the forms of age, PuTTY and WireGuard.

Source:
    RFC 7468 (PEM), RFC 4880 (OpenPGP armor); the tools' file formats.

>>> import re
>>> bool(re.search(RECOGNIZERS[0].pattern, "-----BEGIN RSA PRIVATE KEY-----\nMIIE"))
True
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_EMPTY: Final = re.compile(r"KEY(?: BLOCK)?-----(?:\\n|[\s.…*x])*-----END")
_NEAR: Final = 40


def _key(value: str, text: str, start: int) -> float | None:
    """Between its two lines is a key, or nothing but dots; its first line alone tells of one."""
    return None if _EMPTY.search(text, start, start + len(value) + _NEAR) else 0.99


RECOGNIZERS: Final = (
    Recognizer(
        "PRIVATE_KEY",
        r"-----BEGIN[A-Z0-9 _-]{0,40}PRIVATE KEY(?: BLOCK)?-----"
        # As much of the key as stands in lines of it, whole or as a program writes them.
        r"(?:(?:\\n|\s)+[A-Za-z0-9+/=]{16,})*(?:(?:\\n|\s)+[A-Za-z0-9+/=]*(?:\\n|\s)*-----END[A-Z0-9 _-]+)?",
        0.99,
        _key,
    ),
    Recognizer("PRIVATE_KEY", r"AGE-SECRET-KEY-1[0-9A-Z]{50,60}|PuTTY-User-Key-File-\d", 0.95),
    Recognizer("PRIVATE_KEY", r"(?i)privatekey\s?=\s?(?P<value>[A-Za-z0-9+/]{42,44}=)", 0.95),
)
