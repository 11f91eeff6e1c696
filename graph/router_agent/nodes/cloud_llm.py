"""The node that has the cloud model answer, after a last look at what would be sent."""

from router_agent.context import Choices
from router_agent.models import Model
from router_agent.nodes import answering
from router_agent.nodes.choose_model import decision_of, facts_of
from router_agent.nodes.node import Node, Parts
from router_agent.privacy.guard import stopped_at
from router_agent.settings import Settings
from router_agent.state import State


def node(parts: Parts) -> Node:
    """Return the node `cloud_llm`."""
    return answering.node("cloud_llm", "cloud", parts, _refuse)


def _refuse(state: State, choices: Choices, _: Settings, __: Model) -> State | None:
    """Return what is written instead of calling the model; None lets the call go ahead."""
    if decision_of(state).route != "cloud":
        return answering.failed(state, "cloud", "guarded")
    local_down = not facts_of(state).local_up
    level = stopped_at(state["messages"], choices, local_down=local_down)
    if level is None:
        return None
    return {
        **answering.failed(state, "cloud", "guarded"),
        "sensitivity": level,
        "thread_sensitivity": level,
    }
