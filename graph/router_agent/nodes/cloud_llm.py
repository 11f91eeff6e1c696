"""The node that has the cloud model answer, after a last look at what would be sent."""

from typing import Any

from langchain_core.runnables import Runnable

from router_agent.errors import ModelRejected
from router_agent.nodes import answering
from router_agent.nodes.answering import Call, Situation
from router_agent.nodes.choose_model import decision_of
from router_agent.nodes.node import Node, Parts
from router_agent.policy import Consent, confined
from router_agent.privacy.guard import CODE, Pass, bound_to
from router_agent.privacy.outgoing import outgoing
from router_agent.privacy.run import under_way
from router_agent.privacy.sending import maskable, masked_call
from router_agent.state import State


def node(parts: Parts) -> Node:
    """Return the node `cloud_llm`."""
    return answering.node("cloud_llm", "cloud", parts, _prepare)


def _prepare(now: Situation) -> Call | State | str:
    """Return the call that the guard lets through, or the code of what it stopped."""
    decision = decision_of(now.state)
    if decision.route != "cloud":
        return CODE
    out = outgoing(now.state["messages"], now.choices, now.state.get("confined") or ())
    run = under_way()
    agreed = run.agreed(out.messages) if run is not None else None
    if now.state.get("consent") and agreed is None:
        return State(consent=None)  # given to another run: `hold` asks again
    chat: Runnable[Any, Any] = now.model.chat
    messages = out.sent
    given = Pass(now.choices, open=may_go_in_clear(now, agreed))
    if decision.reason_code == "privacy_masked":
        kept = now.state.get("confined") or ()
        if not _may_go_masked(now, agreed) or not maskable(out.messages, now.choices, kept):
            return CODE
        given = Pass(now.choices)
        chat, messages = masked_call(chat, out, now.choices)
    elif confined(out.assessment.level, now.choices) and not given.open:
        return CODE
    judged = messages if chat is not now.model.chat else ()  # the others have just been
    try:
        given.check(judged, bound_to(now.model.chat))
    except ModelRejected as stopped:
        return stopped.code
    return Call(chat, messages, given)


def may_go_in_clear(now: Situation, agreed: Consent | None) -> bool:
    """Whether what is private may go as it is; the state has no say in it."""
    return agreed == "send" or _set_to("cloud", now)


def _may_go_masked(now: Situation, agreed: Consent | None) -> bool:
    return agreed == "send_masked" or _set_to("mask", now)


def _set_to(outcome: str, now: Situation) -> bool:
    """Whether the setting for a local model that is down says so, and it is down."""
    return (
        now.choices.when_local_unavailable == outcome
        and now.choices.route != "local"
        and now.local_down
    )
