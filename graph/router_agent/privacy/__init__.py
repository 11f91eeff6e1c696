"""What keeps private text on this machine once the route is chosen.

`protect_langsmith` and `protect_exporter` do the same for the traces of a program that the
router is embedded in. They are imported when they are first used: the graph needs neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from router_agent.privacy.protecting.langsmith_client import (
        protect_langsmith as protect_langsmith,
    )
    from router_agent.privacy.protecting.span_exporter import protect_exporter as protect_exporter

_HOME: Final = {
    "protect_exporter": "protecting.span_exporter",
    "protect_langsmith": "protecting.langsmith_client",
}

__all__ = ["protect_exporter", "protect_langsmith"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
