"""All that the model learns from, counted: whole texts, and sentences as they are read."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from training import amid, corpus, features, heads, longer


class Counted(NamedTuple):
    """Texts or spans with their n-grams counted.

    Attributes:
        counts: Shape (n, buckets).
        labels: The level of each, length n.
        authors: Of each, length n.
    """

    counts: sp.csr_array
    labels: NDArray[np.str_]
    authors: NDArray[np.str_]

    def without(self, authors: Sequence[str]) -> "Counted":
        """Return what is by none of these authors."""
        others = ~np.isin(self.authors, authors)
        return Counted(self.counts[others], self.labels[others], self.authors[others])


class Lessons:
    """The rows and what is made of them, ready to be learned from."""

    def __init__(self, rows: Sequence[corpus.Row]) -> None:
        learned = [*rows, *longer.harmless(rows)]
        self.texts = Counted(
            features.counts([row.text for row in learned]),
            np.array([row.label for row in learned]),
            np.array([row.author for row in learned]),
        )
        read = list(amid.spans(rows))
        self.spans = Counted(
            features.of_spans([(each.text, each.spans) for each in read]),
            np.array([label for each in read for label in each.labels]),
            np.array([each.author for each in read for _ in each.spans]),
        )

    def fitted(self, without: Sequence[str] = ()) -> heads.Fitted:
        """Return the heads, fitted to what is not by the authors `without`."""
        texts, spans = self.texts.without(without), self.spans.without(without)
        return heads.fit(texts.counts, texts.labels, spans.counts, spans.labels)
