"""A long text in pieces, so that a pattern is looked for only near what may match it."""

import re
from collections.abc import Iterator
from typing import Final

# Pieces begin and end at white space, and never inside a run without any that is no longer than
# `_LONGEST_RUN`: a token or a key is whole in one of them. The next piece begins so far before
# the last one ends that a value of several words is whole in one of them with its name.
_PIECE: Final = 4096
_OVERLAP: Final = 1024
_LONGEST_RUN: Final = 1 << 14
_SPACE: Final = re.compile(r"\s")


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each piece of a text starts, and the piece."""
    start = end = 0
    while len(text) - start > _PIECE + _OVERLAP:
        end = _cut(text, max(end, start + _OVERLAP), start + _PIECE)
        yield start, text[start:end]
        if end == len(text):
            return
        start = _space_before(text, start, end - _OVERLAP)
    yield start, text[start:]


def _cut(text: str, after: int, place: int) -> int:
    """Return a place at white space: the last up to `place`, else the first behind it.

    In a run without white space that is longer than any value it is `place` itself.
    """
    before = _space_before(text, after, place)
    if before < place or text[place : place + 1].isspace():
        return before
    behind = _SPACE.search(text, place, place + _LONGEST_RUN)
    if behind is None:
        return place if len(text) - place > _LONGEST_RUN else len(text)
    return behind.start()


def _space_before(text: str, after: int, place: int) -> int:
    """Return the last place at white space up to `place`, or that one where there is none."""
    before = max(text.rfind(space, after + 1, place + 1) for space in " \n\t")
    return before if before >= 0 else place
