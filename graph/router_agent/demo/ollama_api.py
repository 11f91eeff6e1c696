"""A stand-in for Ollama that speaks its wire protocol, as strict as the real server.

Source:
    ollama/ollama v0.33.0, server/routes.go and api/types.go.
"""

import json
import time
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from router_agent.demo.http_server import Connection, Received
from router_agent.demo.loopback import StandIn, wait
from router_agent.demo.ollama_models import listed, now, shown, tagged
from router_agent.demo.reply import HTML, Reply, count_tokens, stand_in_answer

_NDJSON: Final = "application/x-ndjson"
_GET: Final = ("/", "/api/version", "/api/status", "/api/tags", "/api/ps")
_POST: Final = ("/api/chat", "/api/show")
_TOO_LONG: Final = (
    "the prompt is longer than the context length currently available to the model; "
    "shorten the prompt or raise num_ctx"
)
_DEFAULT_NUM_CTX: Final = 4096


class OllamaStandIn(StandIn):
    """Ollama on a loopback port.

    Args:
        models: Names of the models that are pulled.
        remote: Names of models that Ollama would have another host run.
        version: The version that it claims.
    """

    generation_paths: ClassVar[frozenset[str]] = frozenset({"/api/chat"})

    def __init__(
        self,
        models: tuple[str, ...] = ("exaone3.5:7.8b",),
        remote: tuple[str, ...] = (),
        version: str = "0.33.0",
    ) -> None:
        super().__init__()
        self.models = models
        self.remote = remote
        self.version = version

    def answer(self, request: Received, connection: Connection) -> None:
        """Answer one request."""
        if not _is_loopback(request.headers.get("host", "")):
            connection.send(403, b"", "text/plain")
            return
        path = request.path.partition("?")[0]
        if path not in _GET + _POST:
            connection.send(404, b"404 page not found", "text/plain")
        elif (request.method == "POST") != (path in _POST) and request.method != "HEAD":
            connection.send(405, b"405 method not allowed", "text/plain")
        elif path == "/":
            connection.send(200, b"Ollama is running", "text/plain; charset=utf-8")
        elif path == "/api/version":
            connection.send_json(200, {"version": self.version})
        elif path == "/api/status":
            connection.send_json(200, {"cloud": {"disabled": False, "source": "none"}})
        elif path == "/api/tags":
            connection.send_json(
                200, {"models": [listed(name, remote=name in self.remote) for name in self._all()]}
            )
        elif path == "/api/ps":
            connection.send_json(200, {"models": []})
        else:
            self._post(path, request, connection)

    def _all(self) -> tuple[str, ...]:
        return self.models + self.remote

    def _post(self, path: str, request: Received, connection: Connection) -> None:
        if not request.body:
            connection.send_json(400, {"error": "missing request body"})
            return
        body = request.json
        if not isinstance(body, dict):
            connection.send_json(400, {"error": "invalid character in request body"})
            return
        name = body.get("model") or (body.get("name") if path == "/api/show" else None)
        if not name:
            connection.send_json(400, {"error": "model is required"})
        elif tagged(name) not in {tagged(known) for known in self._all()}:
            said = tagged(name) if path == "/api/show" else name
            connection.send_json(404, {"error": f"model '{said}' not found"})
        elif path == "/api/show":
            connection.send_json(200, shown(name))
        else:
            self._chat(body, connection)

    def _chat(self, body: dict[str, Any], connection: Connection) -> None:
        name = body["model"]
        if body.get("think"):
            connection.send_json(400, {"error": f'"{name}" does not support thinking'})
            return
        if body.get("tools"):
            full = f"registry.ollama.ai/library/{tagged(name)}"
            connection.send_json(400, {"error": f"{full} does not support tools"})
            return
        reply = self.next_reply()
        wait(reply.first_delay_seconds)
        if reply.html:
            connection.send(200, HTML, "text/html")
            return
        if reply.status != 200:
            error = reply.error or {"error": "an error was encountered while running the model"}
            connection.send_json(reply.status, error, headers=reply.headers)
            return
        kept = _truncate(body)
        if kept is None:
            connection.send_json(400, {"error": _TOO_LONG})
            return
        answer = _Answer(body, reply, kept)
        if body.get("stream", True):
            connection.stream(_NDJSON, answer.lines())
        else:
            connection.send_json(200, answer.whole())


class _Answer:
    """One generation, as lines of a stream or as one object."""

    def __init__(self, body: dict[str, Any], reply: Reply, kept: list[dict[str, Any]]) -> None:
        self._name = body["model"]
        self._reply = reply
        self._prompt = kept
        self._started = time.monotonic_ns()
        self._text = _text_of(reply, body)

    def lines(self) -> Iterator[bytes | None]:
        """Yield the stream's lines; None where the connection is cut."""
        reply = self._reply
        pieces = [] if reply.finish == "load" else list(reply.chunks(self._text))
        for number, piece in enumerate(pieces):
            if number == reply.cut_after:
                yield None
                return
            if number == reply.end_after:
                return
            if number == reply.error_after:
                yield _line({"error": "an error was encountered while running the model: EOF"})
                return
            if number == reply.garbage_after:
                yield b'{"model":"broken\n'
                return
            wait(reply.chunk_delay_seconds)
            yield _line(self._part(piece, done=False))
        yield _line({**self._part("", done=True), **self._end()})

    def whole(self) -> dict[str, Any]:
        """Return the generation as one object."""
        return {**self._part(self._text, done=True), **self._end()}

    def _part(self, text: str, *, done: bool) -> dict[str, Any]:
        message = {"role": "assistant", "content": text}
        return {"model": self._name, "created_at": now(), "message": message, "done": done}

    def _end(self) -> dict[str, Any]:
        total = time.monotonic_ns() - self._started
        end = {
            "done_reason": self._reply.finish,
            "total_duration": total,
            "load_duration": 1_000_000,
        }
        if not self._reply.counts:
            return end
        prompt = sum(count_tokens(str(m.get("content", ""))) for m in self._prompt)
        return {
            **end,
            "prompt_eval_count": prompt,
            "prompt_eval_duration": total // 4,
            "eval_count": count_tokens(self._text),
            "eval_duration": total // 2,
        }


def _text_of(reply: Reply, body: dict[str, Any]) -> str:
    """Return what to answer. Asked to judge, a stand-in says `high`: it cannot know better."""
    if reply.text is not None:
        return reply.text
    if body.get("format"):
        return json.dumps({"level": "high"})
    asked = [m for m in body.get("messages") or () if m.get("role") == "user"]
    question = str(asked[-1].get("content", "")) if asked else ""
    return stand_in_answer(body["model"], "Ollama", question)


def _truncate(body: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the messages that fit, as Ollama keeps them: it drops the oldest silently.

    System messages and the last message stay. None when the last one alone does not fit.
    """
    num_ctx = (body.get("options") or {}).get("num_ctx", _DEFAULT_NUM_CTX)
    messages = list(body.get("messages") or ())

    def size(kept: list[dict[str, Any]]) -> int:
        return sum(count_tokens(str(m.get("content", ""))) for m in kept)

    while size(messages) > num_ctx:
        older = [n for n, m in enumerate(messages[:-1]) if m.get("role") != "system"]
        if not older:
            return None
        del messages[older[0]]
    return messages


def _is_loopback(host: str) -> bool:
    name = host.rpartition(":")[0] or host
    return name.strip("[]") in ("127.0.0.1", "localhost", "::1")


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
