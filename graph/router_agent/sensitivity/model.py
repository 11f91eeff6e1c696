"""The trained model in its file and in memory: three linear heads over n-grams and words.

Of a whole text, one head tells `high` from the rest, and one tells `low` from the rest; of a
sentence among others, a third tells `high`. `scoring` reads texts with them. `training/` makes
the file and says how good it is.

Source:
    Logistic regression over TF-IDF (Fan et al., "LIBLINEAR", 2008), folded into one table.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from router_agent.errors import ModelFileError
from router_agent.sensitivity import ngrams
from router_agent.sensitivity.shipped import arrays_of

FILE: Final = "model.npz"
FORMAT: Final = 5
HEADS: Final = 3

# One number a bucket holds its weights in the three heads, below 0 too, and its squared rarity: one
# look-up serves all four. What belongs to one character does not leave its field.
FIELD: Final = 16
LARGEST_WEIGHT: Final = 127
LARGEST_RARITY: Final = ((1 << FIELD) - 1) // ngrams.KINDS

# What is needed for a moment only would otherwise stay with the process: three tables more.
_PACKED_AT_ONCE: Final = 1 << 16


class Model(NamedTuple):
    """The model in memory.

    Attributes:
        table: Shape (2**BITS,): the fields of each bucket, summed: sentence + (high << `FIELD`)
            + (rarity << 2 * `FIELD`) + (not_low << 3 * `FIELD`), modulo 2**64.
        scales: What turns a summed weight into a score, for each head.
        intercepts: For each head.
    """

    table: NDArray[np.uint64]
    scales: tuple[float, float, float]
    intercepts: tuple[float, float, float]


@cache
def load() -> Model:
    """Read the model that the package ships.

    Raises:
        ModelFileError: If its file is missing, damaged, or of another version.
    """
    return read(files("router_agent.sensitivity").joinpath(FILE))


def read(path: Traversable) -> Model:
    """Read a model's file.

    Raises:
        ModelFileError: If it is missing, damaged, or of another version.
    """
    with arrays_of(path) as arrays:
        version = int(arrays["format"])
        known, weights, rarity = arrays["known"], arrays["weights"], arrays["rarity"]
        scales, intercepts = arrays["scales"], arrays["intercepts"]
    size = (int(np.bitwise_count(known).sum()),)
    shapes = known.shape, weights.shape, rarity.shape, scales.shape, intercepts.shape
    bits, each = ((1 << ngrams.BITS) // 8,), (HEADS,)
    if version != FORMAT or shapes != (bits, (HEADS, *size), size, each, each):
        raise ModelFileError(str(path), "was made for another version of router-agent")
    return packed(known, weights, rarity, scales, intercepts)


def packed(
    known: NDArray[np.uint8],
    weights: NDArray[np.int8],
    rarity: NDArray[np.uint16],
    scales: NDArray[np.float64],
    intercepts: NDArray[np.float64],
) -> Model:
    """Put a model's parts together.

    Args:
        known: Shape (2**BITS / 8,): a bit for each bucket, whether the model knows it; k do.
        weights: Shape (3, k): for each head and bucket a weight, at most `LARGEST_WEIGHT` and at
            least its negative.
        rarity: Shape (k,): the squared inverse document frequency, in [0, `LARGEST_RARITY`].
        scales: Shape (3,): what one unit of a weight over the root of one unit of rarity is.
        intercepts: Shape (3,).
    """
    table = np.zeros(1 << ngrams.BITS, dtype=np.int64)
    done = 0
    for start in range(0, table.size, _PACKED_AT_ONCE):
        part = slice(start // 8, (start + _PACKED_AT_ONCE) // 8)
        places = np.unpackbits(known[part]).nonzero()[0] + start
        these = slice(done, done + len(places))
        high, not_low, sentence = weights[:, these].astype(np.int64)
        upper = rarity[these].astype(np.int64) + (not_low << FIELD)
        table[places] = (upper << 2 * FIELD) + (high << FIELD) + sentence
        done += len(places)
    of_high, of_not_low, of_sentence = scales.tolist()
    at_high, at_not_low, at_sentence = intercepts.tolist()
    return Model(
        table.view(np.uint64),
        (of_high, of_not_low, of_sentence),
        (at_high, at_not_low, at_sentence),
    )
