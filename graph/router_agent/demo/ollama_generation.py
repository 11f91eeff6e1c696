"""One generation of the stand-in for Ollama, as `/api/chat` gives it: streamed or whole.

Source:
    ollama/ollama v0.33.0, server/routes.go and server/prompt.go.
"""

import json
import time
from collections.abc import Iterator
from typing import Any, Final

from router_agent.demo.loopback import wait
from router_agent.demo.ollama_models import elsewhere, now
from router_agent.demo.reply import Reply, count_tokens, stand_in_answer

_DEFAULT_NUM_CTX: Final = 4096


class Generation:
    """One generation, as lines of a stream or as one object."""

    def __init__(
        self, body: dict[str, Any], reply: Reply, kept: list[dict[str, Any]], *, remote: bool
    ) -> None:
        self._name = body["model"]
        self._elsewhere = elsewhere(self._name) if remote else {}
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
        return {
            "model": self._name,
            **self._elsewhere,
            "created_at": now(),
            "message": message,
            "done": done,
        }

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


def truncated(body: dict[str, Any]) -> list[dict[str, Any]] | None:
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


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
