r"""PRIVATE_KEY: private keys in PEM, and the forms of age, PuTTY and WireGuard.

Source:
    RFC 7468 (PEM), RFC 4880 (OpenPGP armor); the tools' file formats.

>>> import re
>>> bool(re.search(RECOGNIZERS[0].pattern, "-----BEGIN RSA PRIVATE KEY-----\nMIIE"))
True
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import DIGITS, Recognizer

RECOGNIZERS: Final = (
    Recognizer(
        "PRIVATE_KEY", r"-----BEGIN[A-Z0-9 _-]{0,40}PRIVATE KEY(?: BLOCK)?-----", 0.99, needs="-"
    ),
    Recognizer(
        "PRIVATE_KEY", r"AGE-SECRET-KEY-1[0-9A-Z]{50,60}|PuTTY-User-Key-File-\d", 0.95, needs=DIGITS
    ),
    Recognizer(
        "PRIVATE_KEY", r"(?i)privatekey\s?=\s?(?P<value>[A-Za-z0-9+/]{42,44}=)", 0.95, needs="="
    ),
)
