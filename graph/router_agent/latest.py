"""A memory that keeps what was put into it last, and forgets what is older; for all threads.

Of `cachetools`, the well-kept library for such, every look takes a lock and eight times as long.
"""

import os
import threading
import weakref
from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# A thread that is putting something in when the process forks is not there in the child.
_all: "weakref.WeakSet[Latest[object, object]]" = weakref.WeakSet()


def _start_anew() -> None:
    for memory in _all:
        memory.unlock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew)


class Latest(Generic[K, V]):
    """The latest values, by key."""

    def __init__(self, most: int) -> None:
        """Keep at most `most` values."""
        self._most = most
        self._lock = threading.Lock()
        # Not a dict, whose oldest key takes the longer to find the more were taken out.
        self._kept: OrderedDict[K, V] = OrderedDict()
        _all.add(self)  # type: ignore[arg-type]  # of any kinds

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

    def unlock(self) -> None:
        """Let go, in a forked child, of what another thread of the parent held."""
        self._lock = threading.Lock()

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()

    def _drop_oldest(self) -> None:
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
