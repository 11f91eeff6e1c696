"""Values that plainly stand for one that is not there: what documentation, not life, holds.

Source:
    The conventions of READMEs and configuration templates; RFC 2606 for names that are no
    one's.

>>> [is_placeholder(v) for v in ("YOUR_API_KEY", "${DB_PASSWORD}", "h4ru!moa92")]
[True, True, False]
"""

from typing import Final

_STARTS: Final = (
    "your", "<", "$", "{", "%(", "[", "example", "changeme", "change_me", "change-me",
    "placeholder", "insert", "replace", "dummy", "redacted", "process.env", "os.environ",
    "os.getenv", "getenv", "env.", "config.", "settings.", "secrets.", "self.", "args.",
    "request.", "base64_of", "my-secret-pw", "my_secret", "path/",
)  # fmt: skip
_PARTS: Final = ("xxxx", "****", "...", "_here", "-here", "your_", "your-", "여기에")
_PROSE: Final = frozenset(
    ("password", "passwd", "secret", "pass", "null", "none", "true", "false", "string", "required",
     "incorrect", "wrong", "weak", "strong", "expired", "expiring", "invalid", "missing", "empty",
     "being", "never", "always", "longer", "shorter", "long", "short", "secure", "safe", "stored",
     "hashed", "encrypted", "reset", "changed", "protected", "hard", "easy", "not", "the", "too",
     "case-sensitive", "optional", "compromised", "leaked", "policy", "manager", "security",
     "important", "needed", "used", "visible", "plaintext", "unknown", "different", "same",
     "printed", "sent", "shown", "rejected", "accepted", "correct", "a", "an", "my", "your",
     "hidden", "public", "private", "good", "bad", "enough", "gone", "lost", "forgotten")
)  # fmt: skip


def is_placeholder(value: str) -> bool:
    """Whether a value plainly stands for one that is not there."""
    lower = value.lower()
    return (
        lower.startswith(_STARTS)
        or lower.endswith("example")
        or any(part in lower for part in _PARTS)
        or len(set(lower)) <= 2
    )


def is_prose(value: str) -> bool:
    """Whether a word behind "password is" says something about passwords."""
    return value.lower() in _PROSE


def is_form(value: str) -> bool:
    """Whether a value has zeros in the place of all its digits, as forms show them.

    >>> is_form("000-00-0000"), is_form("00-12-00"), is_form("h0use"), is_form("구로")
    (True, False, False, False)
    """
    return {c for c in value if c.isascii() and c.isalnum()} == {"0"}
