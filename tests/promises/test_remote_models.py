"""No local question is put to a model that another machine runs, however it is called."""

import asyncio
import time

import pytest

from router_agent import aask, ask, remote_models
from router_agent.demo.http_server import Connection, Received
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.environment import current
from router_agent.errors import ModelUnavailable
from router_agent.models import ChatModels
from router_agent.probes import probe_local
from router_agent.wording import CAUSES
from router_agent.workflow import PROBES
from tests.promises.local_calls import WAYS, call, code_of, ours, plain, point_to
from tests.promises.recorder import Recorder
from tests.questions import BUSINESS, PERSONAL

every_client = pytest.mark.parametrize("way", WAYS)


def probed() -> str | None:
    env = current.refresh()
    return probe_local(env.choices, env).cause


@pytest.mark.parametrize(
    ("model", "remote"),
    [
        ("gpt-oss:120b-cloud", True),
        ("gpt-oss:120B-CLOUD", True),
        ("qwen3:cloud", True),
        ("qwen3:Cloud", True),
        ("qwen3:cloud ", True),
        ("qwen3: cloud", True),
        ("registry.ollama.ai/library/gpt-oss:120b-cloud", True),
        ("localhost:5000/team/gpt-oss:cloud", True),
        ("gpt-oss:120b-cloud:local", True),
        ("gpt-oss-cloud", True),
        ("exaone3.5:7.8b", False),
        ("cloudy:7b", False),
        ("cloud-llm:7b", False),
        ("my-cloud/llama3.2", False),
        ("llama3.2:clouds", False),
    ],
)
def test_a_model_is_remote_by_its_name_alone(model: str, remote: bool) -> None:
    assert remote_models.is_named_remote(model) == remote


@every_client
@pytest.mark.parametrize("model", ["gpt-oss:120b-cloud", "qwen3:CLOUD"])
async def test_a_model_with_such_a_name_is_not_asked_even_if_nothing_was_probed(
    model: str, way: str, ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a state or a context says of it."""
    monkeypatch.setenv("ROUTER_LOCAL_MODEL", model)
    assert await code_of(ours("ollama"), way) == "model_remote"
    assert not ollama.requests
    result = await aask(BUSINESS)
    assert result["model_type"] == "none"
    assert not ollama.generations


def test_a_run_cannot_choose_such_a_model_either(ollama: OllamaStandIn) -> None:
    result = ask(BUSINESS, context={"local_model": "qwen3:cloud"})
    assert result["model_type"] == "none"
    assert CAUSES["model_remote"].ko in result["reason"]
    assert not ollama.saw(BUSINESS)


@pytest.mark.parametrize(
    "fields", [("remote_host",), ("remote_model",), ("remote_host", "remote_model")]
)
def test_either_field_of_the_list_is_enough(fields: tuple[str, ...]) -> None:
    from router_agent.probes import _has_ollama_model

    entry = {"name": "mine:latest", **dict.fromkeys(fields, "x")}
    for wanted in ("mine", "mine:latest"):
        found = _has_ollama_model({"models": [entry]}, "http://127.0.0.1", wanted)
        assert found.cause == "model_remote"


def test_an_alias_of_a_remote_model_is_not_asked(
    openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OllamaStandIn(models=(), remote=("mine",)) as stand_in:
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        monkeypatch.setenv("ROUTER_LOCAL_MODEL", "mine")
        assert ask(BUSINESS)["reason_code"] == "privacy_local_down"
        assert not stand_in.generations


def test_nor_through_ollamas_openai_form_whose_list_does_not_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with BothForms(models=("mine",), key=None) as server:
        point_to("openai", f"127.0.0.1:{server.port}", monkeypatch)
        monkeypatch.setenv("ROUTER_LOCAL_MODEL", "mine")
        assert probed() == "model_remote"
        assert ask(BUSINESS)["model_type"] == "none"
        assert not server.generations


class BothForms(OpenAIStandIn):
    """Ollama's OpenAI form, with its own list of models beside it."""

    def answer(self, request: Received, connection: Connection) -> None:
        """Answer one request."""
        if request.path == "/api/tags":
            entry = {"name": "mine:latest", "remote_host": "https://ollama.com:443"}
            connection.send_json(200, {"models": [entry]})
        else:
            super().answer(request, connection)


async def test_a_model_that_is_caught_at_being_remote_is_never_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The list calls it local; the first line of its answer does not."""
    with OllamaStandIn(models=(), unmarked=("mine",)) as stand_in:
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        monkeypatch.setenv("ROUTER_LOCAL_MODEL", "mine")
        assert probed() is None
        first = await asyncio.to_thread(ask, BUSINESS)
        assert first["model_type"] == "none"
        assert first["fallback_from"] == "local"
        assert CAUSES["model_remote"].ko in first["reason"]
        for again in (await aask(PERSONAL), await asyncio.to_thread(ask, PERSONAL)):
            assert again["fallback_from"] is None  # not even tried
        PROBES.forget()
        assert (await aask(PERSONAL))["model_type"] == "none"
        assert probed() == "model_remote"
        assert len(stand_in.generations) == 1
        assert not stand_in.saw(PERSONAL)


async def test_a_plain_client_takes_its_answer_as_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin without the protection."""
    with OllamaStandIn(models=(), unmarked=("exaone3.5:7.8b",)) as stand_in:
        for way in WAYS:
            assert await call(plain("ollama", f"127.0.0.1:{stand_in.port}"), way) is None
        assert len(stand_in.generations) == 2


@every_client
async def test_reading_stops_at_the_first_line_that_says_so(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OllamaStandIn(models=(), unmarked=("exaone3.5:7.8b",)) as stand_in:
        stand_in.script.append(Reply(text="x" * 40_000, chunk_delay_seconds=0.01))
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        started = time.monotonic()
        assert await code_of(ours("ollama"), way) == "model_remote"
        assert time.monotonic() - started < 10  # the whole answer takes 100 seconds


def test_a_judge_that_is_caught_is_not_given_the_question_a_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The judge and the answer are two calls of one model, and of one turn."""
    with OllamaStandIn(models=(), unmarked=("exaone3.5:7.8b",)) as stand_in:
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        env = current.refresh()
        models = ChatModels()
        with pytest.raises(ModelUnavailable, match="model_remote"):
            models.get("judge", env.choices, env).chat.invoke("?")
        with pytest.raises(ModelUnavailable, match="model_remote"):
            models.get("local", env.choices, env).chat.invoke(BUSINESS)
        assert len(stand_in.generations) == 1
        assert not stand_in.saw(BUSINESS)


@pytest.mark.parametrize(
    ("block", "remote"),
    [
        (b'{"model":"m","remote_host":"https://ollama.com:443","done":false}\n', True),
        (b'{"done":false}\n{"remote_model":"gpt-oss"}\n', True),
        (b'data: {"remote_host":"h"}\n\n', True),
        (b'{"remote_host":""}\n', False),
        (b'{"message":{"content":"what is \\"remote_host\\"?"}}\n', False),
        (b'{"message":{"tool_calls":[{"function":{"arguments":{"remote_host":"h"}}}]}}\n', False),
        (b'{"remote_host"\n', False),
        (b"", False),
    ],
)
def test_a_line_says_so_in_its_own_fields_and_not_in_its_text(block: bytes, remote: bool) -> None:
    assert remote_models.has_remote_line(block) == remote


@every_client
async def test_an_answer_that_comes_encoded_is_not_read(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is asked for as it is and comes otherwise could not be looked at."""
    encoded = (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n"
        b"Connection: close\r\n\r\n{}"
    )
    with Recorder(answer=encoded) as server:
        monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{server.port}")
        assert await code_of(ours("ollama"), way) == "malformed"
    assert b"Accept-Encoding: identity" in server.raw
