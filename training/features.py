"""What the model learns from: how often each n-gram bucket occurs in each text."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from router_agent.sensitivity import characters, ngrams
from router_agent.sensitivity.normal import normalise


def counts(texts: Sequence[str]) -> sp.csr_array:
    """Return the counts of n-gram buckets, as the product itself finds them.

    Returns:
        Shape (len(texts), 2**BITS), float64.
    """
    rows = [_row(text) for text in texts]
    indptr = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    return sp.csr_array(
        (
            np.concatenate([number for _, number in rows]).astype(np.float64),
            np.concatenate([buckets for buckets, _ in rows]).astype(np.int32),
            indptr.astype(np.int32),
        ),
        shape=(len(rows), 1 << ngrams.BITS),
    )


def _row(text: str) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """Return the buckets of what starts in a text, each once, and how often it occurs."""
    folded = characters.fold(normalise(text).text)
    joined = characters.join([folded])
    found, before_words = ngrams.buckets(joined, characters.letters(joined))
    size = len(joined) - ngrams.PAST
    behind = ngrams.LONGEST * size
    grams = found[:behind].reshape(ngrams.LONGEST, size)[:, 1 : len(folded) + 1]
    words = found[behind:].reshape(ngrams.WORDS, -1)[:, before_words < len(folded)]
    return np.unique(np.concatenate((grams, words), axis=None), return_counts=True)
