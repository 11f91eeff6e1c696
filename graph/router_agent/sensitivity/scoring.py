"""Texts read with the trained model: as a whole or in windows, and sentence by sentence.

The score of a span is the sum of its n-grams' weights over the root of the sum of their squared
rarities, so that length does not decide. A long text is read in windows, each half over the
next, and the highest counts. A private sentence amid harmless ones would be lost in a window, so
each sentence is read by itself, too, by a head of its own. A score is a distance from a boundary,
no probability.
"""

import re
from collections.abc import Iterator, Sequence
from math import inf, sqrt
from typing import Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from router_agent.sensitivity import characters, model, ngrams
from router_agent.sensitivity.characters import GAP
from router_agent.sensitivity.model import FIELD, Model
from router_agent.sensitivity.sentences import WINDOW, Span, sentences, windows

Sums = NDArray[np.uint64]
_Number = TypeVar("_Number", np.uint64, np.int32)

# Characters that are read at once: the numbers made of them stay in the processor's cache.
_BLOCK: Final = 8192
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_HALF: Final = 1 << FIELD - 1
_MASK: Final = (1 << FIELD) - 1
_RARITY: Final = 2 * FIELD
_RARITY_MASK: Final = (1 << 64 - _RARITY) - 1
# Added to a sum, so that a weight below 0 takes nothing from the field above its own.
_LIFT: Final = _HALF + (_HALF << FIELD)
# From so many spans on, numpy is faster than one after the other.
_MANY: Final = 16
_NO_SUMS: Final = np.zeros(0, dtype=np.int32)


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
    buckets, before_words = ngrams.buckets(joined, letters)
    places: list[tuple[int, int, Sequence[Span]]] = []
    start = 0
    for text in texts:
        end = start + len(text)
        korean = not text.isascii() and _HANGUL.search(text) is not None
        places.append((start, end, sentences(kinds[start + 1 : end + 1], korean=korean)))
        start = end + len(GAP)
    sums = _sums(heads.table.take(buckets), before_words, np.uint64)
    of_parts = _NO_SUMS
    if any(parts for _, _, parts in places):
        of_parts = _sums(heads.sentence.take(buckets), before_words, np.int32)
    of_high, of_not_low, of_sentence = heads.scales
    at_high, at_not_low, at_sentence = heads.intercepts
    found = []
    for start, end, parts in places:
        spans = windows(end - start)
        found.append(
            Scores(
                _highest(sums, start, spans) * of_high + at_high,
                _highest(sums, start, spans, FIELD) * of_not_low + at_not_low,
                _highest_part(sums, of_parts, start, parts) * of_sentence + at_sentence,
                len(spans),
                len(parts),
            )
        )
    return found


def _sums(
    found: NDArray[np.uint64] | NDArray[np.int8],
    before_words: NDArray[np.intp],
    kind: type[_Number],
) -> NDArray[_Number]:
    """Return the sums of all that starts at each place or before it.

    Args:
        found: What a table holds of the buckets that `ngrams.buckets` found.
        before_words: The places before words, from there.
        kind: What the sums are.
    """
    behind = len(found) - ngrams.WORDS * len(before_words)
    sums: NDArray[_Number] = np.add.reduce(found[:behind].reshape(ngrams.LONGEST, -1), 0, kind)
    sums[1:][before_words] += np.add.reduce(found[behind:].reshape(ngrams.WORDS, -1), 0, kind)
    return np.add.accumulate(sums, 0, None, sums)


def _highest(sums: Sums, offset: int, spans: Sequence[Span], field: int = 0) -> float:
    """Return the highest of the spans' sums of a field's weights over the root of their rarities.

    Args:
        sums: As `_sums` gives them.
        offset: Where in them the text begins.
        spans: Spans of the text.
        field: How far the field's lowest bit is from the lowest of all.
    """
    if len(spans) >= _MANY:
        at = sums.take(np.add(spans, offset)).view(np.int64)
        packed = at[:, 1] - at[:, 0] + _LIFT
        roots = np.sqrt(np.maximum(packed >> _RARITY & _RARITY_MASK, 1))
        return float((((packed >> field & _MASK) - _HALF) / roots).max())
    highest = -inf
    at_place = sums.item
    for start, end in spans:
        sum_ = at_place(offset + end) - at_place(offset + start) + _LIFT
        score = ((sum_ >> field & _MASK) - _HALF) / sqrt(sum_ >> _RARITY & _RARITY_MASK or 1)
        if score > highest:
            highest = score
    return highest


def _highest_part(
    sums: Sums, of_parts: NDArray[np.int32], offset: int, parts: Sequence[Span]
) -> float:
    """Return the same as `_highest` of the weights in the head for sentences.

    Args:
        sums: The packed sums, for the rarities.
        of_parts: The sums of the weights, by place; of no use where there are no parts.
        offset: Where in them the text begins.
        parts: Spans of the text.
    """
    if len(parts) >= _MANY:
        places = np.add(parts, offset)
        at, weights = sums.take(places).view(np.int64), of_parts.take(places)
        roots = np.sqrt(np.maximum((at[:, 1] - at[:, 0] + _LIFT) >> _RARITY & _RARITY_MASK, 1))
        return float(((weights[:, 1] - weights[:, 0]) / roots).max())
    highest = -inf
    at_place, weight_at = sums.item, of_parts.item
    for start, end in parts:
        sum_ = at_place(offset + end) - at_place(offset + start) + _LIFT
        weight = weight_at(offset + end) - weight_at(offset + start)
        highest = max(highest, weight / sqrt(sum_ >> _RARITY & _RARITY_MASK or 1))
    return highest
