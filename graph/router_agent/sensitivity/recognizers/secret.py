"""SECRET: values that look random, beside a word for a secret.

Source:
    gitleaks' generic-api-key rule; RFC 6750 (bearer tokens), RFC 7617 (basic credentials).

>>> [bool(_random(v, "", 0)) for v in ("9f8e7d6c5b4a39281706", "my-deployment-token-name")]
[True, False]
"""

import math
import re
from collections import Counter
from typing import Final

from router_agent.sensitivity.recognizers.placeholders import is_placeholder
from router_agent.sensitivity.recognizers.recognizer import Recognizer

_BITS: Final = 3.0


def entropy(value: str) -> float:
    """Return Shannon's entropy of a value's characters, in bits a character."""
    total = len(value)
    return -sum(n / total * math.log2(n / total) for n in Counter(value).values())


def _random(value: str, _: str, __: int) -> float | None:
    if "://" in value:
        return None  # an address; what is secret in one has its own recognizers
    words = [part for part in re.split(r"[-_.]", value) if part.isalpha() and len(part) > 2]
    if len(words) > 1 and len("".join(words)) > len(value) / 2:
        return None  # a name made of words, as programs have them
    mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
    return 0.8 if mixed and entropy(value) >= _BITS and not is_placeholder(value) else None


def _header(value: str, _: str, __: int) -> float | None:
    plain = is_placeholder(value) or value.isalpha() or value.startswith(("http:", "https:"))
    return None if plain else 0.9


RECOGNIZERS: Final = (
    # A header of a request, as people paste it with the command.
    Recognizer(
        "SECRET",
        r"(?i)-H ?[\"'](?:x-)?[\w-]{0,30}(?:token|key|secret|auth)[\w-]{0,20}: ?(?P<value>[A-Za-z0-9+/=._~@-]{8,})",
        0.85,
        _header,
    ),
    Recognizer(
        "SECRET",
        r"(?i)(?:authorization|auth)\W{1,6}(?:(?:basic|bearer|token|KakaoAK|apikey) )?(?P<value>[A-Za-z0-9+/=._~@-]{10,})",
        0.9,
        _header,
    ),
    Recognizer(
        "SECRET",
        r"(?i)(?:secret|token|api[_ -]?key|apikey|access[_ -]?key|auth[_ -]?key|auth\b|"
        r"credentials?|client[_ -]?(?:secret|id)|signing[_ -]?key|consumer[_ -]?key|private[_ -]?key(?:_id)?|시크릿|토큰|인증키|"
        r"\bkey|_key|\bbearer|\bsid\b|passwd|password|webhook|dsn|license)"
        r"[\w-]{0,24}(?:[\"'`\s:=>(,]|은|는|이|가|is){1,8}"
        r"(?P<value>[A-Za-z0-9+/_=.~:-]{15,})",
        0.8,
        _random,
    ),
    Recognizer(
        "SECRET",
        r"(?i)(?:secret|api[_ -]?key|apikey|access[_ -]?key|client[_ -]?secret|_token|_secret|_key)"
        r"[\"'`\]]{0,2}\s?(?:=|:|=>|:=)\s?[\"'`](?P<value>[^\s\"'`]{10,})[\"'`]",
        0.8,
        _random,
    ),
)
