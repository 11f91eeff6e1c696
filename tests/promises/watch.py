"""Everything by which something can leave a run of the graph, watched for what must not."""

import io
import logging
import socket
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote_to_bytes

import pytest

from router_agent.demo.loopback import StandIn
from tests.promises.private_facts import Canary, forms
from tests.promises.recorder import Recorder
from tests.sinks.langsmith import LangSmith
from tests.sinks.otlp import Collector
from tests.sinks.sink import Sink, unpacked

# What was looked at last may hold the first half of something.
_OVERLAP: Final = 4096


class Leak(AssertionError):
    """A canary was found where it must not be."""


class Watch(ExitStack):
    """Watches the cloud, two collectors of traces, a proxy, name look-ups, output and files.

    Attributes:
        bytes_checked: How many bytes were searched.
        langsmith: A loopback LangSmith.
        proxy: A loopback proxy that nobody may use for what is private.
    """

    def __init__(
        self,
        cloud: StandIn,
        remote: StandIn,
        langsmith: LangSmith,
        collector: Collector,
        statistics: Path,
    ) -> None:
        super().__init__()
        self.bytes_checked = 0
        self.langsmith = langsmith
        self.proxy = Recorder()
        self._records = _Records()
        self._looked_up: list[str] = []
        self._raised: list[str] = []
        self._error = io.StringIO()
        self._tails: dict[str, bytes] = {}
        self._sources: dict[str, Callable[[], bytes]] = {
            "the cloud": _growing(lambda: cloud.raw),
            "a remote Ollama": _growing(lambda: remote.raw),
            "LangSmith": _new_requests(langsmith),
            "OpenTelemetry": _new_requests(collector),
            "the proxy": _growing(lambda: self.proxy.raw),
            "name look-ups": _taken(self._looked_up),
            "exceptions": _taken(self._raised),
            "logs": self._records.take,
            "standard error": self._take_error,
        }
        self._statistics = statistics

    def start(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin to watch."""
        self.enter_context(self.proxy)
        self.enter_context(self._records)
        look_up = socket.getaddrinfo

        def recorded(*args: Any, **kwargs: Any) -> Any:
            self._looked_up.append(repr((args, kwargs)))
            return look_up(*args, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", recorded)
        monkeypatch.setattr(sys, "stderr", self._error)

    def raised(self, error: BaseException) -> None:
        """Take note of all that whoever logs an error could show of it."""
        waiting: list[BaseException | None] = [error]
        while waiting:
            one = waiting.pop()
            if one is not None:
                notes = getattr(one, "__notes__", ())
                self._raised += [repr(one), str(one), repr(one.args), repr(vars(one)), repr(notes)]
                waiting += [one.__cause__, one.__context__]
        self._raised += traceback.format_exception(error)

    def check(
        self, canaries: Iterable[Canary], released: Iterable[Canary], *, at_rest: bool = False
    ) -> None:
        """Search all that has left since the last time.

        Args:
            canaries: What must not be found.
            released: What of it the cloud alone may have seen.
            at_rest: Whether to search the statistics' files, too.

        Raises:
            Leak: If something is found; the message names place and form.
        """
        allowed = set(released)
        new = {name: source() for name, source in self._sources.items()}
        if at_rest:
            new["the statistics"] = _files(self._statistics)
        for name, data in new.items():
            self.bytes_checked += len(data)
            seen = self._tails.get(name, b"") + data
            for canary in canaries:
                if name == "the cloud" and canary in allowed:
                    continue
                for form in forms(canary.needle):
                    if form in seen:
                        raise Leak(f"{name}: {form!r}")
            self._tails[name] = seen[-_OVERLAP:]

    def forget(self) -> None:
        """Begin anew: what was seen belongs to canaries that are no longer looked for."""
        for source in self._sources.values():
            source()
        self._tails.clear()

    def _take_error(self) -> bytes:
        text = self._error.getvalue()
        self._error.seek(0)
        self._error.truncate()
        return text.encode("utf-8", "surrogatepass")


class _Records(logging.Handler):
    """Keeps every log record, down to DEBUG, as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._said: list[str] = []
        self._level = logging.WARNING
        self._others: list[logging.Handler] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = [record.getMessage(), repr(record.args), record.threadName or ""]
        if record.exc_info:
            said += traceback.format_exception(*record.exc_info)
        self._said.append("\n".join(said))

    def take(self) -> bytes:
        """Return what was logged since the last time."""
        taken, self._said = self._said, []
        return "\n".join(taken).encode("utf-8", "surrogatepass")

    def __enter__(self) -> "_Records":
        root = logging.getLogger()
        self._level, self._others = root.level, root.handlers
        root.handlers = [self]  # pytest's own would keep every record until the end
        root.setLevel(logging.DEBUG)
        return self

    def __exit__(self, *_: object) -> None:
        root = logging.getLogger()
        root.handlers = self._others
        root.setLevel(self._level)


def _growing(read: Callable[[], bytes | bytearray]) -> Callable[[], bytes]:
    """Return what gives the bytes that were added since the last time."""
    start = 0

    def new() -> bytes:
        nonlocal start
        data = bytes(read()[start:])
        start += len(data)
        return data

    return new


def _new_requests(sink: Sink) -> Callable[[], bytes]:
    """Return what gives the requests that came since the last time, unpacked."""
    start = 0

    def new() -> bytes:
        nonlocal start
        requests = list(sink.requests)[start:]
        start += len(requests)
        return b"\n".join(_parts(requests))

    return new


def _parts(requests: Iterable[Any]) -> Iterator[bytes]:
    for request in requests:
        yield unquote_to_bytes(request.path)
        yield repr(request.headers).encode()
        yield unpacked(request)


def _taken(said: list[str]) -> Callable[[], bytes]:
    def new() -> bytes:
        data = "\n".join(said).encode("utf-8", "surrogatepass")
        said.clear()
        return data

    return new


def _files(file: Path) -> bytes:
    """Return the statistics' files, the journal included."""
    return b"".join(p.read_bytes() for p in sorted(file.parent.glob(f"{file.name}*")))
