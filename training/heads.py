"""Fitting the two heads: weighted logistic regression over rarity-weighted n-grams."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]

# Chosen by cross-validation over authors; the README has the figures.
REGULARISATION: Final = 200.0
RARITY_POWER: Final = 3.0
LEAST_DOCUMENTS: Final = 4
MEDIUM_WEIGHT: Final = {"high": 0.1, "not_low": 1.0}
HEADS: Final = ("high", "not_low")


class Fitted(NamedTuple):
    """The heads, before they are rounded.

    Attributes:
        weights: Shape (2, buckets): what one occurrence of an n-gram adds, before the division.
        rarity: Shape (buckets,): the square of its inverse document frequency's power.
        intercepts: Shape (2,).
    """

    weights: Floats
    rarity: Floats
    intercepts: Floats

    def scores(self, counts: sp.csr_array) -> Floats:
        """Return the scores of whole texts, shape (2, texts)."""
        roots = np.sqrt(np.maximum(counts @ self.rarity, 1e-9))
        scores: Floats = (counts @ self.weights.T / roots[:, None] + self.intercepts).T
        return scores


def fit(counts: sp.csr_array, labels: Sequence[str]) -> Fitted:
    """Fit both heads.

    Args:
        counts: Shape (texts, buckets).
        labels: The level of each text.
    """
    level = np.array(labels)
    documents = np.asarray((counts > 0).sum(axis=0)).ravel()
    inverse = np.log((len(level) + 1) / (documents + 1)) + 1
    power = np.where(documents >= LEAST_DOCUMENTS, inverse**RARITY_POWER, 0.0)
    roots = np.sqrt(np.maximum(counts @ power**2, 1e-9))
    texts = sp.csr_array(counts * power / roots[:, None])
    targets = {"high": level == "high", "not_low": level != "low"}
    weights, intercepts = [], []
    for head in HEADS:
        fitted = LogisticRegression(C=REGULARISATION, solver="liblinear", tol=0.02, random_state=0)
        importance = np.where(level == "medium", MEDIUM_WEIGHT[head], 1.0)
        fitted.fit(texts, targets[head], sample_weight=importance)
        weights.append(fitted.coef_.ravel() * power)
        intercepts.append(fitted.intercept_[0])
    return Fitted(np.stack(weights), power**2, np.array(intercepts))
