"""What the model learns from: how often each n-gram bucket occurs in each text."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from router_agent.sensitivity import characters, ngrams
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.sentences import Span

_Row = tuple[NDArray[np.uint32], NDArray[np.intp]]


def counts(texts: Sequence[str]) -> sp.csr_array:
    """Return the counts of n-gram buckets, as the product itself finds them.

    Returns:
        Shape (len(texts), 2**BITS), float64.
    """
    folded = [characters.fold(normalise(text).text) for text in texts]
    return _counted(row for text in folded for row in _rows(text, [(0, len(text))]))


def of_spans(texts: Iterable[tuple[str, Sequence[Span]]]) -> sp.csr_array:
    """Return the counts of the buckets of what starts in spans, as the product finds them.

    Args:
        texts: Texts as `characters.fold` spells them, each with spans of it.

    Returns:
        Shape (number of all spans, 2**BITS), float64.
    """
    return _counted(row for text, spans in texts for row in _rows(text, spans))


def _counted(rows: Iterable[_Row]) -> sp.csr_array:
    found = list(rows)
    indptr = np.cumsum([0, *(len(buckets) for buckets, _ in found)])
    return sp.csr_array(
        (
            np.concatenate([number for _, number in found]).astype(np.float64),
            np.concatenate([buckets for buckets, _ in found]).astype(np.int32),
            indptr.astype(np.int32),
        ),
        shape=(len(found), 1 << ngrams.BITS),
    )


def _rows(folded: str, spans: Sequence[Span]) -> Iterator[_Row]:
    """Yield the buckets of what starts in each span, each once, and how often it occurs."""
    joined = characters.join([folded])
    found, before_words = ngrams.buckets(joined, characters.letters(joined))
    behind = ngrams.LONGEST * (len(joined) - ngrams.PAST)
    grams = found[:behind].reshape(ngrams.LONGEST, -1)[:, 1:]
    words = found[behind:].reshape(ngrams.WORDS, -1)
    for start, end in spans:
        inside = words[:, (before_words >= start) & (before_words < end)]
        yield np.unique(
            np.concatenate((grams[:, start:end], inside), axis=None), return_counts=True
        )
