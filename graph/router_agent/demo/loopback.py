"""A small HTTP server on loopback that records every byte it receives."""

import json
import socket
import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ClassVar, Self

from router_agent.demo.reply import Reply


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it arrived.

    Attributes:
        method: HTTP method.
        path: Path with query.
        headers: Names in lower case.
        body: The raw body.
    """

    method: str
    path: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class StandIn:
    """A server on 127.0.0.1 that plays a script and remembers what it was sent.

    Use it as a context manager; `url` is its address.

    Attributes:
        script: What to answer to the next generations, first come first served.
        default: What to answer when the script is empty.
        requests: Every request, in the order of arrival.
        raw: Every byte that ever arrived, request lines and headers included.
    """

    generation_paths: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        self.script: deque[Reply] = deque()
        self.default = Reply()
        self.requests: list[Received] = []
        self.raw = bytearray()
        self._lock = threading.Lock()
        self._server: _Server | None = None
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
        self._server = _Server(("127.0.0.1", self.port), _Handler, self)
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

    def respond(self, request: Received, connection: "Connection") -> None:
        """Answer one request; the stand-ins say how."""
        raise NotImplementedError

    def next_reply(self) -> Reply:
        """Return the next scripted reply, or the default one."""
        with self._lock:
            return self.script.popleft() if self.script else self.default

    def record(self, request: Received, head: bytes) -> None:
        """Remember a request and the bytes that it came in."""
        with self._lock:
            self.raw += head + request.body
            self.requests.append(request)


class Connection:
    """What a stand-in writes its response to."""

    def __init__(self, handler: "_Handler") -> None:
        self._handler = handler

    def send(
        self,
        status: int,
        body: bytes,
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> None:
        """Send a whole response."""
        self._head(status, content_type, {"Content-Length": str(len(body)), **(headers or {})})
        self._handler.wfile.write(body)

    def send_json(
        self,
        status: int,
        value: object,
        content_type: str = "application/json; charset=utf-8",
        headers: dict[str, str] | None = None,
    ) -> None:
        """Send a JSON response."""
        self.send(status, json.dumps(value, ensure_ascii=False).encode(), content_type, headers)

    def stream(self, content_type: str, parts: Iterable[bytes | None]) -> None:
        """Send a chunked response part by part; a None cuts the connection there."""
        self._head(200, content_type, {"Transfer-Encoding": "chunked"})
        out = self._handler.wfile
        for part in parts:
            if part is None:
                self.cut()
                return
            out.write(b"%x\r\n%b\r\n" % (len(part), part))
            out.flush()
        out.write(b"0\r\n\r\n")

    def cut(self) -> None:
        """Close the connection in the middle of whatever was being sent."""
        self._handler.wfile.flush()
        self._handler.close_connection = True
        self._handler.connection.shutdown(socket.SHUT_RDWR)

    def _head(self, status: int, content_type: str, headers: dict[str, str]) -> None:
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self._handler.send_header(name, value)
        self._handler.end_headers()


def wait(seconds: float) -> None:
    """Wait as a slow model does."""
    if seconds > 0:
        time.sleep(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(
        self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], stand_in: StandIn
    ) -> None:
        self.stand_in = stand_in
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        with self._open_lock:
            connections = list(self._open)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes away is what tests do on purpose."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    raw_requestline: bytes

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def handle_any(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            body = self._read_chunks()
        request = Received(
            self.command,
            self.path,
            {name.lower(): value for name, value in self.headers.items()},
            body,
        )
        head = self.raw_requestline + self.headers.as_bytes()
        self.server.stand_in.record(request, head)
        self.server.stand_in.respond(request, Connection(self))

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = handle_any

    def _read_chunks(self) -> bytes:
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: the terminal belongs to the demo and the tests."""
