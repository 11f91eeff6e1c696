"""The last node: one row a question, committed before the answer returns. No text, ever."""

import logging
from datetime import UTC, datetime
from typing import Final

from langchain_core.runnables import RunnableConfig

from router_agent.environment import current
from router_agent.errors import StatisticsError
from router_agent.nodes.node import Node
from router_agent.privacy.tracing import reporting
from router_agent.state import State
from router_agent.stats import Row, store_for
from router_agent.version import VERSION

logger: Final = logging.getLogger(__name__)


def node() -> Node:
    """Return the node `record_stats`."""
    return Node("record_stats", _run, _arun)


def _run(state: State, _: RunnableConfig | None) -> State:
    reporting.over(state)
    try:
        store_for(current.get().stats_url).record(_row(state))
    except Exception as error:  # noqa: BLE001 - a failed statistic never costs an answer
        _warn(error)
    return {}


async def _arun(state: State, _: RunnableConfig | None) -> State:
    reporting.over(state)
    try:
        await store_for(current.get().stats_url).arecord(_row(state))
    except Exception as error:  # noqa: BLE001 - a failed statistic never costs an answer
        _warn(error)
    return {}


def _warn(error: Exception) -> None:
    """Log what went wrong: our own errors in full, of others only the kind."""
    cause = error if isinstance(error, StatisticsError) else type(error).__name__
    logger.warning("the statistics of a question were not written: %s", cause)


def _row(state: State) -> Row:
    usage = state["usage"]
    return Row(
        question_id=state["turn"]["question_id"],
        asked_at=datetime.fromtimestamp(state["turn"]["asked_at"], UTC),
        sensitivity=state["sensitivity"],
        complexity=state["complexity"],
        kinds=tuple(sorted({found["kind"] for found in state["findings"]})),
        model_type=state["model_type"],
        model_name=state["model_name"],
        reason_code=state["reason_code"],
        outcome="held" if state["model_type"] == "none" else "answered",
        fallback_from=state.get("fallback_from"),
        consent=state.get("consent"),
        input_tokens=usage["input_tokens"],
        output_tokens=usage["output_tokens"],
        usd=usage["usd"],
        seconds=usage["seconds"],
        seconds_to_first_token=usage["seconds_to_first_token"],
        judged=bool(state.get("judged")),
        version=VERSION,
    )
