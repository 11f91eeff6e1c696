"""A net under every way of running a graph or looking into it: no foreign error gets out.

With it come the filters on what libraries log and warn of meanwhile.
"""

import functools
import inspect
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator, Iterator
from typing import Any, Final, TypeVar, cast

from router_agent.context import check_config
from router_agent.privacy.quoting.failures import instead_of
from router_agent.privacy.quoting.logs import quieten
from router_agent.privacy.quoting.warning_filter import ignore_quoting

T = TypeVar("T", bound=type)

# All that LangGraph and LangChain run or read on a caller's behalf. What they make of a graph
# (a binding, a tool, a chain) calls one of these.
_WAYS: Final = (
    "abatch",
    "abatch_as_completed",
    "abulk_update_state",
    "aclear_cache",
    "aget_state",
    "aget_state_history",
    "ainvoke",
    "astream",
    "astream_events",
    "astream_log",
    "atransform",
    "aupdate_state",
    "batch",
    "batch_as_completed",
    "bulk_update_state",
    "clear_cache",
    "copy",
    "get_state",
    "get_state_history",
    "invoke",
    "stream",
    "stream_events",
    "transform",
    "update_state",
    "with_config",
)


def netted(graph: T) -> T:
    """Put the net under a class of graphs: what its methods raise is `instead_of` that."""
    quieten()
    for name in _WAYS:
        setattr(graph, name, _netted(getattr(graph, name)))
    return graph


def _netted(method: Callable[..., Any]) -> Callable[..., Any]:
    checked = _with_config_checked(method)
    if inspect.isasyncgenfunction(method):
        return _async_generator(checked)
    if inspect.isgeneratorfunction(method):
        return _generator(checked)
    if inspect.iscoroutinefunction(method):
        return _coroutine(checked)
    return _function(checked)


def _with_config_checked(method: Callable[..., Any]) -> Callable[..., Any]:
    """Have a config of a wrong type named: LangGraph would fail on it somewhere deep inside."""
    parameters = list(inspect.signature(method).parameters)
    if "config" not in parameters:
        return method
    index = parameters.index("config")
    several = "batch" in method.__name__

    @functools.wraps(method)
    def run(*args: Any, **kwargs: Any) -> Any:
        config = args[index] if index < len(args) else kwargs.get("config")
        for one in config if several and isinstance(config, list | tuple) else (config,):
            check_config(one)
        return method(*args, **kwargs)

    return run


def _function(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            found = method(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - what passes is `instead_of`'s to say
            instead = instead_of(error)
        else:
            # `astream_events` returns what is still to be awaited or iterated.
            if inspect.isasyncgen(found):
                return _items_later(cast("AsyncGenerator[Any]", found))
            return _result_later(found) if inspect.iscoroutine(found) else found
        raise instead

    return run


def _coroutine(method: Callable[..., Awaitable[Any]]) -> Callable[..., Any]:
    @functools.wraps(method)
    async def run(*args: Any, **kwargs: Any) -> Any:
        return await _result_later(method(*args, **kwargs))

    return run


async def _result_later(awaited: Awaitable[Any]) -> Any:
    try:
        return await awaited
    except BaseException as error:  # noqa: BLE001 - what passes is `instead_of`'s to say
        instead = instead_of(error)
    raise instead


def _generator(method: Callable[..., Iterator[Any]]) -> Callable[..., Any]:
    @functools.wraps(method)
    def run(*args: Any, **kwargs: Any) -> Iterator[Any]:
        ignore_quoting()
        items = cast("Generator[Any]", method(*args, **kwargs))
        done = False
        try:
            while True:
                try:
                    item = next(items)
                except StopIteration:
                    done = True
                    return
                except BaseException as error:  # noqa: BLE001 - `instead_of` says what passes
                    done = True
                    instead = instead_of(error)
                    break
                yield item
        finally:
            if not done:
                _function(items.close)()
        raise instead

    return run


def _async_generator(method: Callable[..., AsyncIterator[Any]]) -> Callable[..., Any]:
    @functools.wraps(method)
    async def run(*args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        ignore_quoting()
        items = _items_later(cast("AsyncGenerator[Any]", method(*args, **kwargs)))
        try:
            async for item in items:
                yield item
        finally:
            await items.aclose()

    return run


async def _items_later(items: AsyncGenerator[Any]) -> AsyncGenerator[Any]:
    done = False
    try:
        while True:
            try:
                item = await anext(items)
            except StopAsyncIteration:
                done = True
                return
            except BaseException as error:  # noqa: BLE001 - what passes is `instead_of`'s to say
                done = True
                instead = instead_of(error)
                break
            yield item
    finally:
        if not done:
            await _result_later(items.aclose())
    raise instead
