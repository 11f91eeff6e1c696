"""Secrets: passwords, PINs, one-time codes, keys, tokens, connection strings, seed phrases.

Source:
    The key formats that their issuers publish (OpenAI, Anthropic, Google, GitHub, GitLab, AWS,
    Slack, Stripe, SendGrid, npm, Hugging Face, Twilio); RFC 7519 (JWT), RFC 7468 (PEM),
    RFC 3986 (user information), BIP 39 (seed phrases).

>>> [bool(_password(v, "", 0)) for v in ("h4ru!moa92", "your_password_here", "required")]
[True, False, False]
"""

import math
import re
from collections import Counter
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_PLACEHOLDER_STARTS: Final = (
    "your", "<", "$", "{", "%(", "[", "example", "changeme", "change_me", "change-me",
    "placeholder",
    "insert", "replace", "dummy", "redacted", "process.env", "os.environ", "os.getenv", "getenv",
    "env.", "config.", "settings.", "secrets.",
)  # fmt: skip
_PLACEHOLDER_PARTS: Final = ("xxxx", "****", "...", "_here", "-here", "your_", "your-")
_PROSE: Final = frozenset(
    ("password", "passwd", "secret", "pass", "null", "none", "true", "false", "string", "required",
     "incorrect", "wrong", "weak", "strong", "expired", "expiring", "invalid", "missing", "empty",
     "being", "never", "always", "longer", "shorter", "long", "short", "secure", "safe", "stored",
     "hashed", "encrypted", "reset", "changed", "protected", "hard", "easy", "not", "the", "too",
     "case-sensitive", "optional", "compromised", "leaked", "policy", "manager", "security")
)  # fmt: skip


def is_placeholder(value: str) -> bool:
    """Whether a value plainly stands for one that is not there."""
    lower = value.lower()
    return (
        lower.startswith(_PLACEHOLDER_STARTS)
        or lower.endswith("example")
        or any(part in lower for part in _PLACEHOLDER_PARTS)
        or len(set(lower)) <= 2
    )


def entropy(value: str) -> float:
    """Return Shannon's entropy of a value's characters, in bits a character."""
    total = len(value)
    return -sum(n / total * math.log2(n / total) for n in Counter(value).values())


def _key(value: str, _: str, __: int) -> float | None:
    return None if is_placeholder(value) else 0.95


def _password(value: str, _: str, __: int) -> float | None:
    """A password has a digit or a sign in it; a plain word is prose about passwords."""
    core = value.strip("\"'`.,;:!?)(")
    if len(core) < 4 or is_placeholder(core) or core.lower() in _PROSE:
        return None
    mixed = sum(c.isupper() for c in core) > 1 and any(c.islower() for c in core)
    mixed = mixed or any(c.isdigit() for c in core) or any(c in "!@#$%^&*_+=~" for c in core)
    return 0.85 if mixed else None


def _own_password(value: str, _: str, __: int) -> float | None:
    """Of one's own password any word may be it, unless it says something about passwords."""
    core = value.strip("\"'`.,;:!?)(")
    return 0.75 if len(core) >= 4 and core.lower() not in _PROSE else None


def _high_entropy(value: str, _: str, __: int) -> float | None:
    words = [part for part in re.split(r"[-_.]", value) if part.isalpha() and len(part) > 2]
    if len(words) > 1:  # a name made of words, as programs have them
        return None
    mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
    return 0.8 if mixed and entropy(value) >= 3.0 and not is_placeholder(value) else None


def _login(value: str, _: str, __: int) -> float | None:
    password = value.partition("://")[2].rpartition("@")[0].partition(":")[2]
    return None if is_placeholder(password) or password.lower() in _PROSE else 0.9


_IS: Final = r"[\"'`]?\s{0,2}(?:은|는|이|가|을|를|:|=|:=|=>|->|is|was|\bset to)\s{0,3}[\"'`]?"

RECOGNIZERS: Final = (
    Recognizer("API_KEY", r"sk-(?:ant-|proj-|svcacct-|or-)?[A-Za-z0-9_-]{16,200}", 0.95, _key),
    Recognizer("API_KEY", r"AIza[0-9A-Za-z_-]{30,40}", 0.95, _key),
    Recognizer("API_KEY", r"(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{22,255})", 0.95, _key),
    Recognizer("API_KEY", r"(?:AKIA|ASIA|AGPA|AROA|AIDA|ABIA|ACCA)[0-9A-Z]{16}", 0.95, _key),
    Recognizer("API_KEY", r"xox[abeoprs]-[A-Za-z0-9-]{10,250}", 0.95, _key),
    Recognizer("API_KEY", r"(?:sk|rk|pk|whsec)_(?:live|test)?_?[A-Za-z0-9]{16,250}", 0.95, _key),
    Recognizer(
        "API_KEY",
        r"(?:glpat-[\w-]{20,}|hf_[A-Za-z0-9]{30,}|npm_[A-Za-z0-9]{36}|SG\.[\w-]{16,}\.[\w-]{16,}|"
        r"ya29\.[\w-]{20,}|dop_v1_[a-f0-9]{40,}|shp(?:at|ca|ss)_[a-fA-F0-9]{32}|pypi-[\w-]{20,}|"
        r"EAA[A-Za-z0-9]{40,}|AC[a-f0-9]{32}|SK[a-f0-9]{32})",
        0.95,
        _key,
    ),
    Recognizer("JWT", r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*", 0.95),
    Recognizer("PRIVATE_KEY", r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----", 0.99),
    Recognizer(
        "CONNECTION_STRING", r"[a-z][a-z0-9+.-]{1,30}://[^\s:/@'\"]{0,100}:[^\s/@'\"]{1,200}@[^\s/'\"]{1,253}",
        0.9, _login,
    ),
    Recognizer("WEBHOOK_URL", r"https://hooks\.[a-z0-9.-]{3,100}/[\w/-]{10,200}", 0.85, _key),
    Recognizer(
        "PASSWORD",
        rf"(?i)(?:비밀\s?번호|비번|패스워드|패스프레이즈|암호|password|passwd|passphrase|\bpw|\bpwd|_pass(?:word)?){_IS}"
        r"(?P<value>[^\s\"'`,;가-힣]{4,120})",
        0.85,
        _password,
    ),
    Recognizer(
        "PASSWORD",
        r"(?i)(?:비밀\s?번호|비번|패스워드|암호|password|passwd|\bpwd?)\s{1,2}[\"'`]?(?P<value>[^\s\"'`,;가-힣]{5,60})",
        0.8,
        _password,
    ),
    Recognizer(
        "PASSWORD",
        r"(?i)\b(?:my|our|his|her|their|wi-?fi|admin|root|login|router)\b[\w' ]{0,20}"
        r"(?:password|passphrase|passcode|pw)\s?(?:is|was|:|=)\s?[\"'`]?(?P<value>[^\s\"'`]{4,60})",
        0.75,
        _own_password,
    ),
    Recognizer("PASSWORD", r"\bmysql\w*\b[^\n]{0,80}? -p(?P<value>[^\s-][^\s]{3,60})", 0.85, _key),
    Recognizer(
        "SECRET",
        r"(?i)authorization\W{1,4}(?:basic|bearer|token) (?P<value>[A-Za-z0-9+/=._~-]{10,})",
        0.9,
        _key,
    ),
    Recognizer(
        "PIN",
        r"(?i)(?:\bpin\b(?: code| number)?|핀\s?번호|\bcv[vc]2?\b|보안\s?코드|"
        r"도어락|현관|공동현관|비번|비밀번호|앞두자리|"
        r"(?:door|gate|entry|access|lock|alarm|safe|garage) (?:code|pin)|"
        r"\bcode\b (?:for|to) the \w{3,12})"
        r"[^\d\n]{0,14}(?P<value>[*#]?\d{2,8}[*#]{0,2}\d{0,6})(?:[^\d자a-zA-Z]|$)",
        0.8,
    ),
    Recognizer(
        "ONE_TIME_CODE",
        r"(?i)(?:\botp\b|인증\s?번호|인증\s?코드|일회용\s?비밀번호|verification code|"
        r"one[- ]time (?:code|password)|security code|2fa code|login code|confirmation code)"
        r"[^\d\n]{0,16}(?P<value>\d{4,8})(?:[^\d자]|$)",
        0.85,
    ),
    Recognizer(
        "SECRET",
        r"(?i)(?:secret|token|api[_ -]?key|apikey|access[_ -]?key|auth[_ -]?key|"
        r"credential|client[_ -]?secret|signing[_ -]?key|시크릿|토큰|인증키|\bkey|\bbearer)"
        r"[\w-]{0,20}(?:[\"'`\s:=>]|은|는|이|가|is){1,6}"
        r"(?P<value>[A-Za-z0-9+/_=.~-]{16,})",
        0.8,
        _high_entropy,
    ),
    Recognizer(
        "SEED_PHRASE",
        r"(?i)(?:seed|recovery|mnemonic|backup|니모닉|시드|복구|지갑)[^\n]{0,40}?[:\s]"
        r"(?P<value>(?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})\b",
        0.85,
    ),
)  # fmt: skip
