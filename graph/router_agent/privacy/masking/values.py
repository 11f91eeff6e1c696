"""What was found, and where else it stands: the same value is replaced wherever it is.

A value so short that other words hold it by chance counts only where it stands alone, or in the
company in which it was found.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from router_agent.privacy.masking.placeholders import Placeholders

# A PIN or a short name in letters; five characters are rarely part of another word by chance.
_SHORT: Final = 5
# A value is looked for where its first characters stand.
_FIRST: Final = 3
# Up to so many, each is looked for by itself; for more, one look at every place is faster.
_FEW: Final = 64
_PLACEHOLDER: Final = re.compile("<([A-Z][A-Z_]*_[0-9]+)>")
# What Korean writes right behind a name: the first syllables of particles and forms of address.
_PARTICLES: Final = frozenset("은는이가을를과와의에도로만님씨께랑야아여입라까부보처하한인조마")
_HANGUL: Final = ("\uac00", "\ud7a3")


class Span(NamedTuple):
    """A place that is to be replaced, and the kind of what stands there."""

    start: int
    end: int
    kind: str


class Values:
    """The values that were found in a conversation."""

    def __init__(self, placeholders: Placeholders) -> None:
        """Replace values by `placeholders`."""
        self._placeholders = placeholders
        self._kinds: dict[str, str] = {}
        self._beside: dict[str, tuple[set[str], set[str]]] = {}
        # By the first characters of values their lengths, the longest first.
        self._index: dict[str, list[int]] = {}
        self._first = 0

    def __bool__(self) -> bool:
        return bool(self._kinds)

    def add(self, kind: str, text: str, start: int, end: int) -> None:
        """Take a value for one of `kind` from where it was found in a text."""
        value = text[start:end].strip()
        if not value:
            return
        self._kinds.setdefault(value, kind)
        self._index = {}
        if len(value) <= _SHORT:
            start = text.index(value, start)
            before, after = self._beside.setdefault(value, (set(), set()))
            before.add(text[max(0, start - 1) : start])
            after.add(text[start + len(value) : start + len(value) + 1])

    def replace(self, text: str, *, bare: bool = False) -> str:
        """Return a text with placeholders in the place of values.

        Args:
            text: The text; placeholders that stand in it already stay.
            bare: Whether to leave out the brackets, which servers do not take in a name.
        """
        pieces: list[str] = []
        place = 0
        for span in self.spans(text):
            pieces += text[place : span.start], self.placeholder(text, span, bare=bare)
            place = span.end
        return "".join(pieces) + text[place:] if pieces else text

    def placeholder(self, text: str, span: Span, *, bare: bool = False) -> str:
        """Return what stands for a span of a text."""
        name = self._placeholders.name_of(text[span.start : span.end], span.kind)
        return name if bare else f"<{name}>"

    def spans(self, text: str) -> list[Span]:
        """Return where values stand in a text, in order; those that overlap are one."""
        merged: list[Span] = []
        for span in self._found(text):
            if merged and span.start < merged[-1].end:
                last = merged[-1]
                longer = max(last, span, key=lambda s: s.end - s.start)
                merged[-1] = Span(last.start, max(last.end, span.end), longer.kind)
            else:
                merged.append(span)
        return self._outside_of_placeholders(merged, text) if merged and "<" in text else merged

    def _outside_of_placeholders(self, spans: list[Span], text: str) -> list[Span]:
        ours = [m.span() for m in _PLACEHOLDER.finditer(text) if self._placeholders.knows(m[1])]
        ends = [end for _, end in ours]
        kept: list[Span] = []
        for span in spans:
            following = bisect_right(ends, span.start)
            if following == len(ours) or ours[following][0] >= span.end:
                kept.append(span)
        return kept

    def _found(self, text: str) -> Iterator[Span]:
        """Yield the longest value at each place, in order."""
        index = self._index or self._make_index()
        for start in _starts(text, index, self._first):
            for length in index[text[start : start + self._first]]:
                value = text[start : start + length]
                kind = self._kinds.get(value)
                if kind is not None and self._counts(value, text, start):
                    yield Span(start, start + length, kind)
                    break

    def _make_index(self) -> dict[str, list[int]]:
        self._first = min(_FIRST, *map(len, self._kinds))
        lengths: dict[str, set[int]] = {}
        for value in self._kinds:
            lengths.setdefault(value[: self._first], set()).add(len(value))
        self._index = {key: sorted(those, reverse=True) for key, those in lengths.items()}
        return self._index

    def _counts(self, value: str, text: str, start: int) -> bool:
        if len(value) > _SHORT:
            return True
        end = start + len(value)
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        known_before, known_after = self._beside.get(value, ((), ()))
        ends = not _runs_on(value[-1], after) or (len(value) > 1 and after in _PARTICLES)
        return (before in known_before or not _runs_on(value[0], before)) and (
            after in known_after or ends
        )


def _starts(text: str, firsts: Mapping[str, object], length: int) -> list[int]:
    """Return where one of `firsts`, each of `length` characters, stands in a text."""
    if len(firsts) > _FEW:
        places = range(len(text) - length + 1)
        return [place for place in places if text[place : place + length] in firsts]
    starts: list[int] = []
    for first in firsts:
        place = text.find(first)
        while place >= 0:
            starts.append(place)
            place = text.find(first, place + 1)
    return sorted(starts)


def _runs_on(edge: str, neighbour: str) -> bool:
    """Whether the character beside a value belongs to one word with it.

    >>> _runs_on("7", "a"), _runs_on("7", "이"), _runs_on("n", "a"), _runs_on("수", "가")
    (True, False, True, True)
    """
    if not neighbour.isalnum() or not edge.isalnum():
        return False
    if edge.isdigit():
        return neighbour.isascii()
    return _is_hangul(edge) == _is_hangul(neighbour)


def _is_hangul(letter: str) -> bool:
    return _HANGUL[0] <= letter <= _HANGUL[1]
