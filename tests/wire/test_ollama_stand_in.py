"""The Ollama stand-in is as strict as the server, and the real client reads it as the real one."""

import json
from collections.abc import Callable, Iterator
from typing import Any, cast

import httpx
import ollama as ollama_client
import pytest
from langchain_ollama import ChatOllama

from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.reply import Reply

ASK: dict[str, Any] = {
    "model": "exaone3.5:7.8b",
    "messages": [{"role": "user", "content": "안녕"}],
}


def post(stand_in: OllamaStandIn, path: str, body: object) -> httpx.Response:
    return httpx.post(f"{stand_in.url}{path}", json=body, trust_env=False)


Chat = Callable[..., ChatOllama]


@pytest.fixture
def chat(ollama: OllamaStandIn) -> Iterator[Chat]:
    """Make real clients of the stand-in, and close them."""
    made: list[ChatOllama] = []

    def make(model: str = "exaone3.5:7.8b") -> ChatOllama:
        settings = {"trust_env": False, "timeout": 2}
        made.append(ChatOllama(model=model, base_url=ollama.url, client_kwargs=settings))
        return made[-1]

    yield make
    for client in made:
        cast(Any, client._client).close()


def test_it_says_what_it_is(ollama: OllamaStandIn) -> None:
    assert httpx.get(ollama.url, trust_env=False).text == "Ollama is running"
    version = httpx.get(f"{ollama.url}/api/version", trust_env=False).json()
    assert version == {"version": "0.33.0"}


def test_a_listed_model_has_the_documented_fields() -> None:
    with OllamaStandIn(models=("llama3.2",), remote=("gpt-oss:120b-cloud",)) as stand_in:
        tags = httpx.get(f"{stand_in.url}/api/tags", trust_env=False).json()["models"]

    local, remote = tags
    assert local["name"] == local["model"] == "llama3.2:latest"
    assert len(local["digest"]) == 64
    assert local["details"]["parent_model"] == ""
    assert "remote_host" not in local
    assert remote["remote_host"] == "https://ollama.com:443"


def test_a_remote_model_says_so_in_its_entries_and_in_every_line_of_its_answer() -> None:
    with OllamaStandIn(models=("exaone3.5:7.8b",), remote=("mine",)) as stand_in:
        shown = [post(stand_in, "/api/show", {"model": name}).json() for name in stand_in._all()]
        answers = [post(stand_in, "/api/chat", ASK | {"model": n}) for n in stand_in._all()]
    assert ["remote_host" in said for said in shown] == [False, True]
    for answer, remote in zip(answers, (False, True), strict=True):
        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert all(("remote_host" in line) == ("remote_model" in line) == remote for line in lines)


def test_a_cloud_model_is_served_without_being_listed_unless_that_is_disabled() -> None:
    ask = ASK | {"model": "gpt-oss:120b-cloud", "stream": False}
    with OllamaStandIn() as stand_in:
        assert "remote_host" in post(stand_in, "/api/chat", ask).json()
    with OllamaStandIn(cloud=False) as stand_in:
        answer = post(stand_in, "/api/chat", ask)
        status = httpx.get(f"{stand_in.url}/api/status", trust_env=False).json()
    assert (answer.status_code, answer.json()) == (
        403,
        {"error": "ollama cloud is disabled: remote model is unavailable"},
    )
    assert status == {"cloud": {"disabled": True, "source": "env"}}


def test_an_old_server_has_no_status() -> None:
    with OllamaStandIn(cloud=None) as stand_in:
        assert httpx.get(f"{stand_in.url}/api/status", trust_env=False).status_code == 404


def test_an_empty_store_lists_no_models() -> None:
    with OllamaStandIn(models=()) as stand_in:
        assert httpx.get(f"{stand_in.url}/api/tags", trust_env=False).json() == {"models": []}


def test_a_stream_is_ndjson_and_ends_in_a_line_with_counts(ollama: OllamaStandIn) -> None:
    answer = post(ollama, "/api/chat", ASK)

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [line["done"] for line in lines] == [False] * (len(lines) - 1) + [True]
    assert lines[-1]["done_reason"] == "stop"
    assert isinstance(lines[-1]["total_duration"], int)
    assert lines[-1]["prompt_eval_count"] > 0
    assert "total_duration" not in lines[0]
    assert {line["model"] for line in lines} == {"exaone3.5:7.8b"}


def test_without_streaming_it_is_one_object(ollama: OllamaStandIn) -> None:
    answer = post(ollama, "/api/chat", ASK | {"stream": False})

    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.json()["done"] is True
    assert answer.json()["message"]["content"].startswith("[대역 응답]")


@pytest.mark.parametrize(
    ("path", "body", "status", "error"),
    [
        ("/api/chat", ASK | {"model": "x"}, 404, "model 'x' not found"),
        ("/api/show", {"model": "x"}, 404, "model 'x:latest' not found"),
        ("/api/chat", {"messages": []}, 400, "model is required"),
        ("/api/chat", ASK | {"think": True}, 400, '"exaone3.5:7.8b" does not support thinking'),
        (
            "/api/chat",
            ASK | {"tools": [{"type": "function"}]},
            400,
            "registry.ollama.ai/library/exaone3.5:7.8b does not support tools",
        ),
    ],
)
def test_what_it_refuses_it_refuses_as_the_server_does(
    path: str, body: object, status: int, error: str, ollama: OllamaStandIn
) -> None:
    answer = post(ollama, path, body)

    assert (answer.status_code, answer.json()) == (status, {"error": error})


def test_a_request_without_a_body_is_refused(ollama: OllamaStandIn) -> None:
    answer = httpx.post(f"{ollama.url}/api/chat", trust_env=False)
    assert (answer.status_code, answer.json()) == (400, {"error": "missing request body"})


def test_a_wrong_method_is_refused(ollama: OllamaStandIn) -> None:
    assert httpx.get(f"{ollama.url}/api/chat", trust_env=False).status_code == 405
    assert httpx.post(f"{ollama.url}/api/tags", trust_env=False).status_code == 405


def test_a_foreign_host_header_gets_a_bare_403(ollama: OllamaStandIn) -> None:
    answer = httpx.get(ollama.url, headers={"Host": "evil.example"}, trust_env=False)
    assert (answer.status_code, answer.content) == (403, b"")


def test_what_does_not_fit_is_dropped_silently_the_oldest_first(ollama: OllamaStandIn) -> None:
    messages = [
        {"role": "system", "content": "s" * 40},
        {"role": "user", "content": "u" * 2000},
        {"role": "user", "content": "last"},
    ]
    body = ASK | {"messages": messages, "stream": False, "options": {"num_ctx": 100}}

    answer = post(ollama, "/api/chat", body)

    assert answer.status_code == 200
    assert answer.json()["prompt_eval_count"] == 11  # system and last, without the middle


def test_a_last_message_that_does_not_fit_is_refused(ollama: OllamaStandIn) -> None:
    long = [{"role": "user", "content": "u" * 2000}]
    answer = post(ollama, "/api/chat", ASK | {"messages": long, "options": {"num_ctx": 100}})
    assert answer.status_code == 400
    assert "context length" in answer.json()["error"]


@pytest.mark.parametrize(
    ("reply", "kind", "status"),
    [
        (Reply(status=500, error={"error": "boom"}), ollama_client.ResponseError, 500),
        (
            Reply(status=503, error={"error": "server busy, please try again."}),
            ollama_client.ResponseError,
            503,
        ),
        (Reply(error_after=2), ollama_client.ResponseError, -1),
        (Reply(cut_after=2), httpx.RemoteProtocolError, None),
        (Reply(garbage_after=2), json.JSONDecodeError, None),
        (Reply(html=True), json.JSONDecodeError, None),
    ],
)
def test_the_real_client_raises_what_it_raises_for_the_real_server(
    reply: Reply, kind: type[Exception], status: int | None, ollama: OllamaStandIn, chat: Chat
) -> None:
    ollama.script.append(reply)

    with pytest.raises(kind) as caught:
        list(chat().stream("hi"))

    assert status is None or getattr(caught.value, "status_code", None) == status


def test_a_loading_model_is_silent_until_it_is_loaded(ollama: OllamaStandIn, chat: Chat) -> None:
    ollama.script.append(Reply(first_delay_seconds=3))
    with pytest.raises(httpx.ReadTimeout):
        list(chat().stream("hi"))


def test_a_stream_that_ends_cleanly_without_its_mark_raises_nothing(
    ollama: OllamaStandIn, chat: Chat
) -> None:
    """The trap for which the router looks at the mark itself."""
    ollama.script.append(Reply(text="half an answer", end_after=2))
    chunks = list(chat().stream("hi"))
    assert "".join(str(c.text) for c in chunks) == "half an "
    assert all("done_reason" not in c.response_metadata for c in chunks)


def test_a_preload_answers_with_nothing(ollama: OllamaStandIn, chat: Chat) -> None:
    ollama.script.append(Reply(finish="load"))
    with pytest.raises(ValueError, match="No data received"):
        chat().invoke("hi")


def test_a_model_is_found_by_its_tag(chat: Chat) -> None:
    with pytest.raises(ollama_client.ResponseError, match="not found"):
        chat("exaone3.5").invoke("hi")


def test_a_stopped_server_refuses_and_a_restarted_one_answers(
    ollama: OllamaStandIn, chat: Chat
) -> None:
    ollama.stop()
    with pytest.raises((httpx.ConnectError, ConnectionError)):
        chat().invoke("hi")
    ollama.start()
    assert chat().invoke("hi").content


def test_asked_to_judge_it_says_high(chat: Chat) -> None:
    judged = chat().bind(format={"type": "object"}).invoke("hi")
    assert json.loads(str(judged.content)) == {"level": "high"}


def test_everything_that_it_receives_is_recorded(ollama: OllamaStandIn) -> None:
    """Escaped or not: a recording that misses a form would prove nothing."""
    escaped = json.dumps(ASK).encode()
    assert b"\\uc548" in escaped
    httpx.post(f"{ollama.url}/api/chat", content=escaped, trust_env=False)
    assert ollama.saw("안녕")
    ollama.clear()
    assert not ollama.saw("안녕")
    post(ollama, "/api/chat", ASK)
    assert ollama.saw("안녕")
    httpx.get(f"{ollama.url}/api/version?q=secret", headers={"X-A": "header"}, trust_env=False)
    assert ollama.saw("q=secret")
    assert ollama.saw("header")
