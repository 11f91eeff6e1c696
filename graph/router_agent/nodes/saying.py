"""The sentences of a decision: why this model, and what would help where there is none."""

from typing import Literal

from router_agent.nodes.choose_model import choices_of
from router_agent.policy import Decision
from router_agent.privacy.guard import CODE as GUARDED
from router_agent.remedies import remedy
from router_agent.settings import Settings
from router_agent.state import State
from router_agent.wording import (
    CHECKPOINTER,
    HELD,
    HELP,
    LEFT_OUT,
    REASONS,
    Spoken,
    cause_text,
    language_of,
)


def language(state: State) -> Spoken:
    """Return the language of the question, or the one that the run asks for."""
    return language_of(state.get("query") or "", choices_of(state).language)


def reason_of(state: State, decision: Decision) -> str:
    """Return the reason for a decision as a sentence; nothing of the question is in it."""
    spoken, choices = language(state), choices_of(state)
    key = decision.reason_code, "sent" if _was_sent(state, decision) else decision.route
    said = REASONS[key].say(
        spoken,
        local=choices.local_model,
        cloud=choices.cloud_model,
        cause=cause_text(cause(state, "local"), spoken),
        cloud_cause=cause_text(cause(state, "cloud"), spoken),
    )
    if decision.route == "cloud" and (count := state.get("left_out")):
        return f"{said} {LEFT_OUT.say(spoken, count=count)}"
    return said


def _was_sent(state: State, decision: Decision) -> bool:
    """Whether a private question that is held had been sent before, and got no answer."""
    return decision.reason_code == "privacy_held" and any(
        attempt["model_type"] == "cloud" and attempt["code"] != GUARDED
        for attempt in state.get("attempts") or ()
    )


def cause(state: State, kind: Literal["cloud", "local"]) -> str | None:
    """Return why a model cannot answer: its failed call, else what the probe found."""
    for attempt in reversed(state.get("attempts") or ()):
        if attempt["model_type"] == kind:
            return attempt["code"]
    turn = state.get("turn")
    return turn[kind]["cause"] if turn else None


def held_answer(state: State, decision: Decision, env: Settings) -> str:
    """Return what a person reads instead of an answer: the reason, and what would help."""
    spoken, choices = language(state), choices_of(state)
    lines = [HELD.say(spoken, reason=reason_of(state, decision))]
    if decision.reason_code == "consent_refused":
        return lines[0]
    if decision.reason_code == "consent_unavailable":
        lines.append(HELP.say(spoken, remedy=CHECKPOINTER.say(spoken)))
    for kind in ("local", "cloud") if decision.reason_code == "nothing_available" else ("local",):
        helps = remedy(cause(state, kind), spoken, env, local=choices.local_model)
        if helps is not None:
            lines.append(HELP.say(spoken, remedy=helps))
    return "\n".join(lines)
