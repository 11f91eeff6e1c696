"""How local questions travel: to the address that was checked, without detours, and not on.

Every client of a local model sends through one of the two transports here, the probes too.
What they refuse they refuse before a byte is sent.
"""

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import wait
from contextlib import suppress
from typing import Any, Final, cast

import httpx

from router_agent import background, looking_up
from router_agent.local_route import Lines, Route

_LOOK_UP_SECONDS: Final = 10.0  # where a client sets no limit to connecting


class LocalTransport(httpx.BaseTransport):
    """Sends requests to one local server."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._inner = httpx.HTTPTransport(verify=_verify(route), trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to a checked address of its host.

        Raises:
            ModelError: If it may not be sent, or its answer must not be read.
            httpx.TransportError: As any transport does.
        """
        self._route.refuse_remote_model()
        addresses = looking_up.without_looking(request.url.host, self._route.trusted_hosts)
        if addresses is None:
            found = looking_up.start(request.url.host)
            wait([found], _seconds(request))
            addresses = looking_up.result(found, self._route.trusted_hosts)
        response = self._send(request, addresses)
        try:
            self._route.check(response)
        except BaseException:
            response.close()
            raise
        response.stream = _Looked(cast(httpx.SyncByteStream, response.stream), self._route)
        return response

    def _send(self, request: httpx.Request, addresses: tuple[str, ...]) -> httpx.Response:
        """Send to the first address that takes the connection; nothing was sent to the others."""
        *others, last = addresses
        for address in others:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return self._inner.handle_request(self._route.pinned(request, address))
        return self._inner.handle_request(self._route.pinned(request, last))

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


class AsyncLocalTransport(httpx.AsyncBaseTransport):
    """The asynchronous twin of `LocalTransport`; no look-up blocks the event loop."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._inner = httpx.AsyncHTTPTransport(verify=_verify(route), trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to a checked address of its host. Raises as its twin does."""
        self._route.refuse_remote_model()
        addresses = looking_up.without_looking(request.url.host, self._route.trusted_hosts)
        if addresses is None:
            found = looking_up.start(request.url.host)
            await background.wait([found], _seconds(request))
            addresses = looking_up.result(found, self._route.trusted_hosts)
        response = await self._send(request, addresses)
        try:
            self._route.check(response)
        except BaseException:
            await response.aclose()
            raise
        response.stream = _AsyncLooked(cast(httpx.AsyncByteStream, response.stream), self._route)
        return response

    async def _send(self, request: httpx.Request, addresses: tuple[str, ...]) -> httpx.Response:
        *others, last = addresses
        for address in others:
            with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                return await self._inner.handle_async_request(self._route.pinned(request, address))
        return await self._inner.handle_async_request(self._route.pinned(request, last))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()


class _Looked(httpx.SyncByteStream):
    """The body of an answer, looked at line by line."""

    def __init__(self, stream: httpx.SyncByteStream, route: Route) -> None:
        self._stream = stream
        self._lines = Lines(route)

    def __iter__(self) -> Iterator[bytes]:
        for block in self._stream:
            if whole := self._lines.through(block):
                yield whole
        if rest := self._lines.rest():
            yield rest

    def close(self) -> None:
        self._stream.close()


class _AsyncLooked(httpx.AsyncByteStream):
    """The asynchronous twin of `_Looked`."""

    def __init__(self, stream: httpx.AsyncByteStream, route: Route) -> None:
        self._stream = stream
        self._lines = Lines(route)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for block in self._stream:
            if whole := self._lines.through(block):
                yield whole
        if rest := self._lines.rest():
            yield rest

    async def aclose(self) -> None:
        await self._stream.aclose()


def _verify(route: Route) -> bool:
    """Whether certificates are checked: plain HTTP has none, and reading them takes 100 ms."""
    return route.url.startswith("https:")


def _seconds(request: httpx.Request) -> float:
    """Return how long a look-up may take: as long as the connection that it is part of."""
    limits: Any = request.extensions.get("timeout") or {}
    return float(limits.get("connect") or _LOOK_UP_SECONDS)
