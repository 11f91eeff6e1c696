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

from router_agent.sensitivity.recognizers.placeholders import (
    is_id,
    is_name,
    is_placeholder,
    is_release,
    is_sequence,
)
from router_agent.sensitivity.recognizers.recognizer import LINK, Recognizer

_BITS: Final = 3.0
_STREWN: Final = re.compile("[A-Z][A-Z]+[a-z]|[a-z][A-Z](?:[A-Z]|[a-z]{1,2}[A-Z])")
_MANY: Final = 3
# What is known by such a name tells which secret is meant, not the secret.
_NO_SECRET: Final = re.compile(
    r"(?i)(?:(?:credentials?|secrets?|kms_key|master_?key|api_?key|token)[_-]?id|"
    r"(?:key|secret|token)s?[_-]?(?:vault)?[_-]?(?:name|length|size|file|type|url|path)|public[_-]?(?:key|token)|csrf[_-]?token|"
    r"\bimport [^\n]{0,40})[\"']?\s?[>:=(]{0,2}\s?[\"'`]?$"
)


def entropy(value: str) -> float:
    """Return Shannon's entropy of a value's characters, in bits a character."""
    total = len(value)
    return -sum(n / total * math.log2(n / total) for n in Counter(value).values())


# Behind the name of a hash stands one.
_HASH: Final = re.compile(
    r"(?i)(?:sha-?\d{1,3}|md5|commit|checksum|digest|integrity|srcrev\w*|rev(?:ision)?)[\"'\s:=-]{1,4}$"
)


def _random(value: str, text: str, start: int) -> float | None:
    if "://" in value:
        return None  # an address; what is secret in one has its own recognizers
    if is_name(value) or is_sequence(value):
        return None  # a name made of words, as programs have them
    before = text[max(0, start - 40) : start]
    if (
        _NO_SECRET.search(before)
        or _HASH.search(before)
        or is_release(value)
        or is_id(value, text, start)
    ):
        return None
    mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
    # Without a digit, capitals strewn about, as no name of a program has them.
    mixed = mixed or len(_STREWN.findall(value)) >= _MANY
    return 0.8 if mixed and entropy(value) >= _BITS and not is_placeholder(value) else None


def _header(value: str, _: str, __: int) -> float | None:
    plain = (
        is_placeholder(value)
        or is_name(value)
        or value.isalpha()
        or value.startswith(("http:", "https:"))
    )
    return None if plain else 0.9


_NAMES: Final = (
    r"시크릿|토큰|키|secret|token\b|api[_ -]?key|access[_ -]?key|auth[_ -]?key|encryption key|service key|private key|"
    r"client[_ -]?(?:secret|id)|credential|session(?:_?id)?\b|\bsid\b|_auth\b|(?:\b|_)key\b"
)

RECOGNIZERS: Final = (
    # A header of a request, as people paste it with the command.
    Recognizer(
        "SECRET",
        r"(?i)(?:-H|--header) ?[\"'](?:x-)?[\w-]{0,30}(?:token|key|secret|auth)[\w-]{0,20}: ?(?P<value>[A-Za-z0-9+/=._~@-]{8,})",
        0.85,
        _header,
    ),
    Recognizer(
        "SECRET",
        r"(?i)(?:authorization|auth)\W{1,6}(?:(?:basic|bearer|token|KakaoAK|apikey) )?(?P<value>[A-Za-z0-9+/=._~@-]{10,})",
        0.9,
        _header,
    ),
    # In forms, tables and sentences: signs, Hangul and small words between.
    Recognizer(
        "SECRET", rf"(?i)(?:{_NAMES}){LINK}(?P<value>[A-Za-z0-9+/_=.~-]{{16,200}})", 0.8, _random
    ),
    Recognizer(
        "SECRET",
        r"(?i)(?P<value>[A-Za-z0-9+/_=.~-]{16,200})[^\dA-Za-z\n]{0,12}"
        rf"(?:(?:is|was|as|my|the|our|a|an|that's|valid|new|old) ){{0,4}}(?:[a-z]{{2,10}}[ _]){{0,3}}(?:{_NAMES})",
        0.75,
        _random,
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
