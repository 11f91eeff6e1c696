"""A progress bar on a terminal, and nothing elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

# Often enough for the eye; to draw for every line would take longer than to judge it.
_REDRAW_SECONDS: Final = 0.1


@contextmanager
def progress_bar(total: int | None) -> Iterator[Callable[[int], None]]:
    """Show how far a piece of work has come, on standard error.

    Nothing is shown where that is no terminal, or where standard output goes to the same one:
    what is written there shows the progress, and a bar would be torn by it.

    Args:
        total: How many bytes there are; None where that is not known.

    Yields:
        What to call with the number of bytes that were done.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    columns = BarColumn(), DownloadColumn(), TimeRemainingColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total)
        done, drawn = 0, time.monotonic()

        def advance(count: int) -> None:
            nonlocal done, drawn
            done += count
            if time.monotonic() - drawn >= _REDRAW_SECONDS:
                progress.update(task, completed=done)
                drawn = time.monotonic()

        yield advance
        progress.update(task, completed=done)
