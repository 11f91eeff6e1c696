"""One spelling for what looks the same, with every position traced back to the original.

Full-width and other compatibility forms become plain (NFKC), dashes become hyphens and the
digits of every script plain ones, and characters that take no place (zero-width, bidirectional
marks) go: all are ways in which an identifier slips past a pattern, by accident or on purpose.

Source:
    Unicode Standard Annex #15 (normalisation forms); Unicode Technical Report #36 (security).
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)


# What people and keyboards write for a hyphen: dashes, the minus sign, a Hangul vowel, dots in
# the middle of a line.
_HYPHENS: Final = "\u2010-\u2015\u2043\u2212\u30fb\u30fc\u3161\u00b7\ufe58\ufe63\uff0d"
_HYPHEN: Final = re.compile(f"[{_HYPHENS}]")
_FOREIGN_DIGIT: Final = re.compile(r"(?![0-9])\d")
_UNUSUAL: Final = re.compile(f"{_INVISIBLE.pattern}|{_HYPHEN.pattern}|{_FOREIGN_DIGIT.pattern}")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in its one spelling.

    Attributes:
        text: The normalised text.
        origins: For each of its characters the offset of the original one, and one more for
            the end; None where nothing changed.
        length: Length of the original.
    """

    text: str
    origins: list[int] | None
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the normalised text stands in the original."""
        if self.origins is None:
            return start, end
        # The end is that of the last character, so that invisible ones behind it stay out.
        last = self.origins[end - 1] if end > start else self.origins[start]
        following = next((o for o in self.origins[end:] if o > last), self.length)
        return self.origins[start], following


def normalise(text: str) -> Normal:
    r"""Return `text` in its one spelling.

    >>> normalise("\uff10\uff11\uff10-1234").text
    '010-1234'
    >>> normalise("0\u200b10").span(0, 3)
    (0, 4)
    """
    if text.isascii():
        return Normal(text, None, len(text))
    # Half a character cannot be encoded, so no pattern could be run on it.
    text = text.encode("utf-8", "replace").decode()
    if unicodedata.is_normalized("NFKC", text) and _UNUSUAL.search(text) is None:
        return Normal(text, None, len(text))
    spelled: list[str] = []
    origins: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        # Hyphens first, as NFKC would make a letter of the Hangul vowel that stands for one; and
        # last, as it takes letters with a dot in the middle apart.
        plain = _HYPHEN.sub("-", _INVISIBLE.sub("", text[start:end]))
        plain = _HYPHEN.sub("-", unicodedata.normalize("NFKC", plain))
        plain = _FOREIGN_DIGIT.sub(_plain_digit, plain)
        spelled.append(plain)
        origins.extend([start] * len(plain))
        start = end
    origins.append(len(text))
    return Normal("".join(spelled), origins, len(text))


def _plain_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


def _joins(letter: str) -> bool:
    """Whether a character belongs to the one before it: an accent, or the rest of a syllable."""
    if letter <= "\u02ff":
        return False
    if "\u3131" <= letter <= "\u318e" or "\uffa1" <= letter <= "\uffdc":
        letter = unicodedata.normalize("NFKC", letter)  # a jamo that stands alone
    return unicodedata.combining(letter) != 0 or "\u1160" <= letter <= "\u11ff"
