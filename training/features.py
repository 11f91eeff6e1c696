"""What the model learns from: how often each n-gram bucket occurs in each text."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from router_agent.sensitivity import ngrams
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
    points = ngrams.codes(normalise(text).text)[: ngrams.MOST_CODES]
    found = ngrams.buckets(points)
    return np.unique(found[found != ngrams.NOWHERE], return_counts=True)
