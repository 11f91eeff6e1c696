"""The node that answers without any model, when no allowed model can: why, and what helps.

Where the user may decide, it asks first, and goes on to the model that the answer allows.
"""

import time
from uuid import uuid4

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableConfig

from router_agent.environment import current
from router_agent.nodes.choose_model import decision_of
from router_agent.nodes.consent import Resumed, asked, question_of
from router_agent.nodes.node import Node, Parts, off_loop_where_long
from router_agent.nodes.reply import fallback_from, seconds_since
from router_agent.nodes.saying import held_answer, reason_of
from router_agent.policy import Consent
from router_agent.state import State, Turn


def node(parts: Parts) -> Node:
    """Return the node `hold`."""

    def run(state: State, config: RunnableConfig | None) -> State:
        if decision_of(state).reason_code != "consent":
            return _held(state)
        about = question_of(state, parts.in_force(current.get()))
        resumed, saved = Resumed.of(config), None
        if (checkpoint := resumed.checkpoint) is not None:
            saver, place = checkpoint
            saved = saver.get_tuple(place)
        return _answered(state, asked(about, resumed, saved))

    async def arun(state: State, config: RunnableConfig | None) -> State:
        if decision_of(state).reason_code != "consent":
            return _held(state)
        choices = parts.in_force(current.get())
        about = await off_loop_where_long(state["messages"], question_of, state, choices)
        resumed, saved = Resumed.of(config), None
        if (checkpoint := resumed.checkpoint) is not None:
            saver, place = checkpoint
            saved = await saver.aget_tuple(place)
        return _answered(state, asked(about, resumed, saved))

    return Node("hold", run, arun)


def _answered(state: State, consent: Consent) -> State:
    """Return what the answer adds: it is left to the next model, or is the end."""
    # How long the user thinks is not how long an answer takes.
    turn: Turn = {**state["turn"], "began_at": time.time()}
    update = State(consent=consent, turn=turn)
    state = State(**{**state, **update})
    if decision_of(state).route != "hold":
        return update
    return State(**{**_held(state), **update})


def _held(state: State) -> State:
    decision = decision_of(state)
    text = held_answer(state, decision, current.get())
    # A call that failed may have been billed: then tokens and price are unknown, not 0.
    called = bool(state.get("attempts"))
    return {
        "messages": [AIMessage(text, id=str(uuid4()))],
        "answer": text,
        "model_type": "none",
        "model_name": None,
        "reason": reason_of(state, decision),
        "reason_code": decision.reason_code,
        "usage": {
            "input_tokens": None if called else 0,
            "output_tokens": None if called else 0,
            "usd": None if called else 0.0,
            "seconds": seconds_since(state),
            "seconds_to_first_token": None,
        },
        "fallback_from": fallback_from(state),
    }
