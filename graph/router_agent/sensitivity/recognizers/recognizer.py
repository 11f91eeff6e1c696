"""What a recognizer is: a pattern for one kind, and a look at what the pattern found."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Look = Callable[[str, str, int], float | None]
"""Takes the value, the whole text and the value's offset; returns a score in (0, 1], or None
where the value is none (documentation, a placeholder). A failed checksum is never a reason."""


_HEX_LETTERS: Final = "abcdef"


@dataclass(frozen=True, slots=True)
class Recognizer:
    """A pattern for one kind of private data.

    Attributes:
        kind: Presidio's entity name, where it has one.
        pattern: RE2 syntax. Its only group, named `value`, is what was found; without one, all
            of the match is.
        score: How sure a match is, in (0, 1].
        look: A closer look at a match; None takes every match.
    """

    kind: str
    pattern: str
    score: float
    look: Look | None = None

    @property
    def has_value(self) -> bool:
        """Whether the pattern names the part that was found."""
        return "(?P<value>" in self.pattern


def stands_apart(text: str, start: int, end: int, *, words: bool) -> bool:
    r"""Whether a value ends where it ends: no digit of it runs on, and no word of it does.

    Unlike `\b` it takes `tel010-1234-5678` and `rrn_900101-1234567`: a letter before a digit
    is a boundary, and an underscore or a Hangul particle always is.

    Args:
        text: The whole text.
        start: Where the value starts.
        end: Where it ends.
        words: Whether to look at words, too; behind a cue only digits count (`-pSecret`).
    """
    before, first, last, after = (
        text[start - 1 : start],
        text[start],
        text[end - 1],
        text[end : end + 1],
    )
    in_hash = before and after and before in _HEX_LETTERS and after in _HEX_LETTERS
    if in_hash and (first + last).isdigit():
        return False
    return not (_runs_on(first, before, words) or _runs_on(last, after, words))


def _runs_on(edge: str, neighbour: str, words: bool) -> bool:
    if not neighbour.isascii() or not neighbour.isalnum():
        return False
    return neighbour.isdigit() if edge.isdigit() else words and edge.isalpha()


def around(text: str, start: int, before: int, after: int = 0) -> str:
    """Return what stands around an offset, in lower case: where a cue is looked for."""
    return text[max(0, start - before) : start + after].lower()


def digits_of(value: str) -> str:
    """Return the digits of a value, without what stands between them.

    >>> digits_of("010-4821 9937")
    '01048219937'
    """
    return "".join(c for c in value if c.isdigit())


_UUID: Final = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def has_digits(value: str, text: str, start: int) -> float | None:
    """A look for numbers behind a cue: a word is none, nor a part of a UUID; three digits are."""
    return 0.75 if len(digits_of(value)) >= 3 and not _UUID.match(text, start) else None


def beside(
    kind: str, names: str, value: str, score: float, look: Look | None = None
) -> tuple[Recognizer, Recognizer]:
    r"""Return recognizers for a value behind its name, and for one in front of it.

    Forms, tables, settings and sentences put brackets, arrows, line breaks and words between.

    Args:
        kind: Presidio's entity name, where it has one.
        names: What the value is called, as alternatives.
        value: What it looks like. It holds a digit; before the first there are at most letters.
        score: How sure a match is, in (0, 1].
        look: A closer look at a match.

    >>> import re
    >>> behind, before = beside("X", "staff id", r"\d{5}", 0.8)
    >>> re.search(behind.pattern, "my staff id | 10293 |")["value"]
    '10293'
    >>> re.search(before.pattern, "10293이 제 staff id")["value"]
    '10293'
    """
    names = names.replace(r"\b", r"(?:\b|_)")  # user_ssn, SSN_1
    return (
        Recognizer(kind, rf"(?i)(?:{names})[^\d]{{0,32}}?(?P<value>{value})", score, look),
        Recognizer(kind, rf"(?i)(?P<value>{value})[^\d\n]{{0,24}}?(?:{names})", score, look),
    )


# What stands between the name of a value that may begin with a letter and the value: signs,
# Hangul, and the words of "that they gave me was".
LINK = (
    r"(?:[^0-9A-Za-z@/\\]{1,6}(?:is|was|were|to|be|being|it|it's|its|that|which|on file|the|they|we|i|gave|me|reads?|"
    r"should|would|seems|could|might|now|still|as|for|form|have|has|got|like|set|reset|changed|updated|"
    r"here|here's|called|on|my|has been|think|goes)\b){0,6}(?:[^0-9A-Za-z@/\\]| / ){1,20}?"
)
# What stands between the name of a number and the number: "number is", "번호는", ":".
IS = (
    r"(?:\s?(?:number|numbers|no\.?|num|nr\.?|id|ref|#|번호))?[\s\"'=:#(|\[>-]{0,5}"
    r"(?:is|was|ends|reads|은|는|이|가|:|=)?[\s\"'(]{0,3}"
)
