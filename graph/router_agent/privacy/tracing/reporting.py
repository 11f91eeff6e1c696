"""What tracing is told of a question, by `ROUTER_TRACING`: `off`, `metadata` or `full`.

It is told once, when the question is over: how it was judged, where it went and why, and what
the answer took. Text goes along only under `full`, and only where everything in it is low.
"""

import json
import logging
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from langchain_core.messages import AnyMessage

from router_agent.environment import current
from router_agent.privacy.outgoing import judged
from router_agent.sensitivity.conversation import texts
from router_agent.settings import Settings
from router_agent.state import State
from router_agent.version import VERSION

logger: Final = logging.getLogger(__name__)

_ROLES: Final = {"human": "user", "ai": "assistant"}


@dataclass(slots=True)
class Over:
    """Where the last node leaves what is known when the question is over."""

    state: State | None = None


under_way: ContextVar[Over | None] = ContextVar("router_agent_over", default=None)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a question.

    Attributes:
        name: The graph's name.
        started: When the question came in, in seconds since 1970.
        ended: When its answer was whole, in seconds since 1970.
        facts: How it was judged and routed, by names without a prefix; no text.
        model: The model that answered; None where none did.
        provider: Who serves that model: `openai`, `ollama`.
        input_tokens: None where unknown, as the next.
        output_tokens: Tokens of the answer.
        usd: The answer's price, in US dollars; None where unknown.
        messages: Roles and texts, the answer last; None where no text may be told.
    """

    name: str
    started: float
    ended: float
    facts: dict[str, Any]
    model: str | None
    provider: str
    input_tokens: int | None
    output_tokens: int | None
    usd: float | None
    messages: list[dict[str, str]] | None = field(default=None, repr=False)


def over(state: State) -> None:
    """Note that a question is answered or held; for the graph's last node."""
    holder = under_way.get()
    if holder is not None and current.get().tracing != "off":
        holder.state = state


def report(state: State, name: str, tracers: Sequence[Any], parent_run_id: Any) -> None:
    """Tell LangSmith and OpenTelemetry of a question, where they are in use.

    What fails is logged without any text: it never costs an answer.

    Args:
        state: All that is known of it.
        name: The graph's name.
        tracers: The caller's own tracers that were kept out of the graph.
        parent_run_id: The run of theirs in which the graph was asked.
    """
    from router_agent.privacy.tracing import (  # what is off costs nothing
        langsmith_spans,
        otel_spans,
    )

    try:
        told = _told(state, name, current.get())
    except Exception as error:  # noqa: BLE001 - a failure in tracing never costs an answer
        _warn(error)
        return
    try:
        langsmith_spans.post(told, tracers, parent_run_id)
    except Exception as error:  # noqa: BLE001 - nor does a failure here keep the other out
        _warn(error)
    try:
        otel_spans.emit(told)
    except Exception as error:  # noqa: BLE001 - and what fails here costs no answer either
        _warn(error)


def _warn(error: Exception) -> None:
    logger.warning("a question was not traced: %s", type(error).__name__)


def _told(state: State, name: str, env: Settings) -> Told:
    usage, started = state["usage"], state["turn"].get("began_at", state["turn"]["asked_at"])
    answered = state["model_type"] != "none"
    local = state["model_type"] == "local"
    return Told(
        name=name,
        started=started,
        ended=started + usage["seconds"],
        facts={
            "question_id": state["turn"]["question_id"],
            "outcome": "answered" if answered else "held",
            "model_type": state["model_type"],
            "model_name": state["model_name"],
            "reason_code": state["reason_code"],
            "sensitivity": state["sensitivity"],
            "complexity": state["complexity"],
            "kinds": sorted({found["kind"] for found in state["findings"]}),
            "fallback_from": state.get("fallback_from"),
            "judged": bool(state.get("judged")),
            "usd": usage["usd"],
            "seconds": usage["seconds"],
            "seconds_to_first_token": usage["seconds_to_first_token"],
            "version": VERSION,
        },
        model=state["model_name"] if answered else None,
        provider=env.local_provider if local else "openai",
        input_tokens=usage["input_tokens"],
        output_tokens=usage["output_tokens"],
        usd=usage["usd"],
        messages=_text(state) if env.tracing == "full" else None,
    )


def _text(state: State) -> list[dict[str, str]] | None:
    """Return the conversation where it is low, in all that is known and once more by itself.

    The thread's level is absent until something raises it; the question's never is.
    """
    if state.get("sensitivity") != "low" or state.get("thread_sensitivity", "low") != "low":
        return None
    shown = [_shown(message) for message in state["messages"]]
    # The answer, too, and under the strictest setting: this is no place for doubt.
    # An answer of the local model counts as its question, in whatever thread it comes back.
    if judged(texts(state["messages"]), "strict").level != "low":
        return None
    return shown


def _shown(message: AnyMessage) -> dict[str, str]:
    text = str(message.text)
    calls = getattr(message, "tool_calls", None)
    if calls:
        called = [{"name": call["name"], "args": call["args"]} for call in calls]
        text = "\n".join(filter(None, (text, json.dumps(called, ensure_ascii=False, default=str))))
    return {"role": _ROLES.get(message.type, message.type), "content": text}
