"""The graph, tried again or mapped over a list, without a run of LangChain's around it.

LangChain's own wrappers open a run for themselves, input included, before the graph is called.
These open none: what the graph may tell of itself stands below the caller's run. A chain and
fallbacks hold parts that are somebody else's; there `protect_langsmith` is what helps.
"""

from typing import Any, TypeVar

from langchain_core.callbacks.manager import AsyncCallbackManagerForChainRun as AsyncManager
from langchain_core.callbacks.manager import CallbackManagerForChainRun as Manager
from langchain_core.runnables.base import Runnable, RunnableEach
from langchain_core.runnables.config import (
    RunnableConfig,
    ensure_config,
    get_async_callback_manager_for_config,
    get_callback_manager_for_config,
    get_config_list,
    patch_config,
)
from langchain_core.runnables.retry import RunnableRetry

M = TypeVar("M", Manager, AsyncManager)


def retried(runnable: Runnable[Any, Any], **given: Any) -> "Retried":
    """Return what tries `runnable` again. As LangChain's `with_retry`."""
    return Retried(**vars(Runnable.with_retry(runnable, **given)))


class _Unseen(Runnable[Any, Any]):
    """Does what a wrapper does, within its caller's run."""

    def with_retry(self, **given: Any) -> "Retried":
        """Return what tries this again. As LangChain's `with_retry`."""
        return retried(self, **given)

    def map(self) -> "Mapped":
        """Return what asks each of a list. As LangChain's `map`."""
        return Mapped(bound=self)

    def _call_with_config(
        self, func: Any, input_: Any, config: RunnableConfig | None, *_: Any, **kwargs: Any
    ) -> Any:
        own, run = _below(config)
        return func(input_, run, own, **kwargs)

    async def _acall_with_config(
        self, func: Any, input_: Any, config: RunnableConfig | None, *_: Any, **kwargs: Any
    ) -> Any:
        own, run = _abelow(config)
        return await func(input_, run, own, **kwargs)

    def _batch_with_config(
        self,
        func: Any,
        inputs: list[Any],
        config: RunnableConfig | list[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[Any]:
        given = [_below(one) for one in get_config_list(config, len(inputs))]
        own, runs = [one for one, _ in given], [run for _, run in given]
        return _results(func(inputs, runs, own, **kwargs) if inputs else [], return_exceptions)

    async def _abatch_with_config(
        self,
        func: Any,
        inputs: list[Any],
        config: RunnableConfig | list[RunnableConfig] | None = None,
        *,
        return_exceptions: bool = False,
        **kwargs: Any,
    ) -> list[Any]:
        given = [_abelow(one) for one in get_config_list(config, len(inputs))]
        own, runs = [one for one, _ in given], [run for _, run in given]
        results = await func(inputs, runs, own, **kwargs) if inputs else []
        return _results(results, return_exceptions)


# LangChain has a field named `kwargs`, as the constructor that mypy makes up has a parameter.
class Retried(_Unseen, RunnableRetry[Any, Any]):  # type: ignore[no-redef]
    """The graph, tried again when it raises."""


class Mapped(_Unseen, RunnableEach[Any, Any]):
    """The graph, asked each question of a list."""

    def bind(self, **kwargs: Any) -> "Mapped":
        """Bind arguments. As LangChain's `bind`."""
        return Mapped(bound=self.bound.bind(**kwargs))

    def with_config(self, config: RunnableConfig | None = None, **kwargs: Any) -> "Mapped":
        """Bind a config. As LangChain's `with_config`."""
        return Mapped(bound=self.bound.with_config(config, **kwargs))


def _below(config: RunnableConfig | None) -> tuple[RunnableConfig, Manager]:
    own = ensure_config(config)
    run = _of_the_caller(get_callback_manager_for_config(own), Manager)
    return patch_config(own, callbacks=run.get_child()), run


def _abelow(config: RunnableConfig | None) -> tuple[RunnableConfig, AsyncManager]:
    own = ensure_config(config)
    run = _of_the_caller(get_async_callback_manager_for_config(own), AsyncManager)
    return patch_config(own, callbacks=run.get_child()), run


def _of_the_caller(found: Any, kind: type[M]) -> M:
    """Return the caller's run itself: what would have stood below the wrapper stands below it."""
    # Without a run of the caller's there is none for a child to stand below.
    run_id: Any = found.parent_run_id
    return kind(
        run_id=run_id,
        handlers=found.handlers,
        inheritable_handlers=found.inheritable_handlers,
        tags=found.tags,
        inheritable_tags=found.inheritable_tags,
        metadata=found.metadata,
        inheritable_metadata=found.inheritable_metadata,
    )


def _results(found: list[Any], return_exceptions: bool) -> list[Any]:
    failed = next((one for one in found if isinstance(one, Exception)), None)
    if failed is not None and not return_exceptions:
        raise failed
    return found
