"""A stand-in that takes everything, and finds a text in it however it was packed."""

import gzip
import json
import time
import zlib

import zstandard

from router_agent.demo.http_server import Received
from router_agent.demo.loopback import StandIn


class Sink(StandIn):
    """Takes whatever is sent, and can be searched for a text.

    A body may come compressed: searched as it is, it would never hold any text, and a check
    of it could not fail.
    """

    def bodies(self) -> list[bytes]:
        """Return what was sent in each request, unpacked."""
        return [unpacked(request) for request in list(self.requests)]

    def saw(self, text: str) -> bool:
        """Whether `text` arrived in any form: in a header or a body, plain or as JSON escapes."""
        forms = (text.encode(), *(_escaped(text, ascii_only) for ascii_only in (True, False)))
        twice = tuple(_escaped(form.decode(), False) for form in forms)
        with self._lock:
            everything = [bytes(self.raw), *map(unpacked, self.requests)]
        return any(form in data for data in everything for form in (*forms, *twice))

    def wait_for(self, text: str, seconds: float = 10) -> bool:
        """Return whether `text` arrives in time: exporters send from threads of their own."""
        deadline = time.monotonic() + seconds
        while not self.saw(text):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True


def unpacked(request: Received) -> bytes:
    """Return a request's body as it was before it was compressed.

    Raises:
        ValueError: If it is compressed in an unknown way: then nothing is known of it.
    """
    encoding = request.headers.get("content-encoding", "identity").lower()
    if encoding == "identity":
        return request.body
    if encoding == "gzip":
        return gzip.decompress(request.body)
    if encoding == "deflate":
        return zlib.decompress(request.body)
    if encoding == "zstd":
        with zstandard.ZstdDecompressor().stream_reader(request.body) as reader:
            return reader.read()
    raise ValueError(f"a body came packed as {encoding!r}")


def _escaped(text: str, ascii_only: bool) -> bytes:
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1].encode()
