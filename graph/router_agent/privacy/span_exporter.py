"""An OpenTelemetry exporter through which nothing private goes out, whoever made the spans."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from opentelemetry.sdk.trace import Event, ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Link
from opentelemetry.trace.status import Status

from router_agent.privacy.cleaning import clean, clean_group, clean_text

logger: Final = logging.getLogger(__name__)


def protect_exporter(exporter: SpanExporter) -> SpanExporter:
    """Return an exporter that passes spans on to `exporter`, without private text in them.

    Use it where the router is embedded in what is traced with OpenTelemetry: the spans of
    others carry its input and output. Every text in a span (name, attributes, events with
    their exceptions, status, links) is judged on this machine; what is not `low` is replaced.

    Args:
        exporter: Any exporter of spans: OTLP, the console, ...
    """
    return exporter if isinstance(exporter, _Protected) else _Protected(exporter)


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
            attributes=_attributes(span.attributes),
            events=[
                Event(clean_text(e.name, "name"), _attributes(e.attributes), e.timestamp)
                for e in span.events
            ],
            links=[Link(link.context, _attributes(link.attributes)) for link in span.links],
            kind=span.kind,
            instrumentation_scope=span.instrumentation_scope,
            status=Status(status.status_code, described and clean_text(described)),
            start_time=span.start_time,
            end_time=span.end_time,
        )
    except Exception as error:  # noqa: BLE001 - rather no span than one that was not read
        logger.warning("a span was dropped, as it could not be read: %s", type(error).__name__)
        return None


def _attributes(given: Mapping[str, Any] | None) -> dict[str, Any]:
    cleaned: dict[str, Any] = clean(dict(given or {}))
    texts = {name: value for name, value in cleaned.items() if isinstance(value, str)}
    return cleaned | clean_group(texts)
