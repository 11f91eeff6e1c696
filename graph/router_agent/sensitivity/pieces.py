"""A long text in pieces, so that a pattern is looked for only near what may match it."""

from collections.abc import Iterator
from typing import Final

# The next piece begins before the last one ends, by more than any value and its name take.
_PIECE: Final = 4096
_OVERLAP: Final = 1024
_BOUNDARY: Final = 200


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each piece of a text starts, and the piece; it is cut where a word ends."""
    start = 0
    while len(text) - start > _PIECE + _OVERLAP:
        end = _word_end(text, start + _PIECE)
        yield start, text[start:end]
        start = _word_end(text, end - _OVERLAP)
    yield start, text[start:]


def _word_end(text: str, place: int) -> int:
    """Return a place at white space, not far before the given one, or that one."""
    for at in range(place, place - _BOUNDARY, -1):
        if text[at].isspace():
            return at
    return place
