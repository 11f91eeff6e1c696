"""What makes a node of a pair of functions: one for `invoke`, one for `ainvoke`.

A plain function as a node runs in a thread pool under `ainvoke`, and a coroutine function
fails under `invoke`; each node here has both, around one pure core.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from langchain_core.messages import AnyMessage
from langchain_core.runnables import Runnable, RunnableConfig
from langgraph.runtime import get_runtime

from router_agent.availability import Availability
from router_agent.context import Choices, RouterContext, context_of
from router_agent.models import Models
from router_agent.pace import Pace
from router_agent.precedence import merge
from router_agent.sensitivity.conversation import texts
from router_agent.settings import Settings
from router_agent.state import State

T = TypeVar("T")

# From here on judging and masking take milliseconds, too long for a loop that serves others.
_LONG_CHARS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Parts:
    """What the nodes work with.

    Attributes:
        models: Where the chat models come from.
        availability: What knows which models are there.
        pace: What knows which model has lately been faster.
        context: The graph's own context, beneath that of a run.
    """

    models: Models
    availability: Availability
    pace: Pace
    context: RouterContext | None = None

    def in_force(self, env: Settings) -> Choices:
        """Return the settings of the run that is under way, in a node.

        Raises:
            InvalidSetting: If the run's context mixes known and unknown keys.
        """
        given = context_of(get_runtime().context)
        return merge(env.choices, env.explicit, self.context, given)


async def off_loop_where_long(
    messages: Sequence[AnyMessage], work: Callable[..., T], *given: Any
) -> T:
    """Return what `work` returns, off the event loop where messages are long."""
    if sum(len(piece.text) for piece in texts(messages)) > _LONG_CHARS:
        return await asyncio.to_thread(work, *given)
    return work(*given)


class Node(Runnable[State, Any]):
    """A step or an edge of the graph that runs the same under `invoke` and `ainvoke`."""

    def __init__(
        self,
        name: str,
        run: Callable[[State, RunnableConfig | None], Any],
        arun: Callable[[State, RunnableConfig | None], Awaitable[Any]] | None = None,
    ) -> None:
        """Make a node of `run`, and of `arun` where waiting is to be done."""
        self.name = name
        self._run = run
        self._arun = arun

    def invoke(self, input: State, config: RunnableConfig | None = None, **_: Any) -> Any:
        """Run the step."""
        return self._run(input, config)

    async def ainvoke(
        self,
        input: State,
        config: RunnableConfig | None = None,
        **_: Any,
    ) -> Any:
        """Run the step without blocking the event loop."""
        if self._arun is None:
            return self._run(input, config)
        return await self._arun(input, config)
