"""What a request to a local model may carry, and what of its answer may be read."""

from dataclasses import dataclass
from typing import Final

import httpx

from router_agent import remote_models
from router_agent.addresses import plain_name
from router_agent.errors import IncompleteAnswer, ModelUnavailable

# What a local server needs. The clients would also send the keys and ids of accounts elsewhere
# (`OPENAI_ORG_ID`, `OPENAI_PROJECT_ID`), cookies, and what runs on this machine.
_SENT: Final = frozenset(
    (
        b"host",
        b"accept",
        b"authorization",
        b"connection",
        b"content-length",
        b"content-type",
        b"transfer-encoding",
        b"user-agent",
    )
)
# A line of an answer can be looked at only as it is.
_AS_IT_IS: Final = (b"Accept-Encoding", b"identity")


@dataclass(frozen=True, slots=True)
class Route:
    """The way to one local model.

    Attributes:
        url: The base URL of its server.
        trusted_hosts: The hosts that the user trusts.
        model: Its name; None for a probe, which asks no model.
    """

    url: str
    trusted_hosts: tuple[str, ...]
    model: str | None = None

    def refuse_remote_model(self) -> None:
        """Let no question go to a model that another machine runs.

        Raises:
            ModelUnavailable: If it is known to be one.
        """
        if self.model is not None and (
            remote_models.is_named_remote(self.model)
            or remote_models.is_known(self.url, self.model)
        ):
            raise ModelUnavailable("local", "model_remote")

    def pinned(self, request: httpx.Request, address: str) -> httpx.Request:
        """Return a request that goes to `address`, whatever its host's name leads to by then.

        Host header and certificate are still those of the name.
        """
        url, extensions = request.url, request.extensions
        if url.host != address:
            if url.scheme == "https":
                extensions = {**extensions, "sni_hostname": plain_name(url.host)}
            url = url.copy_with(host=address)
        headers = [field for field in request.headers.raw if field[0].lower() in _SENT]
        return httpx.Request(
            request.method,
            url,
            headers=[*headers, _AS_IT_IS],
            stream=request.stream,
            extensions=extensions,
        )

    def check(self, response: httpx.Response) -> None:
        """Refuse to be sent on, and what cannot be looked at.

        Raises:
            ModelUnavailable: If the server would have the question sent somewhere else.
            IncompleteAnswer: If the answer is encoded, though it was asked for as it is.
        """
        if 300 <= response.status_code < 400:
            raise ModelUnavailable("local", "redirected")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise IncompleteAnswer("local", "malformed")


class Lines:
    """An answer as it arrives, let through by whole lines that were looked at."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._held = bytearray()

    def through(self, block: bytes) -> bytes:
        """Return what is whole by now.

        Raises:
            ModelUnavailable: If a line says that another machine gave the answer.
        """
        end = block.rfind(b"\n") + 1
        if not end:
            self._held += block
            return b""
        whole = bytes(self._held) + block[:end]
        self._held[:] = block[end:]
        return self._looked_at(whole)

    def rest(self) -> bytes:
        """Return what came after the last line's end. Raises as `through` does."""
        return self._looked_at(bytes(self._held))

    def _looked_at(self, whole: bytes) -> bytes:
        if self._route.model is not None and remote_models.has_remote_line(whole):
            remote_models.remember(self._route.url, self._route.model)
            raise ModelUnavailable("local", "model_remote")
        return whole
