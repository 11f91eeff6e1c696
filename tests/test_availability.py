"""Which models are there: what the probes find, and how often they ask."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from router_agent import ask
from router_agent.availability import Probes
from router_agent.context import Choices
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.environment import current
from router_agent.hosts import is_local, ollama_url
from router_agent.models import ChatModels
from router_agent.probes import UP, Status
from tests.questions import BUSINESS, HARMLESS


def look(run: Choices | None = None) -> tuple[str | None, str | None]:
    """Return why the local and the cloud model are down; None for one that is up."""
    env = current.refresh()
    both = Probes(ChatModels()).look(run or env.choices, env)
    return both.local.cause, both.cloud.cause


@pytest.fixture
def html() -> Iterator[str]:
    """A web server that answers everything with a page."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>It works!</html>")

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def silent() -> Iterator[str]:
    """A port that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_both_are_up(ollama: OllamaStandIn, openai: OpenAIStandIn) -> None:
    assert look() == (None, None)


def test_a_stopped_server_and_a_missing_key_are_told(ollama: OllamaStandIn) -> None:
    ollama.stop()
    assert look() == ("server_down", "no_key")


@pytest.mark.parametrize(
    ("pulled", "wanted", "cause"),
    [
        (("exaone3.5:7.8b",), "exaone3.5:7.8b", None),
        (("exaone3.5:7.8b",), "exaone3.5", "model_missing"),
        (("llama3.2",), "llama3.2", None),
        (("llama3.2:latest",), "llama3.2", None),
        (("llama3.2",), "llama3.2:latest", None),
        ((), "llama3.2", "model_missing"),
        (("llama3.2",), "gpt-oss:120b-cloud", "model_remote"),
        (("llama3.2",), "qwen3:cloud", "model_remote"),
    ],
)
def test_a_model_is_found_by_ollamas_own_tag_rules(
    pulled: tuple[str, ...], wanted: str, cause: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OllamaStandIn(models=pulled) as stand_in:
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        assert look(Choices(local_model=wanted))[0] == cause


def test_a_model_that_ollama_has_another_host_run_is_not_local(
    openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OllamaStandIn(models=(), remote=("exaone3.5:7.8b",)) as stand_in:
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        assert look()[0] == "model_remote"
        assert ask(BUSINESS)["model_type"] == "none"
        assert not stand_in.generations


@pytest.mark.parametrize("host", ["192.168.0.7:11434", "ollama.example", "http://10.0.0.2"])
def test_a_host_that_is_not_this_machine_is_not_local_and_not_even_asked(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", host)
    assert look()[0] == "not_local"  # a connection would be refused by the tests' socket guard


def test_a_host_that_the_user_trusts_counts_as_local(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_local("http://gpu.lan:11434", ())
    assert is_local("http://gpu.lan:11434", ("GPU.lan",))


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:11434"),
        ("localhost:8080", "http://localhost:8080"),
        ("http://localhost", "http://localhost:80"),
        ("https://gpu.example", "https://gpu.example:443"),
        ("0.0.0.0", "http://127.0.0.1:11434"),  # noqa: S104 - read, not bound
        ("[::1]:11434", "http://[::1]:11434"),
        ("http://[::]:11434/", "http://[::1]:11434"),
        ("http://localhost:80/ollama/", "http://localhost:80/ollama"),
    ],
)
def test_ollama_host_is_read_as_ollama_reads_it(host: str, url: str) -> None:
    assert ollama_url(host) == url


@pytest.mark.parametrize("host", ["http://", "ftp://x", "http://a:b@c", "x:port", ""])
def test_an_address_that_is_none_is_an_error(host: str) -> None:
    from router_agent import InvalidSetting

    with pytest.raises(InvalidSetting, match="OLLAMA_HOST"):
        ollama_url(host)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:1", True),
        ("http://127.8.9.1:1", True),
        ("http://[::1]:1", True),
        ("http://[::ffff:127.0.0.1]:1", True),
        ("http://localhost:1", True),
        ("http://localhost.evil.example:1", False),
        ("http://127.0.0.1.evil.example:1", False),
        ("http://169.254.169.254", False),
        ("http://2130706433", False),
    ],
)
def test_only_loopback_is_this_machine(url: str, local: bool) -> None:
    assert is_local(url, ()) == local


def test_a_port_that_answers_with_a_page_is_no_model(
    html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", html)
    monkeypatch.setenv("OPENAI_BASE_URL", html)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    assert look() == ("not_the_server", "not_the_server")
    result = ask(HARMLESS)
    assert result["reason_code"] == "nothing_available"


def test_a_port_that_says_nothing_costs_the_time_limit_once_for_both(
    silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", silent)
    monkeypatch.setenv("OPENAI_BASE_URL", silent)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    monkeypatch.setenv("ROUTER_PROBE_SECONDS", "0.3")
    assert look() == ("timeout", "timeout")


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        ({"models": "all of them"}, "not_the_server"),
        ([], "not_the_server"),
        ({"models": [3, {"name": "exaone3.5:7.8b"}]}, None),
    ],
)
def test_a_strange_list_of_models_is_no_crash(
    reply: Any, cause: str | None, ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from router_agent import probes

    assert probes._has_ollama_model(reply, "http://127.0.0.1", "exaone3.5:7.8b").cause == cause


def test_a_wrong_key_is_told(openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong")
    assert look()[1] == "bad_key"


def test_a_local_server_that_speaks_openai_is_probed_and_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As llama.cpp, vLLM and LM Studio do."""
    with OpenAIStandIn(models=("tiny",), key=None) as server:
        monkeypatch.setenv("ROUTER_LOCAL_PROVIDER", "openai")
        monkeypatch.setenv("ROUTER_LOCAL_BASE_URL", server.url)
        monkeypatch.setenv("ROUTER_LOCAL_MODEL", "tiny")
        monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
        assert look()[0] is None
        result = ask(BUSINESS)
        assert (result["model_type"], result["model_name"]) == ("local", "tiny")
        assert result["usage"]["output_tokens"]
        assert len(server.generations) == 1
        assert look(Choices(local_model="other"))[0] == "model_missing"


def test_answers_are_remembered_and_forgotten(
    ollama: OllamaStandIn, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = current.refresh()
    probes = Probes(ChatModels())
    for _ in range(5):
        assert probes.look(env.choices, env).local == UP
    assert len(ollama.requests) == 3  # version, status and tags, once
    assert len(openai.requests) == 1
    probes.forget()
    probes.look(env.choices, env)
    assert len(ollama.requests) == 6

    monkeypatch.setenv("ROUTER_AVAILABILITY_SECONDS", "0")
    env = current.refresh()
    probes = Probes(ChatModels())
    probes.look(env.choices, env)
    probes.look(env.choices, env)
    assert len(ollama.requests) == 12


def test_many_questions_at_once_are_one_probe(ollama: OllamaStandIn, openai: OpenAIStandIn) -> None:
    env = current.refresh()
    probes = Probes(ChatModels())
    with ThreadPoolExecutor(50) as pool:
        found = list(pool.map(lambda _: probes.look(env.choices, env), range(200)))
    assert {both.local for both in found} == {UP}
    assert (len(ollama.requests), len(openai.requests)) == (3, 1)


async def test_the_asynchronous_twin_shares_the_probe(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    env = current.refresh()
    probes = Probes(ChatModels())
    found = await asyncio.gather(*(probes.alook(env.choices, env) for _ in range(100)))
    assert {both.cloud for both in found} == {UP}
    assert (len(ollama.requests), len(openai.requests)) == (3, 1)


async def test_a_silent_server_does_not_block_the_event_loop(
    silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", silent)
    monkeypatch.setenv("ROUTER_PROBE_SECONDS", "0.3")
    env = current.refresh()
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    both = await Probes(ChatModels()).alook(env.choices, env)
    ticking.cancel()
    assert both.local == Status(False, "timeout")
    assert ticks > 3


def test_no_proxy_carries_what_is_local(
    ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`HTTP_PROXY` would take "local" prompts to the proxy even for 127.0.0.1."""
    with OllamaStandIn() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert ask(BUSINESS)["model_type"] == "local"
        assert not proxy.requests


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_PROXY", "http://user:hunter2@:x"),
        ("ALL_PROXY", "socks5://127.0.0.1:9"),
        ("HTTPS_PROXY", "foo://127.0.0.1:9"),
        ("SSL_CERT_FILE", "/nonexistent.pem"),
    ],
)
async def test_a_cloud_client_that_cannot_be_made_is_a_cloud_that_is_down(
    name: str, value: str, ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The private question has an answer all the same, and no password is shown."""
    from router_agent import aask

    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://127.0.0.1:9/v1")
    monkeypatch.setenv(name, value)
    for result in (ask(BUSINESS), await aask(BUSINESS)):
        assert result["model_type"] == "local"
    result = ask(HARMLESS)
    assert (result["model_type"], result["reason_code"]) == ("local", "cloud_unavailable")
    assert "hunter2" not in result["reason"]


def test_a_cloud_endpoint_on_this_machine_is_reached_without_the_proxy(
    ollama: OllamaStandIn, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the demo's stand-in could not be reached from behind a company's proxy."""
    with OpenAIStandIn() as proxy:
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert ask(HARMLESS)["model_type"] == "cloud"
        assert not proxy.requests
