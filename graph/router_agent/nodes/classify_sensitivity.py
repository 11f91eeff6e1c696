"""The second node: how private is everything that would be sent? Judged on this machine."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import wait as wait_for
from contextlib import suppress
from typing import Final

from langchain_core.runnables import RunnableConfig

from router_agent import background, judging
from router_agent.context import Choices
from router_agent.environment import current
from router_agent.errors import ModelFileError
from router_agent.nodes.choose_model import choices_of, facts_of
from router_agent.nodes.node import Node, Parts
from router_agent.policy import confined
from router_agent.sensitivity import Assessment, Opinion, assess, verdicts
from router_agent.sensitivity.assessment import highest
from router_agent.sensitivity.conversation import MessageText, texts
from router_agent.state import FoundAt, State

logger: Final = logging.getLogger(__name__)

# From here on judging takes milliseconds, too long for an event loop that serves others.
_LONG_CHARS: Final = 20_000

UNJUDGED: Final = Assessment(
    "high", True, "high", (), "complex", (Opinion("error", "high", True, ("NOT_JUDGED",)),)
)


def node(parts: Parts) -> Node:
    """Return the node `classify_sensitivity`."""

    def run(state: State, _: RunnableConfig | None) -> State:
        pieces, choices, env = texts(state["messages"]), choices_of(state), current.get()
        first = _assess(pieces, choices)
        if not (doubtful := _to_judge(first, pieces, state, choices)):
            return _update(state, first)
        with suppress(Exception):  # without a judge, doubt stays doubt
            model = parts.models.get("judge", choices, env)
            wait_for([judging.start(doubtful, choices, env, model)], timeout=env.judge_seconds)
        return _update(state, _assess(pieces, choices), judged=True)

    async def arun(state: State, _: RunnableConfig | None) -> State:
        pieces, choices, env = texts(state["messages"]), choices_of(state), current.get()
        if sum(len(piece.text) for piece in pieces) > _LONG_CHARS:
            # Remembered by content, so that the event loop finds it judged.
            await asyncio.to_thread(_assess, pieces, choices)
        first = _assess(pieces, choices)
        if not (doubtful := _to_judge(first, pieces, state, choices)):
            return _update(state, first)
        with suppress(Exception):
            model = await asyncio.to_thread(parts.models.get, "judge", choices, env)
            await background.wait([judging.start(doubtful, choices, env, model)], env.judge_seconds)
        return _update(state, _assess(pieces, choices), judged=True)

    return Node("classify_sensitivity", run, arun)


def _assess(pieces: Sequence[MessageText], choices: Choices) -> Assessment:
    try:
        return assess(pieces, choices.privacy, verdicts.recall)
    except ModelFileError:
        raise  # nothing can be judged before router-agent is installed again
    except Exception as error:  # noqa: BLE001 - what cannot be judged is private
        logger.warning(
            "a question could not be judged (%s): it counts as high", type(error).__name__
        )
        return UNJUDGED


def _to_judge(
    first: Assessment, pieces: Sequence[MessageText], state: State, choices: Choices
) -> list[str]:
    """Return the doubtful texts, the latest first, where a judge's word can change anything."""
    if first.certain or confined(first.floor, choices) or not facts_of(state).local_up:
        return []
    return [pieces[index].text for index in reversed(first.doubtful)]


def _update(state: State, found: Assessment, *, judged: bool = False) -> State:
    level = highest(found.level, state.get("thread_sensitivity") or "low")
    update = State(
        sensitivity=level,
        complexity=found.complexity,
        findings=[
            FoundAt(kind=f.kind, start=f.start, end=f.end, message=f.message)
            for f in found.findings
        ],
    )
    if level != (state.get("thread_sensitivity") or "low"):
        update["thread_sensitivity"] = level
    if judged:
        update["judged"] = True
    return update
