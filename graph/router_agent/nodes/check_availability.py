"""The first node: begins the turn, and finds out which models are there."""

import asyncio
import time
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from langchain_core.runnables import RunnableConfig
from langgraph.runtime import get_runtime

from router_agent.availability import Both
from router_agent.budget import money_left
from router_agent.context import Choices
from router_agent.environment import current
from router_agent.nodes.node import Node, Parts
from router_agent.question import query_of
from router_agent.state import PER_TURN, ModelFacts, State

# Where LangGraph tells a node which checkpointer is in force, the parent graph's included.
_CHECKPOINTER: Final = "__pregel_checkpointer"


def node(parts: Parts) -> Node:
    """Return the node `check_availability`."""

    def run(state: State, config: RunnableConfig | None) -> State:
        env = current.get()  # the entrance has just refreshed it
        choices = parts.in_force(env)
        both = parts.availability.look(choices, env)
        return _update(
            state, choices, both, parts, money_left=money_left(env), can_ask=_can_ask(config)
        )

    async def arun(state: State, config: RunnableConfig | None) -> State:
        env = current.get()
        choices = parts.in_force(env)
        both = await parts.availability.alook(choices, env)
        left = env.budget_usd_per_day is None or await asyncio.to_thread(money_left, env)
        return _update(state, choices, both, parts, money_left=left, can_ask=_can_ask(config))

    return Node("check_availability", run, arun)


def _update(
    state: State, choices: Choices, both: Both, parts: Parts, *, money_left: bool, can_ask: bool
) -> State:
    """Clear what the last turn left behind, and freeze the facts of this one."""
    update = State(
        query=query_of(state["messages"]),
        turn={
            "question_id": _question_id(),
            "asked_at": (now := time.time()),
            "began_at": now,
            "choices": choices.as_dict(),
            "local": ModelFacts(up=both.local.up, cause=both.local.cause),
            "cloud": ModelFacts(up=both.cloud.up, cause=both.cloud.cause),
            "money_left": money_left,
            "local_faster": parts.pace.local_is_faster(),
            "can_ask": can_ask,
        },
        consent=None,
        left_out=0,
    )
    for key in PER_TURN:
        if key in state and key not in update:
            update[key] = None  # type: ignore[literal-required]
    return update


def _can_ask(config: RunnableConfig | None) -> bool:
    """Whether an interrupt can be answered: without a checkpointer there is nothing to resume."""
    configurable = (config or {}).get("configurable") or {}
    return configurable.get(_CHECKPOINTER) is not None


def _is_uuid(text: str) -> bool:
    """Whether a run's id is one: a caller in process can give any text, and this one is kept."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _question_id() -> str:
    """Return the server's id of the run, so that a run that is repeated is one question.

    One run of a larger agent can ask many questions; there the place of this graph inside it
    (the namespace, which LangGraph numbers) is part of the id.
    """
    info = get_runtime().execution_info
    if info is None or info.run_id is None or not _is_uuid(info.run_id):
        return str(uuid4())
    parent, _, _ = info.checkpoint_ns.rpartition("|")
    return str(uuid5(NAMESPACE_OID, f"{info.run_id}|{parent}")) if parent else info.run_id
