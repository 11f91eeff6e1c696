"""Fitting the heads: weighted logistic regression over rarity-weighted n-grams."""

from typing import Final, NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]

# Chosen by cross-validation over authors; the README has the figures.
REGULARISATION: Final = 200.0
RARITY_POWER: Final = 3.0
LEAST_DOCUMENTS: Final = 5
MEDIUM_WEIGHT: Final = {"high": 0.3, "not_low": 1.0}


class Fitted(NamedTuple):
    """The heads, before they are rounded.

    Attributes:
        weights: Shape (3, buckets): what one occurrence of an n-gram adds, before the division.
        rarity: Shape (buckets,): the square of its inverse document frequency's power.
        intercepts: Shape (3,).
    """

    weights: Floats
    rarity: Floats
    intercepts: Floats


def fit(
    counts: sp.csr_array,
    labels: NDArray[np.str_],
    span_counts: sp.csr_array,
    span_labels: NDArray[np.str_],
) -> Fitted:
    """Fit the three heads.

    Args:
        counts: Shape (texts, buckets).
        labels: The level of each text.
        span_counts: Shape (spans, buckets): of sentences and stretches.
        span_labels: The level of each, `high` or `low`.
    """
    documents = np.asarray((counts > 0).sum(axis=0)).ravel()
    inverse = np.log((len(labels) + 1) / (documents + 1)) + 1
    power = np.where(documents >= LEAST_DOCUMENTS, inverse**RARITY_POWER, 0.0)
    texts = _weighed(counts, power)
    both = sp.csr_array(sp.vstack([texts, _weighed(span_counts, power)], format="csr"))
    high, medium = labels == "high", labels == "medium"
    of_high = np.where(medium, MEDIUM_WEIGHT["high"], 1.0)
    heads = [
        _head(texts, high, of_high),
        _head(texts, labels != "low", np.where(medium, MEDIUM_WEIGHT["not_low"], 1.0)),
        _head(
            both,
            np.concatenate((high, span_labels == "high")),
            np.concatenate((of_high, np.ones(len(span_labels)))),
        ),
    ]
    weights = np.stack([weights * power for weights, _ in heads])
    return Fitted(weights, power**2, np.array([intercept for _, intercept in heads]))


def _weighed(counts: sp.csr_array, power: Floats) -> sp.csr_array:
    roots = np.sqrt(np.maximum(counts @ power**2, 1e-9))
    return sp.csr_array(counts * power / roots[:, None])


def _head(
    texts: sp.csr_array, is_so: NDArray[np.bool_], importance: Floats
) -> tuple[Floats, float]:
    """Return the weights and the intercept that tell the texts of which something is so."""
    fitted = LogisticRegression(C=REGULARISATION, solver="liblinear", tol=0.02, random_state=0)
    fitted.fit(texts, is_so, sample_weight=importance)
    return fitted.coef_.ravel(), float(fitted.intercept_[0])
