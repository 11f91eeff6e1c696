"""Short jobs that someone waits for, but not for ever."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def start(job: Callable[[], T], name: str) -> "Future[T]":
    """Run `job` in a thread of its own and return its future.

    A daemon thread rather than a pool's: a name look-up that hangs for half a minute must
    neither hold back the next job nor keep the interpreter from exiting.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(job())
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
            future.set_exception(error)

    threading.Thread(target=run, name=f"router-agent {name}", daemon=True).start()
    return future
