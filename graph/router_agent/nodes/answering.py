"""What `cloud_llm` and `local_llm` share: one call of one model, and what came of it."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractContextManager, aclosing, closing, nullcontext
from dataclasses import dataclass
from typing import Any, Literal, cast
from uuid import uuid4

from langchain_core.messages import AIMessage, AIMessageChunk, AnyMessage, message_chunk_to_message
from langchain_core.messages.ai import add_ai_message_chunks
from langchain_core.runnables import Runnable, RunnableConfig

from router_agent import prices
from router_agent.availability import Both
from router_agent.context import Choices
from router_agent.environment import current
from router_agent.errors import IncompleteAnswer, ModelRejected, ModelTimeout
from router_agent.model_errors import translate
from router_agent.models import Model
from router_agent.nodes.choose_model import choices_of, decision_of
from router_agent.nodes.node import Node, Parts
from router_agent.nodes.saying import reason_of
from router_agent.policy import confined
from router_agent.privacy import answers
from router_agent.privacy.guard import CODE as GUARDED
from router_agent.privacy.guard import Pass, showing
from router_agent.privacy.run import under_way
from router_agent.sensitivity.assessment import highest
from router_agent.settings import Settings
from router_agent.state import Attempt, State, Usage

Kind = Literal["cloud", "local"]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a model, ready to be made.

    Attributes:
        chat: The chat model.
        messages: Exactly what it is sent.
        given: What the guard lets it through with; None where nothing leaves this machine.
    """

    chat: Runnable[Any, Any]
    messages: list[AnyMessage]
    given: Pass | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What a call is prepared from: the state, and what no state is believed about.

    Attributes:
        state: The state.
        choices: The settings in force, from the run and the environment.
        model: The model to be called.
        local_down: Whether the local model cannot answer, as this process knows it.
    """

    state: State
    choices: Choices
    model: Model
    local_down: bool


Prepare = Callable[[Situation], "Call | str"]


def node(name: str, kind: Kind, parts: Parts, prepare: Prepare) -> Node:
    """Return a node that has the model of type `kind` answer.

    Args:
        name: The node's name.
        kind: Which of the two models it calls.
        parts: What the node works with.
        prepare: The last check before the call; a code that it returns is that of a failed
            attempt, and the model is not called.
    """

    def run(state: State, config: RunnableConfig | None) -> State:
        env = current.get()
        choices = parts.in_force(env)
        try:
            model = parts.models.get(kind, choices_of(state), env)
            both = parts.availability.look(choices, env) if _looks(kind, choices) else None
            call = prepare(Situation(state, choices, model, _local_down(both)))
            if isinstance(call, str):
                return failed(state, kind, call)
            reply = _Reply(kind, model, _seconds(kind, env))
            with _passing(call), closing(_stream(call, config)) as chunks:
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
            both = await parts.availability.alook(choices, env) if _looks(kind, choices) else None
            call = prepare(Situation(state, choices, model, _local_down(both)))
            if isinstance(call, str):
                return failed(state, kind, call)
            reply = _Reply(kind, model, _seconds(kind, env))
            with _passing(call):
                async with (
                    asyncio.timeout(_seconds(kind, env)),
                    aclosing(_astream(call, config)) as chunks,
                ):
                    async for chunk in chunks:
                        reply.add(chunk)
            return reply.update(state, parts)
        except Exception as error:  # noqa: BLE001 - whatever a client raises, the question goes on
            return failed(state, kind, translate(error, kind).code)

    return Node(name, run, arun)


def _looks(kind: Kind, choices: Choices) -> bool:
    """Whether it matters at the door if the local model is down."""
    return kind == "cloud" and choices.when_local_unavailable in ("cloud", "mask")


def _local_down(both: Both | None) -> bool:
    run = under_way()
    return (run is not None and "local" in run.failed) or (both is not None and not both.local.up)


def _passing(call: Call) -> AbstractContextManager[None]:
    return nullcontext() if call.given is None else showing(call.given)


def failed(state: State, kind: Kind, code: str) -> State:
    """Return a failed attempt: the model counts as down for the rest of the question.

    What the guard stopped is high from here on, whatever was thought of it.
    """
    if (run := under_way()) is not None:
        run.failed.add(kind)
    attempts = [*(state.get("attempts") or ()), Attempt(model_type=kind, code=code)]
    if code != GUARDED:
        return {"attempts": attempts}
    return {"attempts": attempts, "sensitivity": "high", "thread_sensitivity": "high"}


def _stream(call: Call, config: RunnableConfig | None) -> Generator[Any]:
    yield from call.chat.stream(call.messages, config)


async def _astream(call: Call, config: RunnableConfig | None) -> AsyncGenerator[Any]:
    async for chunk in call.chat.astream(call.messages, config):
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
        # The local model is sent the whole thread, also where the cloud would get less of it.
        thread = state.get("thread_sensitivity") or "low"
        level = highest(state.get("sensitivity") or "high", thread)
        kept: list[str] = []
        if self.kind == "local" and level != "low":
            if text.strip():  # a tool call has none, and every other one would be private, too
                answers.remember(text, level)
            if confined(level, choices_of(state)):
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
