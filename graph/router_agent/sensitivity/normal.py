"""One spelling for what looks the same, with every position traced back to the original.

Full-width and other compatibility forms become plain (NFKC), dashes become hyphens and the
digits of every script plain ones, letters of Hangul that were typed one by one become syllables,
and characters that take no place (zero-width, bidirectional marks) go: all are ways in which an
identifier slips past a pattern, by accident or on purpose.

Source:
    Unicode Standard Annex #15 (normalisation forms); Unicode Technical Report #36 (security).
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001d173-\U0001d17a\U000e0100-\U000e01ef]"
)


# What people and keyboards write for a hyphen: dashes, the minus sign, a Hangul vowel, dots in
# the middle of a line.
_HYPHENS: Final = "\u2010-\u2015\u2043\u2212\u30fb\u30fc\u3161\u00b7\ufe58\ufe63\uff0d"
_HYPHEN: Final = re.compile(f"[{_HYPHENS}]")
_FOREIGN_DIGIT: Final = re.compile(r"(?![0-9])\d")
# Digits in circles that NFKC leaves as they are.
_CIRCLED: Final = {
    place: str(unicodedata.digit(chr(place)))
    for place in (*range(0x2776, 0x2794), 0x24FF, *range(0x24F5, 0x24FF))
    if unicodedata.digit(chr(place), None) is not None
}
# Most texts hold nothing else, and nothing of it has another spelling.
_PLAIN: Final = re.compile("[\t-\r\x20-\x7e\uac00-\ud7a3]*")
_OTHERS: Final = re.compile("[^\t-\r\x20-\x7e\uac00-\ud7a3]+")
# Letters that no screen shows, and that models read: each stands for one of ASCII.
_TAGS: Final = {place: place - 0xE0000 for place in range(0xE0020, 0xE007F)}
_OTHER_SPELLINGS: Final[dict[int, int | str]] = {**_TAGS, **_CIRCLED}
_UNUSUAL: Final = re.compile(
    f"{_INVISIBLE.pattern}|[\U000e0000-\U000e007f]|{_HYPHEN.pattern}|{_FOREIGN_DIGIT.pattern}|[\u24f5-\u24ff\u2776-\u2793]"
)
# To sort the accents of one character takes time by the square of their number; no language
# needs more (Unicode Standard Annex #15, Stream-Safe Text Format).
_MOST_JOINED: Final = 31
# Letters of Hangul as keyboards write them one by one: a consonant, a vowel, and another consonant
# that ends the syllable where no vowel follows. NFKC joins the first two only, and takes the
# vowel that looks like a dash for one.
_CONSONANTS: Final = "\u3131-\u314e"
_VOWELS: Final = "\u314f-\u3163"
_SYLLABLE: Final = re.compile(f"([{_CONSONANTS}])([{_VOWELS}])([{_CONSONANTS}]?)")
_ENDS_SYLLABLE: Final = re.compile(f"[{_CONSONANTS}](?![{_VOWELS}])")
_FINALS: Final = dict(
    zip(
        "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ", range(0x11A8, 0x11C3), strict=True
    )
)
_MIDDLE: Final = 0x1161 - 0x314F


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in its one spelling.

    Attributes:
        text: The normalised text.
        origins: For each of its characters the offset of the original one, and one more for
            the end, never falling; None where nothing changed.
        length: Length of the original.
    """

    text: str
    origins: "array[int] | None"
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the normalised text stands in the original."""
        if self.origins is None:
            return start, end
        # The end is that of the last character, so that invisible ones behind it stay out.
        last = self.origins[end - 1] if end > start else self.origins[start]
        following = bisect_right(self.origins, last, end)
        after = self.origins[following] if following < len(self.origins) else self.length
        return self.origins[start], after


def normalise(text: str) -> Normal:
    r"""Return `text` in its one spelling.

    >>> normalise("\uff10\uff11\uff10-1234").text
    '010-1234'
    >>> normalise("0\u200b10").span(0, 3)
    (0, 4)
    >>> normalise("ㅂㅣㅂㅓㄴㅇㅡㄴ").text
    '비번은'
    """
    if _PLAIN.fullmatch(text):
        return Normal(text, None, len(text))
    # Half a character cannot be encoded, so no pattern could be run on it.
    text = text.encode("utf-8", "replace").decode()
    if unicodedata.is_normalized("NFKC", text) and _UNUSUAL.search(text) is None:
        return Normal(text, None, len(text))
    spelled: list[str] = []
    origins = array("I")
    done = 0
    for others in _OTHERS.finditer(text):
        start, last = others.span()
        if start > done and _joins(text[start]):
            start -= 1
        spelled.append(text[done:start])
        origins.extend(range(done, start))
        while start < last:
            end = start + 1
            while end < last and end - start < _MOST_JOINED and _joins(text[end]):
                end += 1
            if end < last and _ends_syllable(text, start, end):
                end += 1
            plain = _alone(text[start]) if end == start + 1 else _spelled(text[start:end])
            spelled.append(plain)
            origins.extend([start] * len(plain))
            start = end
        done = last
    spelled.append(text[done:])
    origins.extend(range(done, len(text) + 1))
    return Normal("".join(spelled), origins, len(text))


def _spelled(cluster: str) -> str:
    """Return the one spelling of a character with what belongs to it."""
    cluster = _SYLLABLE.sub(_syllable, cluster)
    # Hyphens first, as NFKC would make a letter of the Hangul vowel that stands for one; and
    # last, as it takes letters with a dot in the middle apart.
    plain = _HYPHEN.sub("-", _INVISIBLE.sub("", cluster))
    plain = _HYPHEN.sub("-", unicodedata.normalize("NFKC", plain))
    return _FOREIGN_DIGIT.sub(_plain_digit, plain.translate(_OTHER_SPELLINGS))


@lru_cache(maxsize=4096)
def _alone(letter: str) -> str:
    return _spelled(letter)


def _plain_digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


def _syllable(match: re.Match[str]) -> str:
    first, middle, final = match.groups()
    return (
        f"{first}{chr(ord(middle) + _MIDDLE)}{chr(_FINALS[final]) if final in _FINALS else final}"
    )


def _ends_syllable(text: str, start: int, end: int) -> bool:
    """Whether a letter of Hangul ends the syllable that the two before it began."""
    return (
        end - start == 2
        and text[end] in _FINALS
        and _SYLLABLE.fullmatch(text, start, end) is not None
        and _ENDS_SYLLABLE.match(text, end) is not None
    )


def _joins(letter: str) -> bool:
    """Whether a character belongs to the one before it: an accent, or the rest of a syllable."""
    if letter <= "\u02ff":
        return False
    if "\u3131" <= letter <= "\u318e" or "\uffa1" <= letter <= "\uffdc":
        letter = unicodedata.normalize("NFKC", letter)  # a jamo that stands alone
    return unicodedata.combining(letter) != 0 or "\u1160" <= letter <= "\u11ff"
