"""The guard at the door: the last thing before a cloud call is a scan of what goes out."""

from collections.abc import Sequence

from langchain_core.messages import AnyMessage

from router_agent.context import Choices
from router_agent.policy import confined
from router_agent.sensitivity import assess, verdicts
from router_agent.sensitivity.assessment import Level
from router_agent.sensitivity.conversation import texts


def stopped_at(
    messages: Sequence[AnyMessage], choices: Choices, *, local_down: bool
) -> Level | None:
    """Return the level for which `messages` must not go out; None when they may.

    It judges the messages themselves, whatever the state says of them. Earlier verdicts of
    the local judge count only from this process's memory, by content hash; what is in doubt
    without them is high.

    Args:
        messages: Exactly what would be sent.
        choices: The settings in force, from the run and the environment.
        local_down: Whether the local model cannot answer. Only then does
            `when_local_unavailable = "cloud"` open the door.
    """
    level = assess(texts(messages), choices.privacy, verdicts.recall).level
    if not confined(level, choices):
        return None
    overridden = choices.when_local_unavailable == "cloud" and local_down
    return None if overridden and choices.route != "local" else level
