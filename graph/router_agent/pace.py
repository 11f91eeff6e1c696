"""Which model has lately been faster: the last answers of this process."""

import statistics
import threading
from collections import deque
from typing import Final, Literal

_LAST: Final = 20
_ENOUGH: Final = 3


class Pace:
    """Remembers how long the last answers of each model took."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seconds: dict[str, deque[float]] = {
            "cloud": deque(maxlen=_LAST),
            "local": deque(maxlen=_LAST),
        }

    def add(self, model_type: Literal["cloud", "local"], seconds: float) -> None:
        """Note an answer that took `seconds`."""
        with self._lock:
            self._seconds[model_type].append(seconds)

    def local_is_faster(self) -> bool:
        """Whether the local model's median is lower; False until both have answered thrice."""
        with self._lock:
            local, cloud = tuple(self._seconds["local"]), tuple(self._seconds["cloud"])
        if min(len(local), len(cloud)) < _ENOUGH:
            return False
        return statistics.median(local) < statistics.median(cloud)
