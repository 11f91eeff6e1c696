"""PASSWORD_HASH: what systems keep in place of a password, and what guessing turns back.

Source:
    crypt(5) (modular crypt format), PHC string format, Apache htpasswd; pwdump (NTLM).

>>> import re
>>> bool(re.search(RECOGNIZERS[0].pattern, "bob:$6$k2Jd81hQ$pA7xT0zL1mQ9vB3cN5kR8sWu"))
True
"""

from typing import Final

from router_agent.sensitivity.recognizers.placeholders import is_placeholder
from router_agent.sensitivity.recognizers.recognizer import Recognizer


def _hash(value: str, _: str, __: int) -> float | None:
    return None if is_placeholder(value.lstrip("$")) else 0.85


RECOGNIZERS: Final = (
    Recognizer(
        "PASSWORD_HASH",
        r"\$(?:2[abxy]?|[1567]|apr1|y|gy|sha1|scram|argon2(?:id|i|d)|pbkdf2[\w-]{0,16}|scrypt)\$[./A-Za-z0-9$=,+-]{20,250}",
        0.85,
        _hash,
    ),
    Recognizer("PASSWORD_HASH", r"\{(?:S?SHA\d{0,3}|SMD5|CRYPT)\}[A-Za-z0-9+/=$.]{20,120}", 0.85),
    Recognizer("PASSWORD_HASH", r":\d{3,5}:[A-Fa-f0-9*]{32}:[A-Fa-f0-9]{32}", 0.9),
    Recognizer("PASSWORD_HASH", r"pbkdf2_sha\d{1,3}\$\d{1,8}\$[A-Za-z0-9./$=+]{20,200}", 0.85),
)
