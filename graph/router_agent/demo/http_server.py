"""The HTTP below the stand-ins: every byte that arrives is recorded, faults can be played."""

import io
import json
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol


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


class Application(Protocol):
    """What a server serves."""

    def keep(self, data: bytes) -> None:
        """Remember bytes that arrived, whatever they are."""

    def respond(self, request: Received, connection: "Connection") -> None:
        """Answer one request."""


class Connection:
    """What a stand-in writes its response to."""

    def __init__(self, handler: "Handler") -> None:
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


class Server(ThreadingHTTPServer):
    """A server of one application on a loopback port, a thread a connection."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, port: int, application: Application) -> None:
        """Listen on 127.0.0.1; port 0 is any free one."""
        self.application = application
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(("127.0.0.1", port), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection, and know it."""
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that ends."""
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        """Close what clients keep open."""
        with self._open_lock:
            connections = list(self._open)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes away is what tests do on purpose."""


class _Recording(io.RawIOBase):
    """Reads a socket and passes on every byte that it reads."""

    def __init__(self, connection: socket.socket, keep: Callable[[bytes], None]) -> None:
        self._connection = connection
        self._keep = keep

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._connection.recv_into(buffer)
        self._keep(bytes(buffer[:count]))
        return count


class Handler(BaseHTTPRequestHandler):
    """Reads requests and hands them to the application."""

    protocol_version = "HTTP/1.1"
    server: Server

    def setup(self) -> None:
        """Record from the first byte on."""
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rfile.close()
        self.rfile = io.BufferedReader(_Recording(self.connection, self.server.application.keep))

    def handle_any(self) -> None:
        """Read one request, whatever its method."""
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            body = self._read_chunks()
        headers = {name.lower(): value for name, value in self.headers.items()}
        received = Received(self.command, self.path, headers, body)
        self.server.application.respond(received, Connection(self))

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
