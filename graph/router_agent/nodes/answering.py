"""What `cloud_llm` and `local_llm` share: one call of one model, and what came of it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractContextManager, aclosing, closing, nullcontext
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AnyMessage
from langchain_core.runnables import Runnable, RunnableConfig

from router_agent.availability import Both
from router_agent.context import Choices
from router_agent.environment import current
from router_agent.model_errors import DOWN, translate
from router_agent.models import Model
from router_agent.nodes.choose_model import choices_of
from router_agent.nodes.node import Node, Parts, off_loop_where_long
from router_agent.nodes.reply import Kind, Reply
from router_agent.privacy.guard import CODE as GUARDED
from router_agent.privacy.guard import Pass, showing
from router_agent.privacy.run import under_way
from router_agent.settings import Settings
from router_agent.state import Attempt, State


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


Prepare = Callable[[Situation], "Call | State | str"]


def node(name: str, kind: Kind, parts: Parts, prepare: Prepare) -> Node:
    """Return a node that has the model of type `kind` answer.

    Args:
        name: The node's name.
        kind: Which of the two models it calls.
        parts: What the node works with.
        prepare: The last check before the call. A code that it returns is that of a failed
            attempt, a state is written as it is; the model is called in neither case.
    """

    def run(state: State, config: RunnableConfig | None) -> State:
        env = current.get()
        choices = parts.in_force(env)
        try:
            model = parts.models.get(kind, choices_of(state), env)
            both = parts.availability.look(choices, env) if _looks(kind, choices) else None
            call = prepare(Situation(state, choices, model, _local_down(both)))
            if not isinstance(call, Call):
                return failed(state, kind, call) if isinstance(call, str) else call
            reply = Reply(kind, model, _seconds(kind, env))
            try:
                with _passing(call), closing(_stream(call, config)) as chunks:
                    for chunk in chunks:
                        reply.add(chunk)
            finally:
                reply.remember(state)
            return reply.update(state, parts)
        except Exception as error:  # noqa: BLE001 - whatever a client raises, the question goes on
            return failed(state, kind, translate(error, kind).code)

    async def arun(state: State, config: RunnableConfig | None) -> State:
        env = current.get()
        choices = parts.in_force(env)
        try:
            model = await parts.models.aget(kind, choices_of(state), env)
            both = await parts.availability.alook(choices, env) if _looks(kind, choices) else None
            now = Situation(state, choices, model, _local_down(both))
            call = await off_loop_where_long(state["messages"], prepare, now)
            if not isinstance(call, Call):
                return failed(state, kind, call) if isinstance(call, str) else call
            reply = Reply(kind, model, _seconds(kind, env))
            try:
                with _passing(call):
                    async with (
                        asyncio.timeout(_seconds(kind, env)),
                        aclosing(_astream(call, config)) as chunks,
                    ):
                        async for chunk in chunks:
                            reply.add(chunk)
            finally:
                reply.remember(state)
            return reply.update(state, parts)
        except Exception as error:  # noqa: BLE001 - whatever a client raises, the question goes on
            return failed(state, kind, translate(error, kind).code)

    return Node(name, run, arun)


def _looks(kind: Kind, choices: Choices) -> bool:
    """Whether it matters at the door if the local model is down."""
    return kind == "cloud" and choices.when_local_unavailable in ("cloud", "mask")


def _local_down(both: Both | None) -> bool:
    run = under_way()
    return (run is not None and run.local_down) or (both is not None and not both.local.up)


def _passing(call: Call) -> AbstractContextManager[None]:
    return nullcontext() if call.given is None else showing(call.given)


def failed(state: State, kind: Kind, code: str) -> State:
    """Return a failed attempt: the model counts as down for the rest of the question.

    What the guard stopped is high from here on, whatever was thought of it.
    """
    if kind == "local" and code in DOWN and (run := under_way()) is not None:
        run.local_down = True
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
