"""The files of arrays that the package ships, and the one error for those that cannot be read."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from router_agent.errors import ModelFileError


@contextmanager
def arrays_of(path: Traversable) -> Iterator[Mapping[str, NDArray[Any]]]:
    """Open a file of arrays, to be read within the block.

    Raises:
        ModelFileError: If the file, or what the block reads of it, is missing or damaged.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            yield arrays
    except Exception as error:  # noqa: BLE001 - whatever numpy and zipfile make of a damaged file
        raise ModelFileError(str(path), f"cannot be read ({type(error).__name__})") from None
