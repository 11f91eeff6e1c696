"""The edge: where a question goes next. It asks the table, and has no effect of its own."""

from collections.abc import Hashable
from typing import Final, Literal

from router_agent.context import Choices
from router_agent.nodes.node import Node
from router_agent.policy import Decision, Facts, decide
from router_agent.state import State

Step = Literal["cloud_llm", "local_llm", "hold", "record_stats"]

STEPS: Final[dict[str, Step]] = {"cloud": "cloud_llm", "local": "local_llm", "hold": "hold"}
# Where the edge can lead from each node. A model that failed counts as down, so no path
# leads back to it; from `hold` a path leads to a model when consent is given.
PATHS: Final[dict[str, dict[Hashable, str]]] = {
    source: {step: step for step in steps}
    for source, steps in (
        ("classify_sensitivity", ("cloud_llm", "local_llm", "hold")),
        ("cloud_llm", ("local_llm", "hold", "record_stats")),
        ("local_llm", ("cloud_llm", "hold", "record_stats")),
        ("hold", ("cloud_llm", "local_llm", "record_stats")),
    )
}


def facts_of(state: State) -> Facts:
    """Return the frozen facts. A missing one is taken as the one that keeps the question here."""
    turn = state.get("turn")
    failed = {attempt["model_type"] for attempt in state.get("attempts") or ()}
    return Facts(
        sensitivity=state.get("sensitivity") or "high",
        complexity=state.get("complexity") or "complex",
        local_up=bool(turn and turn["local"]["up"]) and "local" not in failed,
        cloud_up=bool(turn and turn["cloud"]["up"]) and "cloud" not in failed,
        money_left=bool(turn and turn["money_left"]),
        local_faster=bool(turn and turn["local_faster"]),
        can_ask=bool(turn and turn.get("can_ask")),
        consent=state.get("consent"),
        maskable=bool(state.get("maskable")),
    )


def choices_of(state: State) -> Choices:
    """Return the frozen settings of the run; the tightest where there are none."""
    turn = state.get("turn")
    return Choices(**turn["choices"]) if turn else Choices(privacy="strict")


def decision_of(state: State) -> Decision:
    """Return what the table says of this question now."""
    return decide(facts_of(state), choices_of(state))


def _next(state: State, _: object) -> Step:
    if state.get("model_type"):  # an answer may be a tool call, without any text
        return "record_stats"
    return STEPS[decision_of(state).route]


def node() -> Node:
    """Return the edge function `choose_model`."""
    return Node("choose_model", _next)
