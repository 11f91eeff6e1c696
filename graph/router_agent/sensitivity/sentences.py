"""The spans of a text that are read by themselves: windows, sentences, stretches of long ones."""

from collections.abc import Sequence
from typing import Final

from router_agent.sensitivity.characters import CLOSE, END, LINE_END, SPACE

Span = tuple[int, int]

WINDOW: Final = 320
"""Characters that are read as one piece, at most."""
_STRIDE: Final = WINDOW // 2
# Of fewer characters, a sentence goes with its neighbour: an "OK." says nothing by itself.
_LEAST_SENTENCE: Final = 8
# What goes on for longer without an end (chat, speech, lists) is read in short stretches, too.
STRETCH: Final = 64
_CUT_FROM: Final = 3 * STRETCH // 2
# A sentence that is no longer is read as one as well.
_ONE_UP_TO: Final = 5 * STRETCH // 2


def windows(size: int) -> Sequence[Span]:
    """Return the windows of a text of `size` characters, each half over the next."""
    if size <= WINDOW:
        return ((0, size),)
    last = size - WINDOW
    return [*((start, start + WINDOW) for start in range(0, last, _STRIDE)), (last, size)]


def sentences(kinds: bytes, *, korean: bool) -> Sequence[Span]:
    """Return the spans of a text's sentences and lines; none where there is only one.

    Args:
        kinds: The kind of each character, as `characters.KINDS` translates them.
        korean: Whether it is Korean, which says the same in half as many characters.
    """
    closed = kinds.replace(END + CLOSE + SPACE, CLOSE + LINE_END + SPACE)
    pieces = closed.replace(END + SPACE, LINE_END + SPACE).split(LINE_END)
    half = 1 + korean
    size = len(kinds)
    found: list[Span] = []
    start = end = 0
    del pieces[-1]
    for piece in pieces:
        end += len(piece) + 1
        if end - start >= _LEAST_SENTENCE:
            found.append((start, end))
            start = end
    if size - start >= _LEAST_SENTENCE:
        found.append((start, size))
    elif found:
        found[-1] = (found[-1][0], size)
    if len(found) < 2:
        return _stretches(0, size, STRETCH // half) if size * half >= _CUT_FROM else ()
    if max(end - start for start, end in found) * half < _CUT_FROM:
        return found
    parts: list[Span] = []
    for start, end in found:
        if (end - start) * half <= _ONE_UP_TO:
            parts.append((start, end))
        if (end - start) * half >= _CUT_FROM:
            parts.extend(_stretches(start, end, STRETCH // half))
    return parts


def _stretches(start: int, end: int, size: int) -> Sequence[Span]:
    last = end - size
    return [*((place, place + size) for place in range(start, last, size // 2)), (last, end)]
