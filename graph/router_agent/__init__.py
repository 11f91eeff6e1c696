"""Answers each question with the model that should see it.

A local model when the question is private, a cloud model when it is not and the better answer
is worth it. Names are imported when they are first used, so that `import router_agent` costs
next to nothing and `classify` needs neither LangChain nor LangGraph.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from router_agent.asking import aask as aask
    from router_agent.asking import ask as ask
    from router_agent.context import RouterContext as RouterContext
    from router_agent.errors import ContextTooLong as ContextTooLong
    from router_agent.errors import IncompleteAnswer as IncompleteAnswer
    from router_agent.errors import InvalidQuestion as InvalidQuestion
    from router_agent.errors import InvalidSetting as InvalidSetting
    from router_agent.errors import ModelError as ModelError
    from router_agent.errors import ModelFileError as ModelFileError
    from router_agent.errors import ModelRejected as ModelRejected
    from router_agent.errors import ModelTimeout as ModelTimeout
    from router_agent.errors import ModelUnavailable as ModelUnavailable
    from router_agent.errors import RouterAgentError as RouterAgentError
    from router_agent.errors import RunFailed as RunFailed
    from router_agent.errors import StatisticsError as StatisticsError
    from router_agent.explanation import explain as explain
    from router_agent.sensitivity import classify as classify
    from router_agent.workflow import build_graph as build_graph
    from router_agent.workflow import graph as graph

_HOME: Final = {
    "ContextTooLong": "errors",
    "IncompleteAnswer": "errors",
    "InvalidQuestion": "errors",
    "InvalidSetting": "errors",
    "ModelError": "errors",
    "ModelFileError": "errors",
    "ModelRejected": "errors",
    "ModelTimeout": "errors",
    "ModelUnavailable": "errors",
    "RouterAgentError": "errors",
    "RouterContext": "context",
    "RunFailed": "errors",
    "StatisticsError": "errors",
    "aask": "asking",
    "ask": "asking",
    "build_graph": "workflow",
    "classify": "sensitivity",
    "explain": "explanation",
    "graph": "workflow",
}

__all__ = [
    "ContextTooLong",
    "IncompleteAnswer",
    "InvalidQuestion",
    "InvalidSetting",
    "ModelError",
    "ModelFileError",
    "ModelRejected",
    "ModelTimeout",
    "ModelUnavailable",
    "RouterAgentError",
    "RouterContext",
    "RunFailed",
    "StatisticsError",
    "aask",
    "ask",
    "build_graph",
    "classify",
    "explain",
    "graph",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
