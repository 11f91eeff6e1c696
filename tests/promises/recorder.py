"""A place that nothing private may reach: it records every byte, and answers with an error."""

import socket
import threading
import time
from types import TracebackType
from typing import Final, Self

_ANSWER: Final = (
    b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\n"
    b"Content-Length: 2\r\nConnection: close\r\n\r\n{}"
)


class Recorder:
    """Listens on a loopback address and takes whatever comes.

    Attributes:
        raw: Every byte that arrived.
        connections: How many connections were made.
    """

    def __init__(self, address: str = "127.0.0.1", port: int = 0, answer: bytes = _ANSWER) -> None:
        self.raw = b""
        self.connections = 0
        self._answer = answer
        self._listening = socket.create_server((address, port))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)

    def wait_for(self, *forms: bytes, seconds: float = 10) -> bool:
        """Return whether one of `forms` arrives in time: the answer may leave before all came."""
        deadline = time.monotonic() + seconds
        while not any(form in self.raw for form in forms):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            with connection:
                connection.settimeout(0.3)  # a client that says nothing more waits for us
                self._read(connection)

    def _read(self, connection: socket.socket) -> None:
        answered = False
        try:
            while block := connection.recv(65536):
                self.raw += block
                if not answered and b"\r\n\r\n" in self.raw:
                    connection.sendall(self._answer)
                    answered = True
        except OSError:
            return

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # Closing alone does not wake a thread that waits for a connection.
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()
