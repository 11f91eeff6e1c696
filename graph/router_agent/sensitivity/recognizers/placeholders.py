"""Values that plainly stand for one that is not there: what documentation, not life, holds.

Source:
    The conventions of READMEs and configuration templates; RFC 2606 for names that are no
    one's.

>>> [is_placeholder(v) for v in ("YOUR_API_KEY", "${DB_PASSWORD}", "h4ru!moa92")]
[True, True, False]
"""

import re
from itertools import pairwise
from typing import Final

_STARTS: Final = (
    "your", "<", "${", "$(", "{", "%(", "[", "example", "changeme", "change_me", "change-me",
    "placeholder", "insert", "replace", "dummy", "redacted", "process.env", "os.environ",
    "os.getenv", "getenv", "env.", "config.", "settings.", "secrets.", "self.", "args.",
    "request.", "base64_of", "my-secret-pw", "my_secret", "path/",
)  # fmt: skip
_PARTS: Final = ("****", "####", "{{", "...", "_here", "-here", "your_", "your-", "여기에")
# In one case: of both, random keys hold so many sometimes.
_CROSSES: Final = ("xxxx", "XXXX")
_WORDS: Final = re.compile("[A-Z][a-z]{2,}|[a-z]{3,}|[A-Z]{7,}")
# What no word has: consonants in a row, no vowel at all, pairs of letters.
_UNSPOKEN: Final = re.compile(
    "(?i)[bcdfghjklmnpqrstvwxz]{4}|^[^aeiouy]+$|q[^u]|[jvwxz][bcdfgjkmpqtvwxz]|[bcdfgkpt][jvwxz]|"
    "[aeiou]{4}|h[bcdfghjkpqvwxz]|^[bcdfgjkmnpqtvwxz]{2}(?<!gn)(?<!kn)(?<!ps)(?<!tw)"
)
# Zeros in base64 are a run of A.
_REPEATED: Final = re.compile(r"([^A])\1{11}")
_UUID: Final = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# As in "clientId", "job_id", "<UserSecretsId>".
_ID: Final = re.compile(r"(?:Ids?|_id|_ID|[a-z]-id|\bid|\bID)[\"']?\s?[>:=(]{0,2}\s?[\"'`]?$")
_ID_CHARS: Final = 24
_RELEASE: Final = re.compile(r"[A-Za-z][\w.:-]*[-:@]v?\d+(?:\.\d+){2,3}(?:[-.]?[A-Za-z]+\d*)?")
_CALL: Final = re.compile(r"[A-Za-z_][\w.]*\([^()]*(?:$|\)(?:$|[.;,)]))")
# Of random keys of 20 letters and digits one in 500 has so much of it, of names most.
_MOSTLY: Final = 0.55
_PROSE: Final = frozenset(
    ("password", "passwd", "secret", "pass", "null", "none", "true", "false", "string", "required",
     "incorrect", "wrong", "weak", "strong", "expired", "expiring", "invalid", "missing", "empty",
     "being", "never", "always", "longer", "shorter", "long", "short", "secure", "safe", "stored",
     "hashed", "encrypted", "reset", "changed", "protected", "hard", "easy", "not", "the", "too",
     "case-sensitive", "optional", "compromised", "leaked", "policy", "manager", "security",
     "important", "needed", "used", "visible", "plaintext", "unknown", "different", "same",
     "printed", "sent", "shown", "rejected", "accepted", "correct", "a", "an", "my", "your",
     "token", "test", "username", "user", "value", "hidden", "public", "private", "good", "bad", "enough", "gone", "lost", "forgotten")
)  # fmt: skip


def is_placeholder(value: str) -> bool:
    """Whether a value plainly stands for one that is not there."""
    lower = value.lower()
    return (
        lower.startswith(_STARTS)
        or (lower.startswith("$") and lower[1:].replace("_", "").isalpha())
        or lower.endswith("example")
        or any(part in lower for part in _PARTS)
        or any(part in value for part in _CROSSES)
        or len(set(lower)) <= 2
        or _REPEATED.search(value) is not None
    )


def is_sequence(value: str, steps: int = 7) -> bool:
    """Whether a value holds a stretch of the alphabet or of the digits, in their order.

    Args:
        value: The value.
        steps: From one character to the next; a few in a row come by chance.

    >>> is_sequence("sk-abcdefghijk"), is_sequence("sk-9fQ2hX")
    (True, False)
    """
    lower = value.lower()
    taken = "".join("+" if ord(b) - ord(a) == 1 else " " for a, b in pairwise(lower))
    return "+" * steps in taken


def is_name(value: str) -> bool:
    """Whether a value is made of words for the larger part, as names in programs are.

    >>> is_name("SessionTokenFormat.Compact2Part"), is_name("paYSIPO8pqKSEYZRgSn9fkoo")
    (True, False)
    """
    spoken = [word for word in _WORDS.findall(value) if not _UNSPOKEN.search(word)]
    return len("".join(spoken)) > _MOSTLY * len(value)


def is_id(value: str, text: str, start: int) -> bool:
    """Whether a value is a UUID by which programs know a thing: it opens nothing.

    >>> uuid = "73082700-1f09-405b-80d0-3131bfd6272d"
    >>> is_id(uuid, f"jobId = {uuid}", 8), is_id(uuid, f"secret = {uuid}", 9)
    (True, False)
    """
    before = text[max(0, start - _ID_CHARS) : start]
    return _UUID.match(text, start) is not None and _ID.search(before) is not None


def is_release(value: str) -> bool:
    """Whether a value is a package with its version.

    >>> is_release("jjwt-jackson-0.11.2"), is_release("sunny-day-1.2")
    (True, False)
    """
    return _RELEASE.fullmatch(value) is not None


def is_call(value: str) -> bool:
    """Whether a value is what a program gets by calling something.

    >>> is_call("z.string().min(8)"), is_call("pa(ss)1")
    (True, False)
    """
    return _CALL.match(value) is not None


def is_prose(value: str) -> bool:
    """Whether a word behind "password is" says something about passwords."""
    return value.lower() in _PROSE


def is_form(value: str) -> bool:
    """Whether a value has zeros in the place of all its digits, as forms show them.

    >>> is_form("000-00-0000"), is_form("00-12-00"), is_form("h0use"), is_form("구로")
    (True, False, False, False)
    """
    return {c for c in value if c.isascii() and c.isalnum()} == {"0"}
