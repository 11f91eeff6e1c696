"""The OpenAI stand-in is as strict as the server, and the real client reads it as the real one."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import openai as openai_client
import pytest
from langchain_openai import ChatOpenAI
from openai import DefaultHttpxClient
from pydantic import SecretStr

from router_agent.demo.openai_api import (
    CONTEXT_TOO_LONG,
    KEY,
    QUOTA_SPENT,
    RATE_LIMITED,
    SERVER_ERROR,
    OpenAIStandIn,
)
from router_agent.demo.reply import Reply

ASK: dict[str, Any] = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "안녕"}]}


Chat = Callable[..., ChatOpenAI]


@pytest.fixture
def chat(openai: OpenAIStandIn) -> Iterator[Chat]:
    """Make real clients of the stand-in, and close them."""
    made: list[ChatOpenAI] = []

    def make(**settings: Any) -> ChatOpenAI:
        given = {"model": "gpt-4o-mini", "api_key": SecretStr(KEY), "max_retries": 0, "timeout": 2}
        clients = {"http_client": DefaultHttpxClient(), "base_url": openai.url}
        made.append(ChatOpenAI(**(given | clients | settings)))
        return made[-1]

    yield make
    for client in made:
        client.root_client.close()


def post(stand_in: OpenAIStandIn, body: object, key: str | None = KEY) -> httpx.Response:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    url = f"{stand_in.url}/chat/completions"
    return httpx.post(url, json=body, headers=headers, trust_env=False)


def events(answer: httpx.Response) -> list[Any]:
    data = [line.removeprefix("data: ") for line in answer.text.splitlines() if line]
    assert data[-1] == "[DONE]"
    return [json.loads(item) for item in data[:-1]]


def test_it_lists_its_models(openai: OpenAIStandIn) -> None:
    listed = httpx.get(
        f"{openai.url}/models", headers={"Authorization": f"Bearer {KEY}"}, trust_env=False
    ).json()
    assert listed["object"] == "list"
    assert [model["id"] for model in listed["data"]] == ["gpt-4o-mini"]


def test_a_stream_ends_with_a_finish_reason_and_done(openai: OpenAIStandIn) -> None:
    answer = post(openai, ASK | {"stream": True})

    chunks = events(answer)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert chunks[0]["choices"][0]["delta"]["role"] == "assistant"
    assert chunks[-1]["choices"][0]["finish_reason"] == "stop"
    assert all("usage" not in chunk for chunk in chunks)


def test_usage_is_streamed_only_when_it_is_asked_for(openai: OpenAIStandIn, chat: Chat) -> None:
    body = ASK | {"stream": True, "stream_options": {"include_usage": True}}
    last = events(post(openai, body))[-1]
    assert last["choices"] == []
    assert last["usage"]["total_tokens"] == (
        last["usage"]["prompt_tokens"] + last["usage"]["completion_tokens"]
    )
    assert list(chat().stream("hi"))[-1].usage_metadata is None
    assert any(chunk.usage_metadata for chunk in chat(stream_usage=True).stream("hi"))


@pytest.mark.parametrize(
    ("body", "key", "status", "code"),
    [
        (ASK, "sk-wrong", 401, "invalid_api_key"),
        (ASK, None, 401, "invalid_api_key"),
        (ASK | {"model": "x"}, KEY, 404, "model_not_found"),
        ({"model": "gpt-4o-mini"}, KEY, 400, None),
        (ASK | {"messages": [{"role": "boss", "content": "hi"}]}, KEY, 400, None),
        ([], KEY, 400, None),
    ],
)
def test_what_it_refuses_it_refuses_as_the_server_does(
    body: object, key: str | None, status: int, code: str | None, openai: OpenAIStandIn
) -> None:
    answer = post(openai, body, key)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert set(error) == {"message", "type", "param", "code"}


@pytest.mark.parametrize(
    ("reply", "kind", "code"),
    [
        (
            Reply(status=429, error=RATE_LIMITED),
            openai_client.RateLimitError,
            "rate_limit_exceeded",
        ),
        (Reply(status=429, error=QUOTA_SPENT), openai_client.RateLimitError, "insufficient_quota"),
        (
            Reply(status=400, error=CONTEXT_TOO_LONG),
            openai_client.BadRequestError,
            "context_length_exceeded",
        ),
        (Reply(status=500, error=SERVER_ERROR), openai_client.InternalServerError, None),
        (Reply(error_after=2), openai_client.APIError, None),
        (Reply(garbage_after=2), json.JSONDecodeError, None),
        (Reply(cut_after=2), Exception, None),
        (Reply(first_delay_seconds=3), openai_client.APITimeoutError, None),
    ],
)
def test_the_real_client_raises_what_it_raises_for_the_real_server(
    reply: Reply, kind: type[Exception], code: str | None, openai: OpenAIStandIn, chat: Chat
) -> None:
    openai.script.append(reply)

    with pytest.raises(kind) as caught:
        list(chat().stream("hi"))

    assert code is None or getattr(caught.value, "code", None) == code


def test_a_stream_that_ends_cleanly_without_its_mark_raises_nothing(
    openai: OpenAIStandIn, chat: Chat
) -> None:
    """The trap for which the router looks at the mark itself."""
    openai.script.append(Reply(text="half an answer", end_after=2))
    chunks = list(chat().stream("hi"))
    assert "".join(str(c.text) for c in chunks) == "half an "
    assert not any(c.response_metadata.get("finish_reason") for c in chunks)


def test_a_local_server_needs_no_key(chat: Chat) -> None:
    with OpenAIStandIn(models=("tiny",), key=None) as server:
        assert chat(base_url=server.url, model="tiny").invoke("hi").content


def test_every_answer_says_that_a_stand_in_gave_it(chat: Chat) -> None:
    assert str(chat().invoke("안녕").content).startswith("[대역 응답]")
    assert str(chat().invoke("hello").content).startswith("[Stand-in answer]")
