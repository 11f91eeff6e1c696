"""An answer as it arrives, and what a whole one adds to the state."""

import time
from typing import Final, Literal, cast
from uuid import uuid4

from langchain_core.messages import AIMessage, AIMessageChunk, message_chunk_to_message
from langchain_core.messages.ai import add_ai_message_chunks

from router_agent import prices
from router_agent.errors import IncompleteAnswer, ModelRejected, ModelTimeout
from router_agent.models import Model
from router_agent.nodes.choose_model import choices_of, decision_of
from router_agent.nodes.node import Parts
from router_agent.nodes.saying import reason_of
from router_agent.policy import confined
from router_agent.privacy import answers
from router_agent.sensitivity.assessment import Level, highest
from router_agent.sensitivity.conversation import texts
from router_agent.state import State, Usage

Kind = Literal["cloud", "local"]

_FINISHED: Final = ("finish_reason", "done_reason", "status")


class Reply:
    """An answer as it arrives."""

    def __init__(self, kind: Kind, model: Model, limit: float | None) -> None:
        self.kind = kind
        self.model = model
        self._limit = limit
        self._started = time.monotonic()
        self._first: float | None = None
        self._chunks: list[AIMessageChunk | AIMessage] = []

    def add(self, chunk: AIMessageChunk | AIMessage) -> None:
        """Take the next part of the answer.

        Raises:
            ModelTimeout: If the whole answer takes too long.
        """
        now = time.monotonic()
        if self._limit is not None and now - self._started > self._limit:
            raise ModelTimeout(self.kind, "timeout")
        if self._first is None and (chunk.content or getattr(chunk, "tool_calls", None)):
            self._first = now
        self._chunks.append(chunk)

    def update(self, state: State, parts: Parts) -> State:
        """Return what a whole answer adds to the state.

        Raises:
            IncompleteAnswer: If it is empty or was cut off.
        """
        message = self._message()
        text = str(message.text)
        if not text.strip() and not message.tool_calls:
            raise IncompleteAnswer(self.kind, "empty_answer")
        parts.pace.add(self.kind, time.monotonic() - self._started)
        kept: list[str] = []
        if self.kind == "local" and confined(self._level(state), choices_of(state)):
            message.id = message.id or str(uuid4())
            kept = [message.id]
        decision = decision_of(state)
        return {
            **({"confined": kept} if kept else {}),
            "messages": [message],
            "answer": text,
            "model_type": self.kind,
            "model_name": self.model.name,
            "reason": reason_of(state, decision),
            "reason_code": decision.reason_code,
            "usage": self._usage(message, state),
            "fallback_from": fallback_from(state),
        }

    def remember(self, state: State) -> None:
        """Remember that a local answer is as private as what it answers, also a part of one."""
        if self.kind == "local" and (level := self._level(state)) != "low":
            said = "".join(str(chunk.text) for chunk in self._chunks)
            answers.remember(said, level, (piece.text for piece in texts(state["messages"])))

    def _level(self, state: State) -> Level:
        """Return how private a local answer is: as the thread, which the model is sent whole."""
        thread = state.get("thread_sensitivity") or "low"
        return highest(state.get("sensitivity") or "high", thread)

    def _message(self) -> AIMessage:
        if not self._chunks:
            raise IncompleteAnswer(self.kind, "empty_answer")
        first, *rest = self._chunks
        if not isinstance(first, AIMessageChunk):
            return first
        whole = add_ai_message_chunks(first, *rest)  # type: ignore[arg-type]
        message = cast(AIMessage, message_chunk_to_message(whole))
        metadata = message.response_metadata
        # Chat Completions, Ollama, and OpenAI's Responses.
        finish = next(filter(None, map(metadata.get, _FINISHED)), None)
        if self.model.marks_end and not (finish or metadata.get("done")):
            raise IncompleteAnswer(self.kind, "cut_off")
        if finish == "content_filter":
            raise ModelRejected(self.kind, "content_filter")
        return message

    def _usage(self, message: AIMessage, state: State) -> Usage:
        counted = message.usage_metadata
        tokens_in = counted["input_tokens"] if counted else None
        tokens_out = counted["output_tokens"] if counted else None
        waited = seconds_since(state)
        first = None if self._first is None else waited - (time.monotonic() - self._first)
        return {
            "input_tokens": tokens_in,
            "output_tokens": tokens_out,
            "usd": self._usd(tokens_in, tokens_out),
            "seconds": waited,
            "seconds_to_first_token": first,
        }

    def _usd(self, tokens_in: int | None, tokens_out: int | None) -> float | None:
        if self.kind == "local":
            return 0.0
        if tokens_in is None or tokens_out is None:
            return None
        return prices.usd(self.model.name, tokens_in, tokens_out)


def seconds_since(state: State) -> float:
    """Return how long the question has taken; a thread of an older version knows its start."""
    turn = state["turn"]
    return time.time() - turn.get("began_at", turn["asked_at"])


def fallback_from(state: State) -> Kind | None:
    """Return the model type that was tried first and failed; None where none was."""
    attempts = state.get("attempts")
    return attempts[0]["model_type"] if attempts else None
