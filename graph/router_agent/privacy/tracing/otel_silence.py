"""OpenTelemetry kept out of the graph: its switches, and its SDK where nothing heeds a switch.

Instrumentations look at switches in OpenTelemetry's context, or ask a sampler that goes by the
parent. Some do neither: they emit log records of every message, and a sampler may take all.
So where the SDK is loaded, its own doors are shut, too. Outside of the silence the wrappers
change nothing.
"""

import functools
import random
import sys
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

silent: Final[ContextVar[bool]] = ContextVar("router_agent_silent", default=False)

# What instrumentations look for in OpenTelemetry's context, beside its own two keys: that of
# opentelemetry-instrumentation, and that of OpenLLMetry.
_SUPPRESSING: Final = ("suppress_instrumentation", "suppress_language_model_instrumentation")
_MOST_TRACE_ID: Final = (1 << 128) - 1
_MOST_SPAN_ID: Final = (1 << 64) - 1
# On a span: it was made in the silence, and so is all that belongs to it, however late.
_MARK: Final = "router_agent_silent"
# Our own log records hold no text, and are passed on.
_OURS: Final = "router_agent"


def suppressed(otel: Any, current: Any) -> Any:
    """Return OpenTelemetry's context with every switch off that instrumentations look at.

    Those that look at none still ask the sampler, which by default goes by the parent: it is
    one that is not sampled.

    Args:
        otel: The module `opentelemetry.context`.
        current: The context in force.
    """
    values = dict.fromkeys(_SUPPRESSING, True)
    for name in ("_SUPPRESS_INSTRUMENTATION_KEY", "_SUPPRESS_HTTP_INSTRUMENTATION_KEY"):
        if (key := getattr(otel, name, None)) is not None:
            values[key] = True
    for key, value in values.items():
        current = otel.set_value(key, value, current)
    trace = sys.modules.get("opentelemetry.trace")
    if trace is None:
        return current
    parent = trace.get_current_span(current).get_span_context()
    return trace.set_span_in_context(
        _unsampled(
            trace,
            parent.trace_id or random.randint(1, _MOST_TRACE_ID),  # noqa: S311 - an id, no secret
            parent.span_id or random.randint(1, _MOST_SPAN_ID),  # noqa: S311 - an id, no secret
        ),
        current,
    )


def shut_doors() -> None:
    """Wrap what of OpenTelemetry's SDK is loaded, once: in the silence it makes nothing."""
    for module, kind, method, wrapped in _DOORS:
        # Read late: the SDK may be loaded after the first run.
        found = getattr(sys.modules.get(module), kind, None)
        if found is not None and not hasattr(found.__dict__.get(method), _MARK):
            original = found.__dict__.get(method)
            if original is not None:
                setattr(found, method, _marked(wrapped(original)))


def _start_span(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def start_span(self: Any, name: Any, context: Any = None, *args: Any, **kwargs: Any) -> Any:
        trace: Any = sys.modules["opentelemetry.trace"]
        parent = trace.get_current_span(context)
        if not (silent.get() or hasattr(parent, _MARK)):
            return original(self, name, context, *args, **kwargs)
        ids = parent.get_span_context()
        return _unsampled(trace, ids.trace_id, ids.span_id)

    return start_span


def _emit(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def emit(self: Any, record: Any = None, *args: Any, **kwargs: Any) -> None:
        given = getattr(record, "log_record", record)  # the SDK's own records hold the API's
        context = kwargs.get("context") if given is None else getattr(given, "context", None)
        span = sys.modules["opentelemetry.trace"].get_current_span(context)
        if (silent.get() or hasattr(span, _MARK)) and not _is_ours(self):
            return
        original(self, record, *args, **kwargs)

    return emit


def _on_completion(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def on_completion(self: Any, *args: Any, **kwargs: Any) -> None:
        if not (silent.get() or hasattr(kwargs.get("span"), _MARK)):
            original(self, *args, **kwargs)

    return on_completion


# The last one uploads whole messages to files, by an environment variable.
_DOORS: Final = (
    ("opentelemetry.sdk.trace", "Tracer", "start_span", _start_span),
    ("opentelemetry.sdk._logs", "Logger", "emit", _emit),
    (
        "opentelemetry.util.genai._upload.completion_hook",
        "UploadCompletionHook",
        "on_completion",
        _on_completion,
    ),
)


def _is_ours(logger: Any) -> bool:
    scope = getattr(logger, "instrumentation_scope", None) or getattr(
        logger, "_instrumentation_scope", None
    )
    name = str(getattr(scope, "name", ""))
    return name == _OURS or name.startswith(f"{_OURS}.")


def _unsampled(trace: Any, trace_id: int, span_id: int) -> Any:
    flags = trace.TraceFlags(trace.TraceFlags.DEFAULT)
    ids = trace.SpanContext(trace_id, span_id, is_remote=False, trace_flags=flags)
    return _marked(trace.NonRecordingSpan(ids))


def _marked(made: Any) -> Any:
    setattr(made, _MARK, True)
    return made
