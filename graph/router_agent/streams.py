"""The standard streams of a command, any of which may be closed, full, or read by nobody."""

import io
import os
import sys
from typing import Any, Final

_NAMES: Final = ("stdin", "stdout", "stderr")


class OutputFailed(Exception):
    """Standard output cannot be written.

    Attributes:
        cause: Why, in the system's words; None where its reader has seen enough.
    """

    def __init__(self, cause: str | None) -> None:
        super().__init__(cause)
        self.cause = cause

    def __str__(self) -> str:
        return f"standard output cannot be written: {self.cause}"


class _Output(io.TextIOWrapper):
    """Standard output. What goes wrong there is told from what goes wrong with a file."""

    failed: OutputFailed | None = None  # for good: what came later would be no whole output

    def write(self, text: str, /) -> int:
        if self.failed is None:
            try:
                return super().write(text)
            except OSError as error:
                self.failed = _failure(error)
        raise self.failed

    def flush(self) -> None:
        if self.failed is None:
            try:
                return super().flush()
            except OSError as error:
                self.failed = _failure(error)
        raise self.failed


def _failure(error: OSError) -> OutputFailed:
    gone = isinstance(error, BrokenPipeError)
    return OutputFailed(None if gone else error.strerror or type(error).__name__)


class _Notes(io.TextIOWrapper):
    """Standard error. Where nobody can read it, the work is done all the same."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError:
            _discard(self)
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            _discard(self)


def prepare() -> None:
    """Make the standard streams fit for a command, whatever it was started with.

    Raises:
        OutputFailed: If standard output is closed.
    """
    for name in _NAMES:
        # The next file to be opened would get the number of a stream that is closed, and with
        # it whatever a library writes there.
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the end
    sys.stderr = _made(_Notes, sys.stderr)
    if sys.stdout is None:
        raise OutputFailed("it is closed")
    sys.stdout = _made(_Output, sys.stdout)


def give_up() -> None:
    """Let go of an output that failed, or the interpreter tries it again when it ends."""
    if isinstance(sys.stdout, _Output):
        _discard(sys.stdout)
        sys.stdout.failed = None


def _made(kind: type[io.TextIOWrapper], stream: Any) -> Any:
    """Return a stream of our kind on the same file, unless it is no real one.

    A terminal or a file that cannot hold Hangul gets question marks, not a traceback.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if stream not in (sys.__stdout__, sys.__stderr__):
        stream.reconfigure(errors="replace")
        return stream
    return kind(
        stream.buffer,
        encoding=stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _discard(stream: io.TextIOWrapper) -> None:
    """Send what is in a stream's buffer, and all that follows, to nobody."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
