"""Which callback handlers take what they see to somewhere else, and how they are left out.

A user's own handlers (token counters, progress, standard output) go on working.
"""

from collections.abc import Iterable
from typing import Any, Final

from langchain_core.callbacks.base import BaseCallbackHandler
from langchain_core.tracers.core import _TracerCore
from langchain_core.tracers.evaluation import EvaluatorCallbackHandler
from langchain_core.tracers.langchain import LangChainTracer

# Packages that watch language models at work: their handlers post what they see.
_EXPORTING: Final = frozenset(
    (
        "agentops",
        "aim",
        "argilla",
        "arize",
        "azure",
        "braintrust",
        "braintrust_langchain",
        "clearml",
        "comet_llm",
        "comet_ml",
        "ddtrace",
        "deepeval",
        "elasticapm",
        "fiddler",
        "flytekitplugins",
        "galileo",
        "galileo_core",
        "galileo_observe",
        "helicone",
        "honeyhive",
        "infinopy",
        "langchain_azure_ai",
        "langfuse",
        "langkit",
        "langsmith",
        "langtrace_python_sdk",
        "langwatch",
        "literalai",
        "lmnr",
        "logfire",
        "lunary",
        "maxim",
        "mlflow",
        "monocle_apptrace",
        "newrelic",
        "openinference",
        "openlit",
        "opentelemetry",
        "opik",
        "parea",
        "patronus",
        "phoenix",
        "portkey_ai",
        "posthog",
        "promptflow",
        "promptlayer",
        "raga_catalyst",
        "sentry_sdk",
        "traceloop",
        "trubrics",
        "trulens",
        "uptrain",
        "wandb",
        "weave",
        "whylogs",
    )
)
# Of langchain_community's handlers, those that keep to this process.
_LOCAL_COMMUNITY: Final = frozenset(
    ("openai_info", "bedrock_anthropic_callback", "manager", "streamlit", "human", "file")
)
# Their own tracers feed the caller's streams and listeners, but for those that post.
_LOCAL_TRACERS: Final = frozenset(("langchain_core", "langgraph"))
_POSTING: Final = (LangChainTracer, EvaluatorCallbackHandler)


class Nothing(BaseCallbackHandler):
    """Stands where LangChain would make an exporting handler, and does nothing."""

    ignore_llm = ignore_chain = ignore_agent = ignore_retriever = True
    ignore_chat_model = ignore_retry = ignore_custom_event = True


_known: Final[dict[type, bool]] = {}


def exports(kind: type) -> bool:
    """Whether handlers of this class take what they see out of the process.

    Every tracer does that is not LangChain's or LangGraph's own: what a class that records
    whole runs does with them cannot be known.
    """
    if (known := _known.get(kind)) is None:
        known = _known[kind] = _exports(kind)
    return known


def _exports(kind: type) -> bool:
    if issubclass(kind, _POSTING):
        return True
    if any(_is_exporting(base.__module__) for base in kind.__mro__):
        return True
    return issubclass(kind, _TracerCore) and kind.__module__.split(".")[0] not in _LOCAL_TRACERS


def _is_exporting(module: str) -> bool:
    top, *rest = module.split(".")
    if top in ("langchain_community", "langchain", "langchain_classic"):
        return rest[:1] == ["callbacks"] and bool(rest[1:]) and rest[1] not in _LOCAL_COMMUNITY
    return top in _EXPORTING


def removed_from(callbacks: Any) -> tuple[Any, list[Any]]:
    """Return `callbacks` without what exports, and what was taken out.

    Args:
        callbacks: What a config holds: None, a list of handlers, or a callback manager. It is
            not changed: it belongs to the caller.
    """
    if not callbacks:
        return callbacks, []
    if isinstance(callbacks, list):
        removed = [handler for handler in callbacks if exports(type(handler))]
        return (_kept(callbacks) if removed else callbacks), removed
    removed = [h for h in _handlers_of(callbacks) if exports(type(h))]
    if not removed:
        return callbacks, []
    copied = callbacks.copy()
    remove(copied)
    return copied, removed


def remove(manager: Any) -> None:
    """Take what exports out of a callback manager."""
    manager.handlers = _kept(manager.handlers)
    manager.inheritable_handlers = _kept(manager.inheritable_handlers)


def _handlers_of(manager: Any) -> list[Any]:
    inherited = [h for h in manager.inheritable_handlers if h not in manager.handlers]
    return [*manager.handlers, *inherited]


def _kept(handlers: Iterable[Any]) -> list[Any]:
    return [handler for handler in handlers if not exports(type(handler))]
