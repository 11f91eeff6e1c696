"""What `cloud_llm` and `local_llm` share: one call of one model, and what came of it."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing, closing
from typing import Any, Literal, cast

from langchain_core.messages import AIMessage, AIMessageChunk, AnyMessage, message_chunk_to_message
from langchain_core.messages.ai import add_ai_message_chunks
from langchain_core.runnables import RunnableConfig

from router_agent import prices
from router_agent.context import Choices
from router_agent.environment import current
from router_agent.errors import IncompleteAnswer, ModelRejected, ModelTimeout
from router_agent.model_errors import translate
from router_agent.models import Model
from router_agent.nodes.choose_model import choices_of, decision_of
from router_agent.nodes.node import Node, Parts
from router_agent.nodes.saying import reason_of
from router_agent.settings import Settings
from router_agent.state import Attempt, State, Usage

Kind = Literal["cloud", "local"]
Refusal = Callable[[State, Choices, Settings, Model], State | None]


def node(name: str, kind: Kind, parts: Parts, refuse: Refusal) -> Node:
    """Return a node that has the model of type `kind` answer.

    Args:
        name: The node's name.
        kind: Which of the two models it calls.
        parts: What the node works with.
        refuse: The last check before the call; what it returns is written instead of calling.
    """

    def run(state: State, config: RunnableConfig | None) -> State:
        env = current.get()
        choices = parts.in_force(env)
        try:
            model = parts.models.get(kind, choices_of(state), env)
            if (refused := refuse(state, choices, env, model)) is not None:
                return refused
            reply = _Reply(kind, model, _seconds(kind, env))
            with closing(_stream(model, state["messages"], config)) as chunks:
                for chunk in chunks:
                    reply.add(chunk)
            return reply.update(state, parts)
        except Exception as error:  # noqa: BLE001 - whatever a client raises, the question goes on
            return failed(state, kind, translate(error, kind).code)

    async def arun(state: State, config: RunnableConfig | None) -> State:
        env = current.get()
        choices = parts.in_force(env)
        try:
            model = await parts.models.aget(kind, choices_of(state), env)
            if (refused := refuse(state, choices, env, model)) is not None:
                return refused
            reply = _Reply(kind, model, _seconds(kind, env))
            async with (
                asyncio.timeout(_seconds(kind, env)),
                aclosing(_astream(model, state["messages"], config)) as chunks,
            ):
                async for chunk in chunks:
                    reply.add(chunk)
            return reply.update(state, parts)
        except Exception as error:  # noqa: BLE001 - whatever a client raises, the question goes on
            return failed(state, kind, translate(error, kind).code)

    return Node(name, run, arun)


def failed(state: State, kind: Kind, code: str) -> State:
    """Return a failed attempt: the model counts as down for the rest of the question."""
    return {"attempts": [*(state.get("attempts") or ()), Attempt(model_type=kind, code=code)]}


def _stream(
    model: Model, messages: list[AnyMessage], config: RunnableConfig | None
) -> Generator[Any]:
    yield from model.chat.stream(messages, config)


async def _astream(
    model: Model, messages: list[AnyMessage], config: RunnableConfig | None
) -> AsyncGenerator[Any]:
    async for chunk in model.chat.astream(messages, config):
        yield chunk


def _seconds(kind: Kind, env: Settings) -> float | None:
    """Return how long a whole answer may take, in seconds; a local one as long as it streams."""
    return env.cloud_timeout_seconds if kind == "cloud" else None


class _Reply:
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
        decision = decision_of(state)
        return {
            "messages": [message],
            "answer": text,
            "model_type": self.kind,
            "model_name": self.model.name,
            "reason": reason_of(state, decision),
            "reason_code": decision.reason_code,
            "usage": self._usage(message, state),
            "fallback_from": fallback_from(state),
        }

    def _message(self) -> AIMessage:
        if not self._chunks:
            raise IncompleteAnswer(self.kind, "empty_answer")
        first, *rest = self._chunks
        if not isinstance(first, AIMessageChunk):
            return first
        whole = add_ai_message_chunks(first, *rest)  # type: ignore[arg-type]
        message = cast(AIMessage, message_chunk_to_message(whole))
        metadata = message.response_metadata
        finish = metadata.get("finish_reason") or metadata.get("done_reason")
        if self.model.marks_end and not (finish or metadata.get("done")):
            raise IncompleteAnswer(self.kind, "cut_off")
        if finish == "content_filter":
            raise ModelRejected(self.kind, "content_filter")
        return message

    def _usage(self, message: AIMessage, state: State) -> Usage:
        counted = message.usage_metadata
        tokens_in = counted["input_tokens"] if counted else None
        tokens_out = counted["output_tokens"] if counted else None
        waited = time.time() - state["turn"]["asked_at"]
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


def fallback_from(state: State) -> Kind | None:
    """Return the model type that was tried first and failed; None where none was."""
    attempts = state.get("attempts")
    return attempts[0]["model_type"] if attempts else None
