"""OpenTelemetry exporters through which nothing private goes out, whoever made the spans."""

import logging
import sys
from collections.abc import Sequence
from typing import Any, Final, TypeVar, cast

from opentelemetry.sdk.trace import Event, ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Link
from opentelemetry.trace.status import Status

from router_agent.privacy.protecting.attributes import attributes
from router_agent.privacy.protecting.cleaning import clean_text

logger: Final = logging.getLogger(__name__)


E = TypeVar("E")


def protect_exporter(exporter: E) -> E:
    """Return an exporter that passes things on to `exporter`, without private text in them.

    Use it where the router is embedded in what is watched with OpenTelemetry: the spans and log
    records of others carry its input and output. Every text in a span (name, attributes, events
    with their exceptions, status, links) or a log record (body, attributes, name of the event,
    severity) is judged on this machine; what is not `low` is replaced.

    Args:
        exporter: Any exporter of spans or of log records: OTLP, the console, ...

    Raises:
        TypeError: If it exports neither.
    """
    if isinstance(exporter, SpanExporter):
        protected: Any = exporter if isinstance(exporter, _Protected) else _Protected(exporter)
    elif _exports_logs(exporter):
        from router_agent.privacy.protecting.log_exporter import ProtectedLogs

        given: Any = exporter
        protected = given if isinstance(given, ProtectedLogs) else ProtectedLogs(given)
    else:
        raise TypeError(f"{type(exporter).__name__} exports neither spans nor log records")
    return cast(E, protected)


def _exports_logs(exporter: object) -> bool:
    # Whoever has such an exporter has loaded the module of its class.
    loaded = sys.modules.get("opentelemetry.sdk._logs.export")
    kind = getattr(loaded, "LogRecordExporter", None)
    return kind is not None and isinstance(exporter, kind)


class _Protected(SpanExporter):
    """Cleans spans on their way to an exporter."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Pass on spans, cleaned; one that cannot be cleaned is dropped."""
        cleaned = [one for one in map(_cleaned, spans) if one is not None]
        return self._exporter.export(cleaned) if cleaned else SpanExportResult.SUCCESS

    def shutdown(self) -> None:
        """Shut the exporter down."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Have the exporter send what it holds, within milliseconds."""
        return self._exporter.force_flush(timeout_millis)


def _cleaned(span: ReadableSpan) -> ReadableSpan | None:
    try:
        status = span.status
        described = status.description
        return ReadableSpan(
            name=clean_text(span.name, "name"),
            context=span.context,
            parent=span.parent,
            resource=span.resource,
            attributes=attributes(span.attributes),
            events=[
                Event(clean_text(e.name, "name"), attributes(e.attributes), e.timestamp)
                for e in span.events
            ],
            links=[Link(link.context, attributes(link.attributes)) for link in span.links],
            kind=span.kind,
            instrumentation_scope=span.instrumentation_scope,
            status=Status(status.status_code, described and clean_text(described)),
            start_time=span.start_time,
            end_time=span.end_time,
        )
    except Exception as error:  # noqa: BLE001 - rather no span than one that was not read
        logger.warning("a span was dropped, as it could not be read: %s", type(error).__name__)
        return None
