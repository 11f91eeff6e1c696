"""What the clients raise becomes one of our errors, without their text."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest

from router_agent import aask, ask
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import (
    CONTEXT_TOO_LONG,
    QUOTA_SPENT,
    RATE_LIMITED,
    SERVER_ERROR,
    OpenAIStandIn,
    error,
)
from router_agent.demo.reply import Reply
from router_agent.environment import current
from router_agent.errors import (
    ContextTooLong,
    IncompleteAnswer,
    InvalidSetting,
    ModelError,
    ModelTimeout,
    ModelUnavailable,
)
from router_agent.model_errors import translate
from router_agent.models import ChatModels
from router_agent.wording import CAUSES
from tests.questions import BUSINESS, HARMLESS

FAULTS: list[tuple[Reply, str]] = [
    (Reply(status=401, error=error("no", None, "invalid_api_key")), "unauthorized"),
    (Reply(status=403, error=error("no")), "forbidden"),
    (Reply(status=404, error=error("no", None, "model_not_found")), "model_not_found"),
    (Reply(status=400, error=error("bad")), "bad_request"),
    (Reply(status=400, error=CONTEXT_TOO_LONG), "context_too_long"),
    (Reply(status=429, error=RATE_LIMITED), "rate_limited"),
    (Reply(status=429, error=QUOTA_SPENT), "insufficient_quota"),
    (Reply(status=500, error=SERVER_ERROR), "server_error"),
    (Reply(status=503, error=SERVER_ERROR), "server_busy"),
    (Reply(cut_after=2), "cut_off"),
    (Reply(end_after=2), "cut_off"),
    (Reply(error_after=2), "stream_error"),
    (Reply(garbage_after=2), "malformed"),
    (Reply(text="  "), "empty_answer"),
    (Reply(first_delay_seconds=2), "timeout"),
    (Reply(finish="content_filter"), "content_filter"),
]


@pytest.mark.parametrize(("fault", "code"), FAULTS, ids=[code for _, code in FAULTS])
def test_a_failing_cloud_is_one_attempt_with_its_code_and_the_local_model_answers(
    fault: Reply,
    code: str,
    ollama: OllamaStandIn,
    openai: OpenAIStandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ROUTER_CLOUD_TIMEOUT_SECONDS", "1")
    from router_agent import graph

    openai.script.append(fault)
    updates = {
        node: update
        for item in graph.stream({"messages": HARMLESS}, stream_mode="updates")
        for node, update in item.items()
    }

    assert updates["cloud_llm"] == {"attempts": [{"model_type": "cloud", "code": code}]}
    assert updates["local_llm"]["model_type"] == "local"
    assert updates["local_llm"]["fallback_from"] == "cloud"
    assert len(openai.generations) == 1
    assert code in CAUSES


LOCAL_FAULTS: list[tuple[Reply, str]] = [
    (Reply(status=404, error={"error": "model 'x' not found"}), "model_not_found"),
    (
        Reply(status=400, error={"error": "the prompt is longer than the context length"}),
        "context_too_long",
    ),
    (Reply(status=500, error={"error": "boom"}), "server_error"),
    (Reply(status=503, error={"error": "server busy"}), "server_busy"),
    (Reply(cut_after=2), "cut_off"),
    (Reply(end_after=2), "cut_off"),
    (Reply(error_after=2), "stream_error"),
    (Reply(garbage_after=2), "malformed"),
    (Reply(finish="load"), "empty_answer"),
    (Reply(text=""), "empty_answer"),
    (Reply(first_delay_seconds=2), "timeout"),
]


@pytest.mark.parametrize(
    ("fault", "code"), LOCAL_FAULTS, ids=[f"{n}-{code}" for n, (_, code) in enumerate(LOCAL_FAULTS)]
)
async def test_a_failing_local_model_is_one_attempt_with_its_code_and_holds(
    fault: Reply, code: str, ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_LOCAL_FIRST_TOKEN_SECONDS", "1")
    from router_agent import graph

    ollama.script.append(fault)
    updates = [item async for item in graph.astream({"messages": BUSINESS}, stream_mode="updates")]

    assert {"local_llm": {"attempts": [{"model_type": "local", "code": code}]}} in updates
    assert [*updates[-2]] == ["hold"]
    assert updates[-2]["hold"]["usage"]["usd"] is None
    assert code in CAUSES


def test_an_answer_that_drips_past_the_time_limit_is_cut(
    ollama: OllamaStandIn, openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUTER_CLOUD_TIMEOUT_SECONDS", "1")
    openai.script.append(Reply(text="x" * 400, chunk_delay_seconds=0.1))
    assert ask(HARMLESS)["fallback_from"] == "cloud"


class Quoting(Exception):
    """A foreign error that quotes the request."""


@pytest.mark.parametrize(
    ("foreign", "kind", "code"),
    [
        (TimeoutError("secret"), ModelTimeout, "timeout"),
        (ConnectionRefusedError("secret"), ModelUnavailable, "connection_failed"),
        (Quoting("secret"), ModelError, "unexpected"),
        (
            ValueError("No generation chunks were returned: secret"),
            IncompleteAnswer,
            "empty_answer",
        ),
        (ValueError("secret"), ModelError, "unexpected"),
    ],
)
def test_nothing_of_a_foreign_errors_text_crosses_the_line(
    foreign: Exception, kind: type[ModelError], code: str
) -> None:
    ours = translate(foreign, "local")

    assert type(ours) is kind
    assert ours.code == code
    assert "secret" not in f"{ours} {ours!r} {ours.args}"
    assert ours.__cause__ is None


def copied(error: Exception) -> Exception:
    """Return an error as another process gets it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        return other.submit(same, error).result()


def same(error: Exception) -> Exception:
    return error


def test_our_errors_pass_as_they_are_and_survive_pickling() -> None:
    ours = ContextTooLong("cloud", "context_too_long", 400)
    assert translate(ours, "local") is ours
    copy = copied(ours)
    assert (type(copy), str(copy)) == (ContextTooLong, str(ours))
    setting = InvalidSetting("ROUTER_PRIVACY", "'x'", "strict")
    assert str(copied(setting)) == str(setting)


async def test_a_model_is_made_once_per_event_loop_and_closed_with_it(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    env = current.refresh()
    models = ChatModels()
    one = await models.aget("local", env.choices, env)
    assert await models.aget("local", env.choices, env) is one
    assert models.get("local", env.choices, env) is not one

    def in_another_loop() -> Any:
        return asyncio.run(models.aget("local", env.choices, env))

    other = await asyncio.to_thread(in_another_loop)
    assert other is not one
    assert other.chat._async_client._client.is_closed
    assert not one.chat._async_client._client.is_closed  # type: ignore[attr-defined]


def test_two_threads_share_one_model(ollama: OllamaStandIn, openai: OpenAIStandIn) -> None:
    from concurrent.futures import ThreadPoolExecutor

    env = current.refresh()
    models = ChatModels()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: models.get("cloud", env.choices, env), range(32)))
    assert len({id(model) for model in made}) == 1


def test_the_tutorials_temperature_and_an_explicit_context_are_sent(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ask(HARMLESS)
    ask(BUSINESS)
    assert openai.generations[0].json["temperature"] == 0.7
    assert openai.generations[0].json["stream_options"] == {"include_usage": True}
    assert ollama.generations[0].json["options"]["num_ctx"] == 8192
    assert "temperature" not in ollama.generations[0].json["options"]


def test_loops_that_are_over_are_forgotten(ollama: OllamaStandIn) -> None:
    """Else a program that calls `asyncio.run` for every question would grow without end."""
    env = current.refresh()
    models = ChatModels()
    for _ in range(5):
        asyncio.run(models.aget("local", env.choices, env))
    assert len(models._for_loops) == 1


def test_a_forked_child_asks_with_its_own_connections(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """As a server that loads the graph before it forks its workers does."""
    assert asyncio.run(aask(BUSINESS))["model_type"] == "local"
    assert ask(HARMLESS)["model_type"] == "cloud"
    context = get_context("fork")
    answers: Any = context.SimpleQueue()
    child = context.Process(target=_ask_in_child, args=(answers,))
    child.start()
    child.join(30)
    assert child.exitcode == 0
    assert [answers.get(), answers.get()] == ["local", "cloud"]
    assert ask(HARMLESS)["model_type"] == "cloud"


def _ask_in_child(answers: Any) -> None:
    answers.put(asyncio.run(aask(BUSINESS))["model_type"])
    answers.put(ask(HARMLESS)["model_type"])
