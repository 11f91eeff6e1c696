"""What the tests of "local means local" share: clients, ours and plain ones, and name look-ups."""

import asyncio
import socket
from collections.abc import Callable
from itertools import count
from typing import Any, Final, Literal

import pytest
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from router_agent import chat_clients, models
from router_agent.environment import current
from router_agent.model_errors import translate
from tests.questions import BUSINESS

Provider = Literal["ollama", "openai"]
PROVIDERS: Final[tuple[Provider, ...]] = ("ollama", "openai")
WAYS: Final = ("sync", "async")
_number: Final = count()


def point_to(provider: Provider, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the settings say that the local server is at `address` (`host:port`)."""
    monkeypatch.setenv("ROUTER_LOCAL_PROVIDER", provider)
    if provider == "ollama":
        monkeypatch.setenv("OLLAMA_HOST", f"http://{address}")
    else:
        monkeypatch.setenv("ROUTER_LOCAL_BASE_URL", f"http://{address}/v1")


def ours(provider: Provider) -> Any:
    """Return the router's client of the local model."""
    env = current.refresh()
    make = chat_clients.ollama if provider == "ollama" else chat_clients.openai_compatible
    return make(env.choices, env, None, 5.0)


def plain(provider: Provider, address: str) -> Any:
    """Return the same client as anybody would make it."""
    if provider == "ollama":
        return ChatOllama(model="exaone3.5:7.8b", base_url=f"http://{address}")
    return ChatOpenAI(
        model="exaone3.5:7.8b",
        base_url=f"http://{address}/v1",
        api_key=SecretStr("local"),
        max_retries=0,
        # The package shares its own clients by their limits, and `call` closes them.
        timeout=10 + next(_number) / 1000,
    )


async def call(chat: Any, way: str, question: str = BUSINESS) -> Exception | None:
    """Ask, close the client, and return what it raised; None for an answer."""
    try:
        if way == "sync":
            await asyncio.to_thread(chat.invoke, question)
        else:
            await chat.ainvoke(question)
    except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
        return error
    finally:
        models._close(chat)
        await models._aclose(chat)
    return None


async def code_of(chat: Any, way: str) -> str | None:
    """Ask, and return the code of the failure, which quotes nothing of the question."""
    error = await call(chat, way)
    assert BUSINESS not in f"{error} {error!r}"
    return None if error is None else translate(error, "local").code


class Names:
    """Stands in for the resolver.

    Attributes:
        leads: Where each name leads: the answers in order, of which the last stays.
        asked: The names that were looked up.
    """

    def __init__(self) -> None:
        self.leads: dict[str, list[tuple[str, ...]]] = {}
        self.asked: list[str] = []
        self.before: Callable[[], None] = lambda: None

    def look_up(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """Return what takes the place of `socket.getaddrinfo`."""

        def getaddrinfo(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
            name = host.decode() if isinstance(host, bytes) else host
            if name not in self.leads:
                return real(host, port, *args, **kwargs)
            self.asked.append(name)
            self.before()
            answers = self.leads[name]
            addresses = answers.pop(0) if len(answers) > 1 else answers[0]
            if not addresses:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return [_entry(address, port) for address in addresses]

        return getaddrinfo


def _entry(address: str, port: Any) -> tuple[Any, ...]:
    number = int(port or 0)
    if ":" in address:
        place: tuple[Any, ...] = (address, number, 0, 0)
        return (socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", place)
    return (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, number))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """A resolver of the test's own."""
    own = Names()
    monkeypatch.setattr(socket, "getaddrinfo", own.look_up(socket.getaddrinfo))
    return own


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that anything tried to connect to, in order; beyond loopback none succeeds."""
    addresses: list[str] = []

    def connect(one: socket.socket, address: Any) -> None:
        addresses.append(address[0])
        if not address[0].startswith("127."):
            raise ConnectionRefusedError
        guarded(one, address)

    guarded = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", connect)
    return addresses
