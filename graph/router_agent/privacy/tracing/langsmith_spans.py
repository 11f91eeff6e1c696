"""A question as two runs in LangSmith: the decision, and below it the model's answer."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from langchain_core.tracers.langchain import LangChainTracer
from langsmith import RunTree, get_tracing_context
from langsmith.utils import tracing_is_enabled

from router_agent.privacy.tracing.reporting import Told


def post(told: Told, tracers: Sequence[Any], parent_run_id: Any) -> None:
    """Post a question where the caller's own tracing goes; nowhere if there is none.

    Args:
        told: What is told of it.
        tracers: The caller's own tracers, kept out of the graph.
        parent_run_id: The run of theirs in which the graph was asked.
    """
    tracer = next((t for t in tracers if isinstance(t, LangChainTracer)), None)
    if tracer is None and tracing_is_enabled() is not True:
        return
    shown = told.messages
    asked = shown[:-1] if shown else []
    run = _begin(told, _parent(tracer, parent_run_id), tracer, _fields(told, "chain"))
    run.metadata.update({f"router_agent.{name}": value for name, value in told.facts.items()})
    run.inputs = {"messages": asked} if shown else {}
    run.outputs = {"messages": shown[-1:]} if shown else {}
    run.post()
    if told.model is None:
        return
    answer = run.create_child(**_fields(told, "llm"))
    answer.metadata.update(_llm(told))
    answer.inputs = {"messages": asked} if shown else {}
    answer.outputs = {"messages": shown[-1:]} if shown else {}
    answer.post()


def _begin(
    told: Told, parent: RunTree | None, tracer: LangChainTracer | None, fields: dict[str, Any]
) -> RunTree:
    if parent is not None:
        return parent.create_child(**fields)
    context = get_tracing_context()
    client = tracer.client if tracer is not None else context["client"]
    project = tracer.project_name if tracer is not None else context["project_name"]
    if client is not None:
        fields["ls_client"] = client
    if project is not None:
        fields["project_name"] = project
    return RunTree(**fields)


def _parent(tracer: LangChainTracer | None, parent_run_id: Any) -> RunTree | None:
    """Return the caller's run in which the graph was asked; None where there is none."""
    if tracer is not None and parent_run_id is not None:
        known = tracer.run_map.get(str(parent_run_id))
        if known is not None:
            return known
        if parent_run_id in tracer.order_map:
            _, order = tracer.order_map[parent_run_id]
            return RunTree.from_dotted_order(
                order, client=tracer.client, project_name=tracer.project_name
            )
    found: RunTree | None = get_tracing_context()["parent"]
    return found


def _fields(told: Told, kind: str) -> dict[str, Any]:
    return {
        "name": told.name if kind == "chain" else str(told.model),
        "run_type": kind,
        "start_time": datetime.fromtimestamp(told.started, UTC),
        "end_time": datetime.fromtimestamp(told.ended, UTC),
    }


def _llm(told: Told) -> dict[str, Any]:
    """Return what LangSmith counts tokens and money by."""
    metadata: dict[str, Any] = {
        "ls_provider": told.provider,
        "ls_model_name": told.model,
        "ls_model_type": "chat",
    }
    if told.input_tokens is not None and told.output_tokens is not None:
        usage: dict[str, Any] = {
            "input_tokens": told.input_tokens,
            "output_tokens": told.output_tokens,
            "total_tokens": told.input_tokens + told.output_tokens,
        }
        if told.usd is not None:
            usage["total_cost"] = told.usd
        metadata["usage_metadata"] = usage
    return metadata
