"""Short jobs that someone waits for, but not for ever."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any, TypeVar

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


async def wait(futures: Iterable["Future[Any]"], seconds: float) -> None:
    """Wait for jobs, at most `seconds`, without blocking the event loop.

    What a job raised stays in its own future, for whoever asks it: asyncio would log the
    exception of one that nobody asks, with all that its text quotes.
    """
    waiting = [asyncio.wrap_future(future) for future in futures]
    for one in waiting:
        one.add_done_callback(lambda done: done.cancelled() or done.exception())
    if waiting:
        await asyncio.wait(waiting, timeout=seconds)
