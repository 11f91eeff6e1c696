"""Texts read with the trained model: as a whole or in windows, and sentence by sentence.

The score of a span is the sum of its n-grams' weights over the root of the sum of their squared
rarities, so that length does not decide. A long text is read in windows, each half over the
next, and the highest counts. A private sentence amid harmless ones would be lost in a window, so
each sentence is read by itself, too. A score is a distance from a boundary, no probability.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from router_agent.sensitivity import model, ngrams
from router_agent.sensitivity.model import BIAS, FIELD, WINDOW, Model

_STRIDE: Final = WINDOW // 2
_BLOCK: Final = 8192
_MASK: Final = np.uint64((1 << FIELD) - 1)
_SHIFT: Final = np.uint64(FIELD)
_RARITY_SHIFT: Final = np.uint64(2 * FIELD)
# Of fewer characters, a sentence goes with its neighbour: an "OK." says nothing by itself.
_LEAST_SENTENCE: Final = 8
# What goes on for longer without an end (chat, speech, lists) is read in short stretches, too.
# Hangul says the same in half as many characters.
_STRETCH: Final = 80
_HANGUL: Final = (0xAC00, 0xD7A3)
_SPACE: Final = 32
_ENDS: Final = np.zeros(129, dtype=np.bool_)
_ENDS[[ord(mark) for mark in ".?!;"]] = True
_CLOSES: Final = np.zeros(129, dtype=np.bool_)
_CLOSES[[ord(mark) for mark in "\"')]*"]] = True
_FULL_STOP: Final = 0x3002  # of Chinese and Japanese
_BULLET: Final = 0x2022


class Scores(NamedTuple):
    """What the two heads say of a text; 0 is the boundary at which training drew the line.

    Attributes:
        high: How far it is on the side of `high`, as a whole or in its highest window.
        not_low: How far it is on the side of `medium` and `high`, likewise.
        sentence: As `high`, of its highest sentence; minus infinity where there is only one.
        windows: In how many windows it was read.
    """

    high: float
    not_low: float
    sentence: float = -np.inf
    windows: int = 1


def scores(texts: Sequence[str], heads: Model | None = None) -> list[Scores]:
    """Return the scores of normalised texts.

    Args:
        texts: Texts, as `normalise` spells them; several at once take less time for each.
        heads: The model; the one that the package ships where none is given.

    Raises:
        ModelFileError: If the model's file is missing or damaged.
    """
    heads = heads or model.load()
    pieces = [list(_pieces(ngrams.codes(text))) for text in texts]
    found: list[Scores] = []
    batch: list[ngrams.Codes] = []
    waiting = 0
    for piece in (piece for of_text in pieces for piece in of_text):
        if batch and waiting + len(piece) > _BLOCK:
            found += _read(heads, batch)
            batch, waiting = [], 0
        batch.append(piece)
        waiting += len(piece)
    if batch:
        found += _read(heads, batch)
    each = iter(found)
    return [_highest([next(each) for _ in of_text]) for of_text in pieces]


def _pieces(points: ngrams.Codes) -> Iterator[ngrams.Codes]:
    """Yield a text in pieces that can be read at once, each a window over the next."""
    for start in range(0, max(1, len(points) - WINDOW), _BLOCK):
        yield points[start : start + _BLOCK + WINDOW]


def _highest(found: list[Scores]) -> Scores:
    if len(found) == 1:
        return found[0]
    high, not_low, sentence, windows = zip(*found, strict=True)
    return Scores(max(high), max(not_low), max(sentence), sum(windows))


def _read(heads: Model, texts: list[ngrams.Codes]) -> list[Scores]:
    """Return the scores of texts that together are at most `ngrams.MOST_CODES` long."""
    sizes = [len(points) for points in texts]
    ends = np.cumsum(sizes)
    joined = texts[0] if len(texts) == 1 else np.concatenate(texts)
    sums = np.zeros(len(joined) + 1, dtype=np.uint64)
    by_place = heads.table.take(ngrams.buckets(joined, ends if len(texts) > 1 else None))
    np.cumsum(by_place.sum(axis=0), out=sums[1:])
    spans: list[tuple[int, int]] = []
    counts: list[tuple[int, int]] = []
    for points, end, size in zip(texts, ends.tolist(), sizes, strict=True):
        whole = list(_windows(size))
        parts = _sentences(points)
        spans += [(end - size + a, end - size + b) for a, b in (*whole, *parts)]
        counts.append((len(whole), len(parts)))
    high, not_low = _of_spans(heads, sums, np.array(spans, dtype=np.intp))
    found = []
    place = 0
    for whole_count, part_count in counts:
        middle, place = place + whole_count, place + whole_count + part_count
        start = middle - whole_count
        found.append(
            Scores(
                max(high[start:middle]),
                max(not_low[start:middle]),
                max(high[middle:place], default=-np.inf),
                whole_count,
            )
        )
    return found


def _windows(size: int) -> Iterator[tuple[int, int]]:
    if size <= WINDOW:
        yield 0, size
        return
    for start in range(0, size - WINDOW, _STRIDE):
        yield start, start + WINDOW
    yield size - WINDOW, size


def _sentences(points: ngrams.Codes) -> list[tuple[int, int]]:
    """Return the spans of a text's sentences and lines; none where there is only one."""
    ends = _ENDS.take(points, mode="clip")
    spaces = points == _SPACE
    marks = ends[:-1] & spaces[1:]
    marks[1:] |= ends[:-2] & _CLOSES.take(points[1:-1], mode="clip") & spaces[2:]
    marks |= (points[:-1] == ngrams.NEW_LINE) | (points[:-1] == _FULL_STOP)
    marks |= points[:-1] == _BULLET
    places = np.flatnonzero(marks)
    hangul = bool(((points >= _HANGUL[0]) & (points <= _HANGUL[1])).any())
    stretch = _STRETCH // 2 if hangul else _STRETCH
    if not len(places) and len(points) <= 2 * stretch:
        return []
    sentences: list[tuple[int, int]] = []
    start, size = 0, len(points)
    for end in (places + 1).tolist():
        if end - start >= _LEAST_SENTENCE:
            sentences.append((start, end))
            start = end
    if size - start >= _LEAST_SENTENCE:
        sentences.append((start, size))
    elif sentences:
        sentences[-1] = (sentences[-1][0], size)
    if len(sentences) < 2 and size <= 2 * stretch:
        return []
    return [span for start, end in sentences for span in _stretches(start, end, stretch)]


def _stretches(start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    if end - start <= 2 * size:
        yield start, end
        return
    for place in range(start, end - size, size // 2):
        yield place, place + size
    yield end - size, end


def _of_spans(
    heads: Model, sums: NDArray[np.uint64], spans: NDArray[np.intp]
) -> tuple[list[float], list[float]]:
    """Return the scores of spans by both heads.

    Args:
        heads: The model.
        sums: Shape (n + 1,): the packed sums of all places before each.
        spans: Shape (m, 2): where each span starts and ends.
    """
    starts, ends = spans[:, 0], spans[:, 1]
    packed = sums[ends] - sums[starts]
    terms = (ends - starts) * (ngrams.KINDS * BIAS)
    roots = np.sqrt(np.maximum(packed >> _RARITY_SHIFT, 1).astype(np.float64))
    high = ((packed & _MASK).astype(np.int64) - terms) / roots
    not_low = ((packed >> _SHIFT & _MASK).astype(np.int64) - terms) / roots
    return (
        (high * heads.scales[0] + heads.intercepts[0]).tolist(),
        (not_low * heads.scales[1] + heads.intercepts[1]).tolist(),
    )
