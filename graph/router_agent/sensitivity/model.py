"""The trained model in its file and in memory: two linear heads over n-grams and words.

One head tells `high` from the rest, one tells `low` from the rest; `scoring` reads texts with
them. `training/` makes the file and says how good it is.

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

FILE: Final = "model.npz"
FORMAT: Final = 2
WINDOW: Final = 320
"""Characters that are read as one piece, at most."""

# One number a bucket holds its two weights, moved to be positive, and its squared rarity: one
# look-up and one sum serve all three. A window is short enough that no field runs over.
FIELD: Final = 20
BIAS: Final = 128
LARGEST_RARITY: Final = ((1 << 64 - 2 * FIELD) - 1) // (WINDOW * ngrams.KINDS)

# What is needed for a moment only would otherwise stay with the process: three tables more.
_PACKED_AT_ONCE: Final = 1 << 14


class Model(NamedTuple):
    """The model in memory.

    Attributes:
        table: Shape (2**BITS + 1,): the packed fields of each bucket.
        scales: What turns a summed weight into a score, for each head.
        intercepts: For each head.
    """

    table: NDArray[np.uint64]
    scales: tuple[float, float]
    intercepts: tuple[float, float]


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
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            version = int(arrays["format"])
            weights, rarity = arrays["weights"], arrays["rarity"]
            scales, intercepts = arrays["scales"], arrays["intercepts"]
    except Exception as error:  # noqa: BLE001 - whatever numpy and zipfile make of a damaged file
        raise ModelFileError(str(path), f"cannot be read ({type(error).__name__})") from None
    size = (1 << ngrams.BITS,)
    shapes = weights.shape, rarity.shape, scales.shape, intercepts.shape
    if version != FORMAT or shapes != ((2, *size), size, (2,), (2,)):
        raise ModelFileError(str(path), "was made for another version of router-agent")
    return packed(weights, rarity, scales, intercepts)


def packed(
    weights: NDArray[np.int8],
    rarity: NDArray[np.uint16],
    scales: NDArray[np.float64],
    intercepts: NDArray[np.float64],
) -> Model:
    """Put a model's parts together.

    Args:
        weights: Shape (2, 2**BITS): for each head and bucket a weight, in [-127, 127].
        rarity: Shape (2**BITS,): the squared inverse document frequency, in [0, `LARGEST_RARITY`].
        scales: Shape (2,): what one unit of a weight over the root of one unit of rarity is.
        intercepts: Shape (2,).
    """
    field = np.uint64(FIELD)
    table = np.empty(rarity.size + 1, dtype=np.uint64)
    table[-1] = np.uint64(BIAS) | np.uint64(BIAS) << field
    for start in range(0, rarity.size, _PACKED_AT_ONCE):
        part = slice(start, start + _PACKED_AT_ONCE)
        high, not_low = (weights[:, part].astype(np.int64) + BIAS).astype(np.uint64)
        table[:-1][part] = high | not_low << field | rarity[part].astype(np.uint64) << field + field
    return Model(
        table,
        (float(scales[0]), float(scales[1])),
        (float(intercepts[0]), float(intercepts[1])),
    )
