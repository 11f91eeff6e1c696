"""Files and standard input, read line by line as the lines come."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from stat import S_ISREG
from typing import Final, cast

from router_agent.wording import Text

STANDARD_INPUT: Final = "-"
EXPECTED: Final = Text(
    "파일을 주거나, 표준 입력으로 한 줄에 글 하나(또는 JSON)를 보내세요: "
    "router-agent classify 파일 / 명령 | router-agent classify",
    "give it files, or one text (or JSON) a line on standard input: "
    "router-agent classify FILE, or COMMAND | router-agent classify",
)

# To judge some hundred lines together takes a tenth less time for each than one hundred. There
# are never more than are remembered from when they are judged to when they are written.
_READ_BYTES: Final = 1 << 16
_MOST_LINES: Final = 1000

Advance = Callable[[int], None]
"""Is told how many more bytes were read."""


class InputFailed(Exception):
    """A file could not be read, or not to its end. The message names it and says why."""


def on_terminal(files: Sequence[str]) -> bool:
    """Whether somebody would have to type what is read."""
    return STANDARD_INPUT in files and sys.stdin is not None and sys.stdin.isatty()


def size_of(files: Sequence[str]) -> int | None:
    """Return how many bytes there are to read; None where that is not known."""
    total = 0
    for name in files:
        if name == STANDARD_INPUT:
            return None
        try:
            status = Path(name).stat()
        except OSError:
            continue  # said when its turn comes
        if not S_ISREG(status.st_mode):
            return None
        total += status.st_size
    return total


def batches(name: str, advance: Advance) -> Iterator[list[bytes]]:
    """Yield the lines of a file that are there, as soon as they are, without their line breaks.

    Args:
        name: The file's name; `-` is standard input.
        advance: Is told how many bytes were read.

    Raises:
        InputFailed: If it cannot be read. All lines before that were yielded.
    """
    try:
        with _opened(name) as stream:
            for lines in _read(stream, advance):
                for start in range(0, len(lines), _MOST_LINES):
                    yield lines[start : start + _MOST_LINES]
    except OSError as error:
        shown = "standard input" if name == STANDARD_INPUT else name
        raise InputFailed(f"{shown}: {error.strerror or type(error).__name__}") from None


@contextmanager
def _opened(name: str) -> Iterator[BufferedReader]:
    if name != STANDARD_INPUT:
        with open(name, "rb") as stream:
            yield stream
    elif sys.stdin is None:
        raise InputFailed("standard input: it is closed")
    else:
        # Whoever started us may have told it not to wait: nothing yet would read like the end.
        with suppress(OSError, AttributeError):  # no real file; Windows before Python 3.12
            os.set_blocking(sys.stdin.fileno(), True)
        yield cast("BufferedReader", sys.stdin.buffer)


def _read(stream: BufferedReader, advance: Advance) -> Iterator[list[bytes]]:
    begun: list[bytes] = []  # in pieces, as to add to one of 10 MB is to copy it
    while piece := stream.read1(_READ_BYTES):
        *whole, rest = piece.split(b"\n")
        if whole:
            whole[0] = b"".join([*begun, whole[0]])
            begun.clear()
            yield whole
        begun.append(rest)
        advance(len(piece))
    last = [b"".join(begun)]
    begun.clear()
    if last[0]:
        yield last
