"""A stand-in: a server on loopback that plays a script and remembers what it was sent."""

import json
import threading
import time
from collections import deque
from types import TracebackType
from typing import ClassVar, Self

from router_agent.demo.http_server import Connection, Received, Server
from router_agent.demo.reply import Reply


class StandIn:
    """A server on 127.0.0.1 that plays a script and remembers what it was sent.

    Use it as a context manager; `url` is its address.

    Attributes:
        script: What to answer to the next generations, first come first served.
        default: What to answer when the script is empty.
        requests: Every request, in the order of arrival.
        raw: Every byte that ever arrived.
    """

    generation_paths: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        self.script: deque[Reply] = deque()
        self.default = Reply()
        self.requests: list[Received] = []
        self.raw = bytearray()
        self._lock = threading.Lock()
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The server's address, without a trailing slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def generations(self) -> list[Received]:
        """The requests that asked for an answer."""
        return [r for r in list(self.requests) if r.path in self.generation_paths]

    def saw(self, text: str) -> bool:
        """Whether `text` arrived in any form: as UTF-8, or escaped as JSON escapes it."""
        with self._lock:
            raw = bytes(self.raw)
        return text.encode() in raw or json.dumps(text)[1:-1].encode() in raw

    def clear(self) -> None:
        """Forget what was received."""
        with self._lock:
            self.requests.clear()
            self.raw.clear()

    def start(self) -> Self:
        """Listen; on the same port as before, after a `stop`."""
        self._server = Server(self.port, self)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="stand-in", daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop listening and close every connection: further ones are refused."""
        server, self._server = self._server, None
        if server is not None and self._thread is not None:
            server.shutdown()
            server.server_close()
            server.close_connections()
            self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def keep(self, data: bytes) -> None:
        """Remember bytes that arrived."""
        with self._lock:
            self.raw += data

    def respond(self, request: Received, connection: Connection) -> None:
        """Remember a request, and answer it."""
        with self._lock:
            self.requests.append(request)
        self.answer(request, connection)

    def answer(self, request: Received, connection: Connection) -> None:
        """Answer one request; each kind of stand-in says how."""
        raise NotImplementedError

    def next_reply(self) -> Reply:
        """Return the next scripted reply, or the default one."""
        with self._lock:
            return self.script.popleft() if self.script else self.default


def wait(seconds: float) -> None:
    """Wait as a slow model does."""
    if seconds > 0:
        time.sleep(seconds)
