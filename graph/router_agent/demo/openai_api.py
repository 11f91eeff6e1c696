"""A stand-in for OpenAI's Chat Completions API, or a local server that speaks it.

Source:
    OpenAI, API reference, "Chat Completions" and "Models"; error bodies as the public clients
    read them.
"""

import json
import time
from collections.abc import Iterator
from typing import Any, ClassVar, Final
from uuid import uuid4

from router_agent.demo.http_server import Connection, Received
from router_agent.demo.loopback import StandIn, wait
from router_agent.demo.reply import HTML, Reply, count_tokens, stand_in_answer

KEY: Final = "sk-stand-in"
_ROLES: Final = ("system", "developer", "user", "assistant", "tool", "function")


class OpenAIStandIn(StandIn):
    """OpenAI's API on a loopback port; `url` ends in `/v1`.

    Args:
        models: The models that it has.
        key: The key that it accepts; None accepts requests without one, as local servers do.
    """

    generation_paths: ClassVar[frozenset[str]] = frozenset({"/v1/chat/completions"})

    def __init__(self, models: tuple[str, ...] = ("gpt-4o-mini",), key: str | None = KEY) -> None:
        super().__init__()
        self.models = models
        self.key = key

    @property
    def url(self) -> str:
        """The API's base URL."""
        return f"{super().url}/v1"

    def answer(self, request: Received, connection: Connection) -> None:
        """Answer one request."""
        path = request.path.partition("?")[0]
        if self.key is not None and request.headers.get("authorization") != f"Bearer {self.key}":
            connection.send_json(401, _UNAUTHORIZED)
        elif path == "/v1/models" and request.method == "GET":
            connection.send_json(200, {"object": "list", "data": [_model(n) for n in self.models]})
        elif path.startswith("/v1/models/") and request.method == "GET":
            self._one(path.removeprefix("/v1/models/"), connection)
        elif path != "/v1/chat/completions":
            connection.send_json(404, error(f"Invalid URL ({request.method} {path})"))
        elif request.method != "POST":
            connection.send_json(405, error(f"Not allowed to {request.method} on {path}"))
        else:
            self._chat(request, connection)

    def _one(self, name: str, connection: Connection) -> None:
        if name in self.models:
            connection.send_json(200, _model(name))
        else:
            connection.send_json(404, _not_found(name))

    def _chat(self, request: Received, connection: Connection) -> None:
        body = request.json
        if not isinstance(body, dict):
            connection.send_json(400, error("We could not parse the JSON body of your request."))
            return
        messages = body.get("messages")
        if not isinstance(messages, list) or not messages:
            connection.send_json(400, error("Missing required parameter: 'messages'.", "messages"))
            return
        if any(not isinstance(m, dict) or m.get("role") not in _ROLES for m in messages):
            connection.send_json(400, error("Invalid value for 'role'.", "messages.role"))
            return
        if body.get("model") not in self.models:
            connection.send_json(404, _not_found(body.get("model")))
            return
        reply = self.next_reply()
        wait(reply.first_delay_seconds)
        if reply.html:
            connection.send(200, HTML, "text/html")
        elif reply.status != 200:
            connection.send_json(reply.status, reply.error, headers=reply.headers)
        elif body.get("stream"):
            connection.stream("text/event-stream; charset=utf-8", _Answer(body, reply).events())
        else:
            connection.send_json(200, _Answer(body, reply).whole())


class _Answer:
    """One completion, as events of a stream or as one object."""

    def __init__(self, body: dict[str, Any], reply: Reply) -> None:
        self._reply = reply
        self._body = body
        self._id = f"chatcmpl-{uuid4().hex}"
        self._created = int(time.time())
        self._text = _text_of(reply, body)
        self._wants_usage = bool((body.get("stream_options") or {}).get("include_usage"))

    def events(self) -> Iterator[bytes | None]:
        """Yield the stream's events; None where the connection is cut."""
        reply = self._reply
        yield self._delta({"role": "assistant", "content": "", "refusal": None})
        for number, delta in enumerate(self._deltas()):
            if number == reply.cut_after:
                yield None
                return
            if number == reply.end_after:
                return
            if number == reply.error_after:
                yield _event(error("The server had an error.", kind="server_error"))
                return
            if number == reply.garbage_after:
                yield b'data: {"id": "broken\n\n'
                return
            wait(reply.chunk_delay_seconds)
            yield self._delta(delta)
        yield self._delta({}, self._finish)
        if self._wants_usage and reply.counts:
            yield _event(
                {**self._head("chat.completion.chunk"), "choices": [], "usage": self._usage()}
            )
        yield b"data: [DONE]\n\n"

    def whole(self) -> dict[str, Any]:
        """Return the completion as one object."""
        message: dict[str, Any] = {"role": "assistant", "content": self._text, "refusal": None}
        if self._reply.calls:
            message["content"] = self._text or None
            message["tool_calls"] = [_call(n, *call) for n, call in enumerate(self._reply.calls)]
        choice = {"index": 0, "message": message, "logprobs": None}
        return {
            **self._head("chat.completion"),
            "choices": [{**choice, "finish_reason": self._finish}],
            "usage": self._usage(),
        }

    def _deltas(self) -> Iterator[dict[str, Any]]:
        """Yield the text in pieces, and then each call: its name, and its arguments in pieces."""
        for piece in self._reply.chunks(self._text):
            yield {"content": piece}
        for number, (name, arguments) in enumerate(self._reply.calls):
            yield {"tool_calls": [{"index": number, **_call(number, name, "")}]}
            for piece in self._reply.chunks(arguments):
                yield {"tool_calls": [{"index": number, "function": {"arguments": piece}}]}

    @property
    def _finish(self) -> str:
        plain = self._reply.finish == "stop"
        return "tool_calls" if plain and self._reply.calls else self._reply.finish

    def _delta(self, delta: dict[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        usage = {"usage": None} if self._wants_usage else {}
        return _event({**self._head("chat.completion.chunk"), "choices": [choice], **usage})

    def _head(self, kind: str) -> dict[str, Any]:
        model = self._body["model"]
        return {"id": self._id, "object": kind, "created": self._created, "model": model}

    def _usage(self) -> dict[str, int]:
        sent = sum(count_tokens(str(m.get("content", ""))) for m in self._body["messages"])
        received = count_tokens(self._text)
        return {
            "prompt_tokens": sent,
            "completion_tokens": received,
            "total_tokens": sent + received,
        }


def error(
    message: str, param: str | None = None, code: str | None = None, kind: str | None = None
) -> dict[str, Any]:
    """Return an error body of the API."""
    kind = kind or "invalid_request_error"
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


RATE_LIMITED: Final = error(
    "Rate limit reached for requests", None, "rate_limit_exceeded", "requests"
)
QUOTA_SPENT: Final = error(
    "You exceeded your current quota", None, "insufficient_quota", "insufficient_quota"
)
CONTEXT_TOO_LONG: Final = error(
    "This model's maximum context length is 128000 tokens.", "messages", "context_length_exceeded"
)
SERVER_ERROR: Final = error("The server had an error", kind="server_error")
_UNAUTHORIZED: Final = error("Incorrect API key provided: sk-***.", None, "invalid_api_key")


def _not_found(name: object) -> dict[str, Any]:
    text = f"The model `{name}` does not exist or you do not have access to it."
    return error(text, None, "model_not_found")


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 1_721_172_741, "owned_by": "system"}


def _text_of(reply: Reply, body: dict[str, Any]) -> str:
    """Return what to answer. Asked to judge, a stand-in says `high`: it cannot know better."""
    if reply.text is not None or reply.calls:
        return reply.text or ""
    if (body.get("response_format") or {}).get("type") == "json_schema":
        return json.dumps({"level": "high"})
    asked = [m for m in body["messages"] if m["role"] == "user"]
    question = str(asked[-1].get("content", "")) if asked else ""
    return stand_in_answer(body["model"], "OpenAI", question)


def _call(number: int, name: str, arguments: str) -> dict[str, Any]:
    function = {"name": name, "arguments": arguments}
    return {"id": f"call_{number}", "type": "function", "function": function}


def _event(value: object) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"
