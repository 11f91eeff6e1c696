"""One question, one answer: `ask` and `aask`."""

from collections.abc import Mapping
from typing import Any, cast

from langchain_core.runnables import RunnableConfig

from router_agent.context import RouterContext
from router_agent.state import Output
from router_agent.workflow import graph


def ask(
    question: Any,
    *,
    context: RouterContext | Mapping[str, Any] | None = None,
    config: RunnableConfig | None = None,
) -> Output:
    """Answer a question with the model that should see it.

    Args:
        question: Text, or a conversation that ends in a message from the user: LangChain
            messages, or mappings with "role" and "content".
        context: Settings of this run.
        config: LangGraph's run configuration.

    Returns:
        The graph's output: `answer`, `model_type`, `reason`, `sensitivity`, `usage`, ...

    Raises:
        InvalidQuestion: If there is nothing to answer in it.
        InvalidSetting: If a setting has an impossible value.
    """
    return cast(Output, graph.invoke({"messages": question}, config, context=context))


async def aask(
    question: Any,
    *,
    context: RouterContext | Mapping[str, Any] | None = None,
    config: RunnableConfig | None = None,
) -> Output:
    """Answer a question as `ask` does, without blocking the event loop."""
    return cast(Output, await graph.ainvoke({"messages": question}, config, context=context))
