"""The graph's front door: what comes in is checked, and nothing of it is traced."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from typing import Any, cast

from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command

from router_agent.context import RouterContext, context_given
from router_agent.environment import current
from router_agent.errors import InvalidQuestion
from router_agent.privacy.quoting.error_net import netted
from router_agent.privacy.run import Run, inside
from router_agent.privacy.tracing.silence import quietly
from router_agent.privacy.tracing.wrapped import Mapped, retried
from router_agent.question import parse
from router_agent.settings import Settings
from router_agent.state import Input, Output, State


@netted
class RouterGraph(CompiledStateGraph[State, RouterContext, Input, Output]):
    """The compiled graph, with the two things that no node can do.

    A node runs only after LangGraph has taken the input, quoting it in its own errors, and
    after the root span of a trace, input included, is open. Every way of running a graph goes
    through `stream` or `astream`, so this is where both are prevented.
    """

    def invoke(
        self,
        input: Any,
        config: Any = None,
        *,
        stream_mode: Any = "values",
        version: Any = "v1",
        **kwargs: Any,
    ) -> Any:
        """Run the graph. As LangGraph's `invoke`, untraced; raises `InvalidQuestion`."""
        plain = stream_mode == "values" and version == "v1"
        with quietly(self.name) as quiet:
            graph, config = quiet.graph(self), quiet.config(config)
            with quiet:
                result = super(RouterGraph, graph).invoke(
                    input,
                    config,
                    stream_mode=stream_mode,
                    version="v2" if plain else version,
                    **kwargs,
                )
        return _as_v1(result) if plain else result

    async def ainvoke(
        self,
        input: Any,
        config: Any = None,
        *,
        stream_mode: Any = "values",
        version: Any = "v1",
        **kwargs: Any,
    ) -> Any:
        """Run the graph. As LangGraph's `ainvoke`, untraced; raises `InvalidQuestion`."""
        plain = stream_mode == "values" and version == "v1"
        with quietly(self.name) as quiet:
            graph, config = quiet.graph(self), quiet.config(config)
            with quiet:
                result = await super(RouterGraph, graph).ainvoke(
                    input,
                    config,
                    stream_mode=stream_mode,
                    version="v2" if plain else version,
                    **kwargs,
                )
        return _as_v1(result) if plain else result

    def stream(
        self,
        input: Any,
        config: Any = None,
        *,
        context: Any = None,
        **kwargs: Any,
    ) -> Iterator[Any]:
        """Run the graph step by step. As LangGraph's `stream`, untraced."""
        checked = _checked(input, current.refresh())
        given, run = context_given(context), _run_of(input)
        with quietly(self.name) as quiet:
            graph, config = quiet.graph(self), quiet.config(config)
            with quiet:
                items = super(RouterGraph, graph).stream(checked, config, context=given, **kwargs)
            try:
                while True:
                    # Around each item alone: set around the loop, it would stay in force in
                    # the caller's own traced code between two items.
                    with inside(run), quiet:
                        try:
                            item = next(items)
                        except StopIteration:
                            return
                    yield item
            finally:
                with inside(run), quiet:
                    cast(Generator[Any], items).close()

    async def astream(
        self,
        input: Any,
        config: Any = None,
        *,
        context: Any = None,
        **kwargs: Any,
    ) -> AsyncIterator[Any]:
        """Run the graph step by step. As LangGraph's `astream`, untraced."""
        env = await asyncio.to_thread(current.refresh) if current.due() else current.get()
        checked = _checked(input, env)
        given, run = context_given(context), _run_of(input)
        with quietly(self.name) as quiet:
            graph, config = quiet.graph(self), quiet.config(config)
            with quiet:
                items = super(RouterGraph, graph).astream(checked, config, context=given, **kwargs)
            try:
                while True:
                    with inside(run), quiet:
                        try:
                            item = await anext(items)
                        except StopAsyncIteration:
                            return
                    yield item
            finally:
                with inside(run), quiet:
                    await cast(AsyncGenerator[Any], items).aclose()

    def with_retry(self, **given: Any) -> Any:
        """Return the graph, tried again when it raises. As LangChain's, untraced."""
        return retried(self, **given)

    def map(self) -> Any:
        """Return the graph, asked each question of a list. As LangChain's, untraced."""
        return Mapped(bound=self)

    def bulk_update_state(self, config: Any, supersteps: Any) -> Any:
        """Change the state of a thread. As LangGraph's `bulk_update_state`, untraced."""
        with quietly(self.name) as quiet:
            graph, config = quiet.graph(self), quiet.config(config)
            with quiet:
                return super(RouterGraph, graph).bulk_update_state(config, supersteps)

    async def abulk_update_state(self, config: Any, supersteps: Any) -> Any:
        """Change the state of a thread. As LangGraph's `abulk_update_state`, untraced."""
        with quietly(self.name) as quiet:
            graph, config = quiet.graph(self), quiet.config(config)
            with quiet:
                return await super(RouterGraph, graph).abulk_update_state(config, supersteps)


def _run_of(given: Any) -> Run:
    return Run(resumed=isinstance(given, Command) and given.resume is not None)


def _checked(given: Any, env: Settings) -> Any:
    """Return the input with its messages checked; what resumes a run passes as it is."""
    if given is None:
        return given
    if isinstance(given, Command):
        if given.update or given.goto:
            raise InvalidQuestion("a Command can only resume a run here, not update or redirect it")
        return given
    return parse(given, env.max_question_chars)


def _as_v1(result: Any) -> Any:
    """Return LangGraph's version 2 result in the form of version 1, which is the default.

    Version 1 also streams every node's updates, only to find interrupts among them; version 2
    does without, which takes a tenth off the cost of a question.
    """
    if not result.interrupts:
        return result.value
    return {**(result.value or {}), "__interrupt__": list(result.interrupts)}
