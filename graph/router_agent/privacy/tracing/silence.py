"""Keeping tracing out of the graph: what it does is seen by no tracer, whoever switched it on.

Three things carry it out: handlers in a config (see `tracers`), handlers that LangChain adds by
itself (context variables, environment variables, instrumentations that patch it), and
OpenTelemetry's instrumentations of HTTP and model clients (see `otel_silence`). All are kept
out by context variables, set around each item that is taken from the graph and never between
two: the caller's own tracing goes on.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token, copy_context
from types import FunctionType
from typing import Any, Final

from langchain_core.callbacks import base, manager
from langchain_core.runnables.config import var_child_runnable_config
from langchain_core.tracers.context import _configure_hooks, tracing_v2_callback_var
from langsmith import get_tracing_context, tracing_context

from router_agent.privacy.tracing import reporting
from router_agent.privacy.tracing.otel_silence import shut_doors, silent, suppressed
from router_agent.privacy.tracing.tracers import Nothing, exports, remove, removed_from

_NOTHING: Final = Nothing()


class Quiet:
    """The silence of one run. Enter it around each item that is taken from the graph.

    It may be entered while it is in force already, as `stream` is within `invoke`: then the
    outer one does everything.

    Attributes:
        tracers: The exporting handlers that were found in the caller's config.
    """

    def __init__(self) -> None:
        self.tracers: list[Any] = []
        self.parent_run_id: Any = None
        self.over = reporting.Over()
        self._caller = copy_context()
        self._outer = _in_force()
        self._settings = [] if self._outer else self._found()
        self._undo: list[tuple[ContextVar[Any], Token[Any]]] = []
        self._otel: tuple[Any, Any] = (None, None)
        self._attached: Any = None
        self._langsmith: Any = None
        if not self._outer:
            _watch_patches()

    def config(self, config: Any) -> Any:
        """Return a config without the exporting handlers in it."""
        callbacks = config.get("callbacks") if isinstance(config, dict) else None
        kept, removed = removed_from(callbacks)
        if not removed:
            return config
        self._note(callbacks, removed)
        return {**config, "callbacks": kept}

    def graph(self, graph: Any) -> Any:
        """Return a graph whose own config (`with_config`) has none of them either."""
        config = graph.config
        quiet = self.config(config) if config else config
        return graph if quiet is config else graph.copy({"config": quiet})

    def __enter__(self) -> None:
        if self._outer:
            return
        self._langsmith = tracing_context(enabled=False)
        self._langsmith.__enter__()
        self._undo = [(variable, variable.set(value)) for variable, value in self._settings]
        otel = sys.modules.get("opentelemetry.context")
        if otel is not None:
            shut_doors()
            current = otel.get_current()
            if self._otel[0] is not current:
                self._otel = (current, suppressed(otel, current))
            self._attached = otel.attach(self._otel[1])

    def __exit__(self, *_: object) -> None:
        if self._outer:
            return
        if self._attached is not None:
            sys.modules["opentelemetry.context"].detach(self._attached)
            self._attached = None
        while self._undo:
            variable, token = self._undo.pop()
            variable.reset(token)
        self._langsmith.__exit__(None, None, None)

    def tell(self, name: str) -> None:
        """Report the question, if it is over and the settings allow it, where the caller traces."""
        if not self._outer and self.over.state is not None:
            self._caller.run(
                reporting.report, self.over.state, name, self.tracers, self.parent_run_id
            )

    def _found(self) -> list[tuple[ContextVar[Any], Any]]:
        """Return the context variables that must have another value in the graph."""
        found: list[tuple[ContextVar[Any], Any]] = [
            (silent, True),
            (reporting.under_way, self.over),
        ]
        if (tracer := tracing_v2_callback_var.get()) is not None:
            self.tracers.append(tracer)
            found.append((tracing_v2_callback_var, None))
        for variable, _, made, switch in _configure_hooks:
            given = variable.get()
            if exports(type(given)) if given is not None else switch and made and exports(made):
                found.append((variable, _NOTHING if made and switch else None))
        ambient = var_child_runnable_config.get()
        if ambient and (quiet := self.config(ambient)) is not ambient:
            found.append((var_child_runnable_config, quiet))
        return found

    def _note(self, callbacks: Any, removed: list[Any]) -> None:
        self.tracers.extend(removed)
        self.parent_run_id = getattr(callbacks, "parent_run_id", None) or self.parent_run_id


@contextmanager
def quietly(name: str) -> Iterator[Quiet]:
    """Give the silence of one run, and report the question behind it when it is over."""
    quiet = Quiet()
    try:
        yield quiet
    finally:
        quiet.tell(name)


def _in_force() -> bool:
    """Whether it is quiet already; code within the graph may have switched tracing on again."""
    return (
        silent.get()
        and get_tracing_context()["enabled"] is False
        and tracing_v2_callback_var.get() is None
    )


def _watch_patches() -> None:
    """Keep out handlers of instrumentations that patch LangChain itself.

    Some add theirs to every callback manager that is made and heed no switch. Where one is
    there, and only there, the function that makes managers is wrapped, too; outside of this
    graph the wrapper changes nothing.
    """
    configure: Any = manager._configure
    if getattr(configure, "router_agent", False):
        return
    if _is_own(configure, manager) and _is_own(
        base.BaseCallbackManager.__dict__.get("__init__"), base
    ):
        return

    def configure_quietly(*args: Any, **kwargs: Any) -> Any:
        made = configure(*args, **kwargs)
        if silent.get():
            remove(made)
        return made

    configure_quietly.router_agent = True  # type: ignore[attr-defined]
    manager._configure = configure_quietly


def _is_own(function: Any, module: Any) -> bool:
    """Whether a function is the one that its module defines, and not somebody's wrapper."""
    return type(function) is FunctionType and function.__code__.co_filename == module.__file__
