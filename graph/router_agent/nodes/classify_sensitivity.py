"""The second node: how private is everything that would be sent? Judged on this machine."""

import asyncio
import logging
from collections.abc import Collection
from concurrent.futures import wait as wait_for
from contextlib import suppress
from typing import Final

from langchain_core.runnables import RunnableConfig

from router_agent import background, judging
from router_agent.context import Choices
from router_agent.environment import current
from router_agent.errors import ModelFileError
from router_agent.nodes.choose_model import choices_of, facts_of
from router_agent.nodes.node import Node, Parts, off_loop_where_long
from router_agent.policy import confined
from router_agent.privacy.outgoing import Outgoing, outgoing
from router_agent.privacy.sending import maskable, may_be_masked
from router_agent.sensitivity import Assessment, Opinion
from router_agent.sensitivity.assessment import highest
from router_agent.sensitivity.conversation import texts
from router_agent.state import FoundAt, State

logger: Final = logging.getLogger(__name__)

UNJUDGED: Final = Assessment(
    "high", True, "high", (), "complex", (Opinion("error", "high", True, ("NOT_JUDGED",)),)
)


def node(parts: Parts) -> Node:
    """Return the node `classify_sensitivity`."""

    def run(state: State, _: RunnableConfig | None) -> State:
        choices, env = choices_of(state), current.get()
        out = _judged(state, choices)
        if not (doubtful := _to_judge(out, state, choices)):
            return _update(state, out, choices)
        with suppress(Exception):  # without a judge, doubt stays doubt
            model = parts.models.get("judge", choices, env)
            wait_for([judging.start(doubtful, choices, env, model)], timeout=env.judge_seconds)
        return _update(state, _judged(state, choices), choices)

    async def arun(state: State, _: RunnableConfig | None) -> State:
        choices, env = choices_of(state), current.get()
        messages = state["messages"]
        out = await off_loop_where_long(messages, _judged, state, choices)
        if doubtful := _to_judge(out, state, choices):
            with suppress(Exception):
                model = await asyncio.to_thread(parts.models.get, "judge", choices, env)
                await background.wait(
                    [judging.start(doubtful, choices, env, model)], env.judge_seconds
                )
            out = _judged(state, choices)
        return await off_loop_where_long(messages, _update, state, out, choices)

    return Node("classify_sensitivity", run, arun)


def _judged(state: State, choices: Choices) -> Outgoing:
    """Return what would be sent, and how private it is."""
    messages = state["messages"]
    try:
        return outgoing(messages, choices, state.get("confined") or ())
    except ModelFileError:
        raise  # nothing can be judged before router-agent is installed again
    except Exception as error:  # noqa: BLE001 - what cannot be judged is private
        logger.warning(
            "a question could not be judged (%s): it counts as high", type(error).__name__
        )
        return Outgoing(messages, UNJUDGED, UNJUDGED.level)


def _to_judge(out: Outgoing, state: State, choices: Choices) -> list[str]:
    """Return the doubtful texts, the latest first, where a judge's word can change anything."""
    found = out.assessment
    if found.certain or confined(found.floor, choices) or not facts_of(state).local_up:
        return []
    pieces = texts(state["messages"])
    return [pieces[index].text for index in reversed(found.doubtful)]


def _update(state: State, out: Outgoing, choices: Choices) -> State:
    """Return what is found; the level of a thread only rises."""
    found, before = out.assessment, state.get("thread_sensitivity") or "low"
    whole = highest(out.whole, before)
    level = whole if choices.history == "sticky" else found.level
    update = State(
        sensitivity=level,
        complexity=found.complexity,
        findings=[
            FoundAt(kind=f.kind, start=f.start, end=f.end, message=f.message)
            for f in found.findings
        ],
    )
    if whole != before:
        update["thread_sensitivity"] = whole
    if left_out := len(state["messages"]) - len(out.messages):
        update["left_out"] = left_out
    if new := set(out.private) - set(state.get("confined") or ()):
        update["confined"] = [name for name in out.private if name in new]
    if any(opinion.layer == "judge" for opinion in found.layers):
        update["judged"] = True
    if confined(level, choices) and may_be_masked(choices):
        update["maskable"] = _maskable(out, choices, state.get("confined") or ())
    return update


def _maskable(out: Outgoing, choices: Choices, kept: Collection[str]) -> bool:
    try:
        return maskable(out.messages, choices, kept)
    except Exception as error:  # noqa: BLE001 - what cannot be masked stays as it is: private
        logger.warning("a question could not be masked (%s)", type(error).__name__)
        return False
