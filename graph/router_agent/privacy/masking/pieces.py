"""What of a value tells it: words of it, runs of its digits, and what is long enough by itself."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from router_agent.privacy.masking.generic_words import GENERIC
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.readings import readings
from router_agent.sensitivity.sweep import sweep

BREAK: Final = "\v"
"""What stands between two texts, of which no piece goes over the end."""

# "The last four digits" are the fewest that people take for a number's name.
_RUN: Final = 4
# Digits that stand apart are more often counted, dated or listed: a date has six or eight.
_APART: Final = 6
# Longer than most words, so that not even two harmless ones share as much by chance.
_COMMON: Final = 8
# So many of them at least are to be from words that are not generic.
_TELLING: Final = 4
# What is compared of a word; what is behind is longer than `_COMMON` or never alone.
_MOST_LETTERS: Final = 12
# Words in letters: from so many they count inside of others, too ("minsu" in "kimminsu").
_INSIDE: Final = 5
_ALONE: Final = 4
_ALONE_IN_MAIL: Final = 3
# Mixed from letters and digits, a value as short as this is rarely in a text by chance.
_SHORT: Final = 5
# What is encoded in less than 16 characters is too short for `readings`; so many bytes of its
# beginning tell it, and make 8 characters in base64 whatever follows.
_FIRST_BYTES: Final = 6
# Up to so many, each is looked for by itself; for more, one look at every place is faster.
_FEW: Final = 128

_TOKEN: Final = re.compile(f"[0-9]+|[\uac00-\ud7a3]+|[^\\W\\d_\uac00-\ud7a3]+|{BREAK}")
# Digits, and what stands between two of them: "[0, 1, 0]", "'010', '4821'".
_DIGITS: Final = re.compile(rf"[0-9](?:[^\w{BREAK}]{{0,4}}[0-9]){{{_RUN - 1},}}")
_SIGNS: Final = re.compile(r"[\W_]+")
_PART: Final = re.compile(r"[^\W_]+")
# Of more, as a key or a phrase has them, not every part is written by itself.
_MOST_PARTS: Final = 8
# These read in one way only.
_PLAIN: Final = re.compile("[ -@]*|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
# What ends the name of a Korean place, and is left out as often.
_PLACE_ENDS: Final = frozenset("시군구읍면동리로길")
# From here on a character is a syllable or a word (Han, kana, Hangul).
_SYLLABLES: Final = "\u2e80"


class Forms(NamedTuple):
    """A text as it is compared: case-folded, in its one spelling.

    Attributes:
        words: Its words and its runs of digits, each between two spaces.
        digits: Its digits with what stands between them left out.
        compact: Its letters and digits, nothing between them.
    """

    words: str
    digits: str
    compact: str


class Pieces(NamedTuple):
    """The pieces of values, each to be looked for in the form of a text of the same name."""

    words: set[str]
    digits: set[str]
    compact: set[str]

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text or in another reading of it."""
        return any(any(map(_holds, forms(read), self)) for read in _read(text))


def parts(value: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a value stand that tell it: between signs, first ones, last ones.

    >>> [("서울 테헤란로 152")[start:end] for start, end in parts("서울 테헤란로 152")]
    ['테헤란로', '서울 테헤란로', '테헤란로 152']
    """
    found = list(_PART.finditer(value))
    if not 1 < len(found) <= _MOST_PARTS:
        return
    telling = [number for number, part in enumerate(found) if _part_tells(part[0])]
    for number in telling:
        yield found[number].span()
    if telling:
        for number in range(max(1, telling[0]), len(found) - 1):
            yield found[0].start(), found[number].end()
        for number in range(1, min(telling[-1] + 1, len(found) - 1)):
            yield found[number].start(), found[-1].end()


def _part_tells(part: str) -> bool:
    if part.isdigit():
        return len(part) >= _RUN
    tokens = _TOKEN.findall(part.casefold())
    return any(len(t) >= _RUN if t.isdigit() else _tells(t, _ALONE) for t in tokens)


def forms(text: str) -> Forms:
    """Return a normalised text as it is compared."""
    folded = text.casefold()
    tokens = _TOKEN.findall(folded)
    return Forms(f" {' '.join(tokens)} ", " ".join(_digits(folded)), "".join(tokens))


def pieces(values: Iterable[str]) -> Pieces:
    """Return the pieces of values, in any reading of them."""
    found = Pieces(set(), set(), set())
    several: list[str] = []
    for value in values:
        if _PLAIN.fullmatch(value):
            _add(value, found)
        else:
            several.append(value)
    for read in _read(BREAK.join(several)) if several else ():
        for value in read.split(BREAK):
            _add(value, found)
    return found


def _add(value: str, found: Pieces) -> None:
    """Add the pieces of a value."""
    folded = value.casefold()
    for run in _digits(folded):
        found.words.update(_cut(run, _RUN))
        found.digits.update(_cut(run, _APART))
        found.digits.update(_cut(run[::-1], _APART))
    tokens = _TOKEN.findall(folded)
    if not all(map(str.isdigit, tokens)):
        found.words.update(_words(folded, tokens))
        found.compact.update(_compact(tokens))
    found.compact.update(_encoded(value))


def _digits(text: str) -> list[str]:
    """Return the numbers in a text that may stand apart in it, without what is between."""
    return [_SIGNS.sub("", run) for run in _DIGITS.findall(text)]


def _read(text: str) -> Iterator[str]:
    """Yield a text as it reads, and in its other readings."""
    swept = sweep(normalise(text))
    yield swept.normal.text
    for other in readings(swept).others:
        yield other.normal.text


def _tells(word: str, least: int) -> bool:
    return len(word) >= (2 if word[0] >= _SYLLABLES else least) and word not in GENERIC


def _words(value: str, tokens: list[str]) -> Iterator[str]:
    """Yield the words of a value that tell it, as they are looked for."""
    local, at, _ = value.partition("@")
    in_mail = _TOKEN.findall(local) if at else ()
    for word in tokens:
        if word.isdigit() or not _tells(word, _ALONE_IN_MAIL if word in in_mail else _ALONE):
            continue
        if word[0] < _SYLLABLES:
            yield word[:_MOST_LETTERS] if len(word) >= _INSIDE else f" {word} "
            continue
        yield word[:_MOST_LETTERS] if len(word) > 2 else f" {word}"
        if len(word) > 2 and word[-1] in _PLACE_ENDS and word[:-1] not in GENERIC:
            yield f" {word[:-1]}"
        if len(word) == 3 and word == value.strip():  # a person: what follows the family name
            yield f" {word[1:]}"


def _compact(tokens: list[str]) -> Iterator[str]:
    """Yield what of a value's letters and digits is long enough to tell it, also backwards."""
    compact = "".join(tokens)
    if len(compact) < _COMMON:
        if len(compact) >= _SHORT and any(map(str.isdigit, tokens)):
            yield compact
        return
    tells = "".join(("-" if token in GENERIC else "+") * len(token) for token in tokens)
    for start, piece in enumerate(_cut(compact, _COMMON)):
        if tells.count("+", start, start + _COMMON) >= _TELLING and not piece.isdigit():
            yield piece
            yield piece[::-1]


def _encoded(value: str) -> Iterator[str]:
    """Yield what the beginning of a value becomes in base64 and base16."""
    data = value.encode()[:_FIRST_BYTES]
    if len(data) > _RUN:
        yield _SIGNS.sub("", b64encode(data).decode().casefold())
        yield data.hex()


def _cut(text: str, length: int) -> Iterator[str]:
    """Yield all pieces of a text of one length."""
    return (text[start : start + length] for start in range(len(text) - length + 1))


def _holds(text: str, pieces: set[str]) -> bool:
    """Whether a piece stands in a text: in time in proportion to their lengths."""
    if not text:
        return False
    if len(pieces) <= _FEW:
        return any(map(text.__contains__, pieces))
    lengths = set(map(len, pieces))
    return any(not pieces.isdisjoint(_cut(text, length)) for length in lengths)
