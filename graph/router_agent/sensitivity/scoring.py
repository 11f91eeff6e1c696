"""Texts read with the trained model: as a whole or in windows, and sentence by sentence.

The score of a span is the sum of its n-grams' weights over the root of the sum of their squared
rarities, so that length does not decide. A long text is read in windows, each half over the
next, and the highest counts. A private sentence amid harmless ones would be lost in a window, so
each sentence is read by itself, too, by a head of its own. A score is a distance from a boundary,
no probability.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from math import inf, sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from router_agent.sensitivity import characters, model, ngrams
from router_agent.sensitivity.characters import GAP
from router_agent.sensitivity.model import FIELD, Model
from router_agent.sensitivity.sentences import WINDOW, Span, sentences, windows

Sums = NDArray[np.uint64]

# Characters that are read at once: the numbers made of them stay in the processor's cache, and
# with all that is put between them they are fewer than 2**16, so that no sum leaves its half.
_BLOCK: Final = 8192
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
# Added to what belongs to one character, so that no weight is below 0 and takes from a field above.
_BIAS: Final = 1 << FIELD - 1
_LIFT: Final = np.array(_BIAS * (1 + (1 << FIELD) + (1 << 3 * FIELD)), dtype=np.uint64)
# Of four fields, every other one: each has the room of two then, and can be summed over a text.
_EVERY_OTHER: Final = np.array(((1 << FIELD) - 1) * (1 + (1 << 2 * FIELD)), dtype=np.uint64)
_NEXT: Final = np.array(FIELD, dtype=np.uint64)
_UPPER: Final = 2 * FIELD
_MASK: Final = (1 << _UPPER) - 1
# From so many spans on, numpy is faster than one after the other.
_MANY: Final = 32


class Scores(NamedTuple):
    """What the three heads say of a text; 0 is the boundary at which training drew the line.

    Attributes:
        high: How far it is on the side of `high`, as a whole or in its highest window.
        not_low: How far it is on the side of `medium` and `high`, likewise.
        sentence: How far its highest sentence is on the side of `high`, by the head for
            sentences; minus infinity where there is only one.
        windows: In how many windows it was read.
        sentences: In how many sentences and stretches.
    """

    high: float
    not_low: float
    sentence: float = -inf
    windows: int = 1
    sentences: int = 0


def scores(texts: Sequence[str], heads: Model | None = None) -> list[Scores]:
    """Return the scores of normalised texts.

    Args:
        texts: Texts, as `normalise` spells them; several at once take less time for each.
        heads: The model; the one that the package ships where none is given.

    Raises:
        ModelFileError: If the model's file is missing or damaged.
    """
    heads = heads or model.load()
    folded = [characters.fold(text) for text in texts]
    if sum(map(len, folded)) <= _BLOCK:
        return _read(heads, folded) if folded else []
    pieces = [list(_pieces(text)) for text in folded]
    found: list[Scores] = []
    batch: list[str] = []
    waiting = 0
    for piece in (piece for of_text in pieces for piece in of_text):
        if batch and waiting + len(piece) > _BLOCK:
            found += _read(heads, batch)
            batch, waiting = [], 0
        batch.append(piece)
        waiting += len(piece)
    found += _read(heads, batch)
    each = iter(found)
    return [_highest_of([next(each) for _ in of_text]) for of_text in pieces]


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that can be read at once, each a window over the next."""
    for start in range(0, max(1, len(text) - WINDOW), _BLOCK):
        yield text[start : start + _BLOCK + WINDOW]


def _highest_of(found: list[Scores]) -> Scores:
    if len(found) == 1:
        return found[0]
    high, not_low, sentence, count, parts = zip(*found, strict=True)
    return Scores(max(high), max(not_low), max(sentence), sum(count), sum(parts))


def _read(heads: Model, texts: list[str]) -> list[Scores]:
    """Return the scores of folded texts that together are at most about `_BLOCK` long."""
    joined = characters.join(texts)
    letters = characters.letters(joined)
    kinds = letters.translate(characters.KINDS)
    rarities, weights = _sums(heads, joined, letters)
    of_high, of_not_low, of_sentence = heads.scales
    at_high, at_not_low, at_sentence = heads.intercepts
    found = []
    start = 0
    for text in texts:
        end = start + len(text)
        korean = not text.isascii() and _HANGUL.search(text) is not None
        spans = windows(len(text))
        parts = sentences(kinds[start + 1 : end + 1], korean=korean)
        found.append(
            Scores(
                _highest(rarities, weights, 0, start, spans) * of_high + at_high,
                _highest(rarities, weights, _UPPER, start, spans) * of_not_low + at_not_low,
                _highest(rarities, rarities, 0, start, parts) * of_sentence + at_sentence,
                len(spans),
                len(parts),
            )
        )
        start = end + len(GAP)
    return found


def _sums(heads: Model, joined: str, letters: bytes) -> tuple[Sums, Sums]:
    """Return the sums of all that starts at each place or before it, two in each number.

    Returns:
        Shape (n,) each: first, in the lower halves the weights of the head for sentences, and in
        the upper ones the rarities; second, those of `high` and of `not_low`. `_BIAS` is added to
        each place's weights.
    """
    buckets, before_words = ngrams.buckets(joined, letters)
    found = heads.table.take(buckets)
    behind = len(found) - ngrams.WORDS * len(before_words)
    by_place = np.add.reduce(found[:behind].reshape(ngrams.LONGEST, -1), 0)
    by_place[1:][before_words] += np.add.reduce(found[behind:].reshape(ngrams.WORDS, -1), 0)
    by_place += _LIFT
    lower = np.add.accumulate(by_place & _EVERY_OTHER)
    np.right_shift(by_place, _NEXT, by_place)
    return lower, np.add.accumulate(by_place & _EVERY_OTHER)


def _highest(
    rarities: Sums, weights: Sums, field: int, offset: int, spans: Sequence[Span]
) -> float:
    """Return the highest of the spans' sums of weights over the root of those of rarities.

    Args:
        rarities: Shape (n,), the first that `_sums` gives.
        weights: Likewise; the first or the second.
        field: The weights' lowest bit.
        offset: Where in them the text begins.
        spans: Spans of the text.
    """
    if len(spans) >= _MANY:
        places = np.fromiter(chain.from_iterable(spans), np.intp, 2 * len(spans)) + offset
        starts, ends = places[::2], places[1::2]
        rarity = rarities.take(ends) - rarities.take(starts) >> _UPPER
        weight = (weights.take(ends) - weights.take(starts) >> field & _MASK).view(np.int64)
        return float(((weight - (ends - starts) * _BIAS) / np.sqrt(np.maximum(rarity, 1))).max())
    highest = -inf
    rarity_at, weight_at = rarities.item, weights.item
    for start, end in spans:
        a, b = offset + start, offset + end
        above = (weight_at(b) - weight_at(a) >> field & _MASK) - (end - start) * _BIAS
        score = above / sqrt(rarity_at(b) - rarity_at(a) >> _UPPER or 1)
        if score > highest:
            highest = score
    return highest
