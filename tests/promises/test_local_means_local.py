"""A local question goes to a checked address of this machine or of a trusted one, and not on."""

import asyncio
import json
import re
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from router_agent import aask, ask
from router_agent.context import Choices
from router_agent.demo.http_server import Connection, Received
from router_agent.demo.loopback import StandIn
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.environment import current
from router_agent.errors import ModelTimeout
from router_agent.local_route import Route
from router_agent.local_transport import AsyncLocalTransport, LocalTransport
from router_agent.models import ChatModels
from router_agent.probes import probe_local
from router_agent.wording import CAUSES
from tests.promises.local_calls import (
    PROVIDERS,
    WAYS,
    Names,
    Provider,
    call,
    code_of,
    connected,
    names,
    ours,
    plain,
    point_to,
)
from tests.promises.recorder import Recorder
from tests.questions import BUSINESS, HARMLESS, PERSONAL

__all__ = ["connected", "names"]  # fixtures

every_client = pytest.mark.parametrize("way", WAYS)
every_provider = pytest.mark.parametrize("provider", PROVIDERS)


def probed() -> str | None:
    env = current.refresh()
    return probe_local(env.choices, env).cause


# The address that is connected to


@every_client
@every_provider
@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
async def test_a_second_look_up_cannot_change_where_the_question_goes(
    provider: Provider, way: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the name leads to the right machine while it is checked, and then not."""
    monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", "gpu.lan")
    with Recorder() as right, Recorder("127.0.0.2", right.port) as wrong:
        names.leads["gpu.lan"] = [("127.0.0.1",), ("127.0.0.2",)]
        point_to(provider, f"gpu.lan:{right.port}", monkeypatch)
        await call(ours(provider), way)
    assert names.asked == ["gpu.lan"]
    assert b"Host: gpu.lan:" in right.raw
    assert (right.connections, wrong.connections) == (1, 0)


@every_client
@every_provider
@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
async def test_a_name_that_was_checked_and_is_then_connected_to_by_name_goes_elsewhere(
    provider: Provider, way: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin without the protection."""
    import socket

    with Recorder() as right, Recorder("127.0.0.2", right.port) as wrong:
        names.leads["gpu.lan"] = [("127.0.0.1",), ("127.0.0.2",)]
        assert socket.getaddrinfo("gpu.lan", right.port)[0][4][0] == "127.0.0.1"  # the check
        await call(plain(provider, f"gpu.lan:{right.port}"), way)
    assert (right.connections, wrong.connections) == (0, 1)
    assert PERSONAL.encode() not in wrong.raw


REFUSED: list[tuple[tuple[str, ...], str]] = [
    (("8.8.8.8",), "address_not_local"),
    (("100.64.0.1",), "address_not_local"),
    (("::ffff:8.8.8.8",), "address_not_local"),
    (("64:ff9b::808:808",), "address_not_local"),
    (("0.0.0.0",), "address_not_local"),  # noqa: S104 - an answer, not bound
    (("224.0.0.1",), "address_not_local"),
    (("169.254.169.254",), "link_local"),
    (("fe80::1%eth0",), "link_local"),
    ((), "name_unknown"),
    # One that is refused spoils the others, wherever it stands.
    (("127.0.0.1", "8.8.8.8"), "address_not_local"),
    (("2606:4700::1", "127.0.0.1"), "address_not_local"),
    (("127.0.0.1", "169.254.169.254"), "link_local"),
]


@every_client
@every_provider
@pytest.mark.parametrize(("leads", "cause"), REFUSED, ids=[" ".join(a) for a, _ in REFUSED])
async def test_a_trusted_name_that_leads_elsewhere_is_not_connected_to(
    leads: tuple[str, ...],
    cause: str,
    provider: Provider,
    way: str,
    names: Names,
    connected: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither by the probe nor by a client."""
    monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", "gpu.lan")
    names.leads["gpu.lan"] = [leads]
    point_to(provider, "gpu.lan:9", monkeypatch)
    assert await asyncio.to_thread(probed) == cause
    assert await code_of(ours(provider), way) == cause
    assert not connected
    assert cause in CAUSES


@every_client
@every_provider
async def test_a_plain_client_does_connect_to_it(
    provider: Provider, way: str, names: Names, connected: list[str]
) -> None:
    """The twin without the protection."""
    names.leads["gpu.lan"] = [("8.8.8.8",)]
    await call(plain(provider, "gpu.lan:11434"), way)
    assert connected == ["8.8.8.8"]


def test_an_address_that_is_listed_beside_its_name_is_trusted(
    names: Names, connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names.leads["gpu.lan"] = [("100.64.0.1",)]
    monkeypatch.setenv("OLLAMA_HOST", "gpu.lan")
    monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", "gpu.lan")
    assert (probed(), connected) == ("address_not_local", [])
    monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", "gpu.lan,100.64.0.1")
    assert (probed(), connected) == ("server_down", ["100.64.0.1"])


@every_client
@every_provider
async def test_a_host_that_is_not_trusted_is_not_even_looked_up(
    provider: Provider, way: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    names.leads["gpu.lan"] = [("127.0.0.1",)]
    point_to(provider, "gpu.lan:9", monkeypatch)
    assert await asyncio.to_thread(probed) == "not_local"
    assert await code_of(ours(provider), way) == "not_local"
    assert not names.asked


@every_client
@every_provider
@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
@pytest.mark.parametrize("ours_or_plain", ["ours", "plain"])
async def test_localhost_is_loopback_whatever_a_resolver_says(
    ours_or_plain: str,
    provider: Provider,
    way: str,
    names: Names,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With its twin: a plain client goes where the resolver, or a file of hosts, leads it."""
    with Recorder() as right, Recorder("127.0.0.2", right.port) as wrong:
        names.leads["localhost"] = [("127.0.0.2",)]
        point_to(provider, f"localhost:{right.port}", monkeypatch)
        is_ours = ours_or_plain == "ours"
        chat = ours(provider) if is_ours else plain(provider, f"localhost:{right.port}")
        await call(chat, way)
    assert (right.connections, wrong.connections) == ((1, 0) if is_ours else (0, 1))
    assert bool(names.asked) != is_ours


@pytest.mark.parametrize("look", ["ours", "blocking"])
async def test_a_slow_look_up_does_not_block_the_event_loop(
    look: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its twin: a look-up on the loop's own thread, which holds everybody up."""
    import socket

    monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", "gpu.lan")
    names.leads["gpu.lan"] = [()]
    names.before = lambda: time.sleep(0.4)
    point_to("ollama", "gpu.lan:9", monkeypatch)
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    if look == "ours":
        assert await code_of(ours("ollama"), "async") == "name_unknown"
    else:
        with pytest.raises(socket.gaierror):
            socket.getaddrinfo("gpu.lan", 9)
    ticking.cancel()
    assert (ticks > 3) == (look == "ours")


@every_client
async def test_a_look_up_that_does_not_end_costs_the_time_limit_of_connecting(
    way: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", "gpu.lan")
    names.leads["gpu.lan"] = [()]
    names.before = lambda: time.sleep(2)
    route = Route("http://gpu.lan:9", ("gpu.lan",))
    started = time.monotonic()
    request = httpx.Request("GET", route.url, extensions={"timeout": {"connect": 0.2}})
    transports = LocalTransport(route), AsyncLocalTransport(route)

    async def send() -> None:
        if way == "sync":
            transports[0].handle_request(request)
        else:
            await transports[1].handle_async_request(request)

    with pytest.raises(ModelTimeout):
        await send()
    assert time.monotonic() - started < 1.5


def test_a_certificate_is_still_that_of_the_name() -> None:
    route = Route("https://gpu.lan", ("gpu.lan",))
    request = httpx.Request("POST", "https://gpu.lan/api/chat", json={"a": 1})
    pinned = route.pinned(request, "fd00::7")
    assert str(pinned.url) == "https://[fd00::7]/api/chat"
    assert pinned.extensions["sni_hostname"] == "gpu.lan"
    assert pinned.headers["host"] == "gpu.lan"
    assert str(request.url) == "https://gpu.lan/api/chat"


# No detours


PROXY_NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A proxy that the environment names for everything."""
    with Recorder() as proxy:
        for name in PROXY_NAMES:
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", "nothing.example")
        yield proxy


async def test_no_byte_of_a_local_question_reaches_a_proxy(
    proxied: Recorder, ollama: OllamaStandIn
) -> None:
    assert (await asyncio.to_thread(ask, BUSINESS))["model_type"] == "local"
    assert (await aask(PERSONAL))["model_type"] == "local"
    assert ollama.saw(BUSINESS)
    assert ollama.saw(PERSONAL)
    assert proxied.connections == 0
    assert proxied.raw == b""


async def test_nor_one_to_a_server_that_speaks_openai_whose_own_proxy_is_named(
    proxied: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`OPENAI_PROXY` is the cloud's: it neither carries a local question nor keeps it here."""
    monkeypatch.setenv("OPENAI_PROXY", f"http://user:hunter2@127.0.0.1:{proxied.port}")
    with OpenAIStandIn(models=("exaone3.5:7.8b",), key=None) as server:
        point_to("openai", f"127.0.0.1:{server.port}", monkeypatch)
        assert (await asyncio.to_thread(ask, BUSINESS))["model_type"] == "local"
        assert (await aask(PERSONAL))["model_type"] == "local"
        assert server.saw(BUSINESS)
    assert proxied.raw == b""


@every_client
@every_provider
async def test_a_plain_client_does_send_it_to_the_proxy(
    provider: Provider, way: str, proxied: Recorder
) -> None:
    """The twin without the protection."""
    await call(plain(provider, "127.0.0.1:9"), way)
    assert proxied.wait_for(escaped(BUSINESS), BUSINESS.encode())


@pytest.mark.parametrize("trusting", [False, True])
def test_no_login_of_a_netrc_file_is_sent(
    trusting: bool, tmp_path: Path, ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its twin: a plain client that trusts the environment sends it."""
    file = tmp_path / ".netrc"
    file.write_text("machine 127.0.0.1 login me password hunter2\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    if trusting:
        httpx.get(f"{ollama.url}/api/version", auth=httpx.NetRCAuth(str(file)))
    else:
        assert ask(BUSINESS)["model_type"] == "local"
    sent = [request.headers.get("authorization") for request in ollama.requests]
    assert any(sent) == trusting


# Not on


@every_client
@every_provider
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_client_follows_a_redirect(
    status: int, provider: Provider, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Recorder() as elsewhere, Redirecting(status, elsewhere.port) as server:
        point_to(provider, f"127.0.0.1:{server.port}", monkeypatch)
        assert await asyncio.to_thread(probed) == "redirected"
        assert await code_of(ours(provider), way) == "redirected"
    assert elsewhere.connections == 0


@every_client
@every_provider
async def test_a_plain_client_does_follow_it_with_the_question(
    provider: Provider, way: str
) -> None:
    """The twin without the protection."""
    with Recorder() as elsewhere, Redirecting(307, elsewhere.port) as server:
        await call(plain(provider, f"127.0.0.1:{server.port}"), way)
    assert elsewhere.wait_for(escaped(BUSINESS), BUSINESS.encode())


@every_client
@every_provider
async def test_a_server_that_switches_protocols_gets_no_further(
    provider: Provider, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    switching = (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    )
    with Recorder(answer=switching) as server:
        point_to(provider, f"127.0.0.1:{server.port}", monkeypatch)
        assert await code_of(ours(provider), way) is not None
        assert server.connections == 1
        assert b"upgrade" not in server.raw.lower()


class Redirecting(StandIn):
    """Sends every request on to another port."""

    def __init__(self, status: int, port: int) -> None:
        super().__init__()
        self.status = status
        self.to = port

    def answer(self, request: Received, connection: Connection) -> None:
        """Send it on."""
        to = f"http://127.0.0.1:{self.to}{request.path}"
        connection.send(self.status, b"", headers={"Location": to})


# Keys


@every_client
async def test_ollamas_key_goes_to_no_host_that_is_not_trusted(
    way: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package adds it whatever the host is; here it comes as far as the check."""
    monkeypatch.setenv("OLLAMA_API_KEY", "ollama-key-of-mine")
    with Recorder() as server:
        names.leads["gpu.lan"] = [("127.0.0.1",)]
        point_to("ollama", f"gpu.lan:{server.port}", monkeypatch)
        await call(ours("ollama"), way)
        assert server.raw == b""
        monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", "gpu.lan")
        await call(ours("ollama"), way)
        assert b"Bearer ollama-key-of-mine" in server.raw


@every_client
async def test_a_plain_client_sends_it_to_any(
    way: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin without the protection."""
    monkeypatch.setenv("OLLAMA_API_KEY", "ollama-key-of-mine")
    with Recorder() as server:
        names.leads["gpu.lan"] = [("127.0.0.1",)]
        await call(plain("ollama", f"gpu.lan:{server.port}"), way)
    assert b"Bearer ollama-key-of-mine" in server.raw


@every_client
@pytest.mark.parametrize("ours_or_plain", ["ours", "plain"])
async def test_nothing_of_an_openai_account_goes_to_a_local_server(
    ours_or_plain: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its twin, whose ids go along."""
    for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "ADMIN_KEY", "WEBHOOK_SECRET"):
        monkeypatch.setenv(f"OPENAI_{name}", f"of-the-account-{name}")
    with Recorder() as server:
        point_to("openai", f"127.0.0.1:{server.port}", monkeypatch)
        is_ours = ours_or_plain == "ours"
        chat = ours("openai") if is_ours else plain("openai", f"127.0.0.1:{server.port}")
        await call(chat, way)
    assert (b"of-the-account" in server.raw) != is_ours
    names_sent = set(re.findall(rb"^([A-Za-z-]+): ", server.raw, re.MULTILINE))
    assert (b"x-stainless-os" in {name.lower() for name in names_sent}) != is_ours


# The cloud's settings are not the local ones


@every_provider
async def test_every_local_client_sends_through_the_transport_that_checks(
    provider: Provider, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_to(provider, "127.0.0.1:9", monkeypatch)
    env = current.refresh()
    models = ChatModels()
    kinds: tuple[Any, ...] = ("local", "judge", "cloud")
    for kind in kinds:
        chat: Any = (await models.aget(kind, env.choices, env)).chat
        found = [transport for client in _clients(chat) for transport in _transports(client)]
        checked = [isinstance(t, LocalTransport | AsyncLocalTransport) for t in found]
        assert len(found) == 2
        assert checked == [kind != "cloud"] * 2, kind


def _clients(chat: Any) -> list[Any]:
    own = [getattr(chat, name, None) for name in ("_client", "_async_client")]
    root = [getattr(chat, name, None) for name in ("root_client", "root_async_client")]
    return [client._client for client in (*own, *root) if client is not None]


def _transports(client: Any) -> list[Any]:
    return [client._transport, *client._mounts.values()]


async def test_whatever_is_set_for_the_cloud_a_local_question_does_not_travel_by_it(
    proxied: Recorder, ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cloud is reached by its proxy, and the same process asks the local model without."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://cloud.example/v1")
    await asyncio.to_thread(ask, HARMLESS)
    assert b"cloud.example" in proxied.raw
    before = proxied.raw
    env = current.refresh()
    models = ChatModels()
    model = await models.aget("local", env.choices, env)
    assert await call(model.chat, "async") is None
    assert await call(ours("ollama"), "sync") is None
    assert proxied.raw == before


def escaped(text: str) -> bytes:
    return json.dumps(text)[1:-1].encode()


def test_the_choice_of_a_model_is_all_that_a_run_has_to_say() -> None:
    """No setting of a run names a host, a proxy or a key."""
    assert not {name for name in Choices.__slots__ if re.search("host|url|key|proxy", name)}
