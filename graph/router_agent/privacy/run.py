"""What is known of the run under way in this process's memory alone.

What would let a question out (the user's consent, the failure of the local model) is not
believed from the state, which a parent graph, an edited checkpoint or a custom node can write:
it counts only from here, and dies with the run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True)
class Run:
    """One run of the graph, from its entrance to its end.

    Attributes:
        resumed: Whether its caller answers an interrupt.
        failed: The models that gave no answer in it.
    """

    resumed: bool = False
    failed: set[Literal["cloud", "local"]] = field(default_factory=set)


_under_way: ContextVar[Run | None] = ContextVar("router_agent_run", default=None)


def under_way() -> Run | None:
    """Return the run that calls this; None outside of the graph's entrance."""
    return _under_way.get()


@contextmanager
def inside(run: Run) -> Iterator[None]:
    """Let what is called belong to `run`.

    Put it around each item that is taken from the graph, not around the loop: it would stay in
    force in the caller's code between two items.
    """
    token = _under_way.set(run)
    try:
        yield
    finally:
        _under_way.reset(token)
