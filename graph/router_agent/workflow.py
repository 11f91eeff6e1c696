"""The graph: nodes and edges put together as the picture shows them.

    START -> check_availability -> classify_sensitivity -> <choose_model>
    <choose_model> -> cloud_llm | local_llm | hold -> <choose_model> -> record_stats -> END

Sequential on purpose: two parallel branches that each carry a conditional edge would run
both models.
"""

import os
from typing import Any, Final

from langgraph.graph import END, START, StateGraph

from router_agent.availability import Availability, Probes
from router_agent.context import RouterContext
from router_agent.entrance import RouterGraph
from router_agent.models import ChatModels, Models
from router_agent.nodes import (
    check_availability,
    choose_model,
    classify_sensitivity,
    cloud_llm,
    hold,
    local_llm,
    record_stats,
)
from router_agent.nodes.node import Parts
from router_agent.pace import Pace
from router_agent.state import Input, Output, State

CHAT_MODELS: Final = ChatModels()
PROBES: Final = Probes(CHAT_MODELS)
PACE: Final = Pace()


def _start_anew() -> None:
    """Let go, in a forked child, of connections and probes that are still the parent's."""
    CHAT_MODELS.forget()
    PROBES.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_anew)


class RouterBuilder(StateGraph[State, RouterContext, Input, Output]):
    """The router before it is compiled. Compiled anew, with a checkpointer say, it is the same."""

    def compile(self, *args: Any, **kwargs: Any) -> RouterGraph:
        """Compile it. As LangGraph's `compile`; the graph keeps its entrance."""
        compiled = super().compile(*args, **kwargs)
        attributes = {k: v for k, v in vars(compiled).items() if k != "__orig_class__"}
        return RouterGraph(**attributes)


def build_graph(
    *,
    context: RouterContext | None = None,
    models: Models | None = None,
    availability: Availability | None = None,
    checkpointer: Any = None,
    store: Any = None,
    name: str = "router",
) -> RouterGraph:
    """Return a compiled router.

    Args:
        context: Settings of this graph, over the environment's and beneath a run's own.
        models: Where the chat models come from; OpenAI and Ollama by the settings if None.
        availability: What knows which models are there; probes over HTTP if None.
        checkpointer: LangGraph checkpointer for threads; none under a LangGraph server,
            which brings its own.
        store: LangGraph store.
        name: The graph's name in traces and pictures.
    """
    parts = Parts(
        models=models or CHAT_MODELS,
        availability=availability or (Probes(models) if models else PROBES),
        pace=PACE,
        context=context,
    )
    builder = RouterBuilder(State, RouterContext, input_schema=Input, output_schema=Output)
    builder.add_node("check_availability", check_availability.node(parts))
    builder.add_node("classify_sensitivity", classify_sensitivity.node(parts))
    builder.add_node("cloud_llm", cloud_llm.node(parts))
    builder.add_node("local_llm", local_llm.node(parts))
    builder.add_node("hold", hold.node(parts))
    builder.add_node("record_stats", record_stats.node())

    builder.add_edge(START, "check_availability")
    builder.add_edge("check_availability", "classify_sensitivity")
    edge = choose_model.node()
    for source, paths in choose_model.PATHS.items():
        builder.add_conditional_edges(source, edge, paths)
    builder.add_edge("record_stats", END)

    return builder.compile(checkpointer=checkpointer, store=store, name=name)


graph: Final = build_graph()
