"""The ways of running the graph on a conversation."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

from langsmith import tracing_context


async def _cut_async(router: Any, messages: Any, config: Any, context: Any) -> None:
    items = router.astream({"messages": messages}, config, context=context)
    async for _ in items:
        break
    await items.aclose()


async def _events(router: Any, messages: Any, config: Any, context: Any) -> None:
    async for _ in router.astream_events(
        {"messages": messages}, config, context=context, version="v2"
    ):
        pass


def _cut(router: Any, messages: Any, config: Any, context: Any) -> None:
    items = router.stream({"messages": messages}, config, context=context, stream_mode="messages")
    next(items, None)
    items.close()


def _stream(router: Any, messages: Any, config: Any, context: Any) -> Any:
    last = None
    for mode, item in router.stream(
        {"messages": messages}, config, context=context, stream_mode=["messages", "values"]
    ):
        last = item if mode == "values" else last
    return last


def _in_parent(parent: Any, messages: Any, config: Any, _: Any) -> Any:
    """Run a parent graph. One whose own tracing is on tells its input itself; this one's is off."""
    with tracing_context(enabled=False):
        return parent.invoke({"messages": messages}, config)


WAYS: Final[dict[str, Callable[[Any, Any, Any, Any], Any]]] = {
    "invoke": lambda router, messages, config, context: router.invoke(
        {"messages": messages}, config, context=context
    ),
    "ainvoke": lambda router, messages, config, context: asyncio.run(
        router.ainvoke({"messages": messages}, config, context=context)
    ),
    "stream": _stream,
    "events": lambda *given: asyncio.run(_events(*given)),
    "cut": _cut,
    "cut, asynchronously": lambda *given: asyncio.run(_cut_async(*given)),
    "in a parent": _in_parent,
}
