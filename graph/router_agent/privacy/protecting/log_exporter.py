"""An OpenTelemetry exporter of log records through which nothing private goes out."""

import copy
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from opentelemetry.sdk._logs import ReadableLogRecord
from opentelemetry.sdk._logs.export import LogRecordExporter, LogRecordExportResult

from router_agent.privacy.protecting.attributes import attributes
from router_agent.privacy.protecting.cleaning import clean, clean_text

logger: Final = logging.getLogger(__name__)


class ProtectedLogs(LogRecordExporter):
    """Cleans log records on their way to an exporter. Each is judged by itself."""

    def __init__(self, exporter: LogRecordExporter) -> None:
        self._exporter: Any = exporter  # whose methods name no types

    def export(self, batch: Sequence[ReadableLogRecord]) -> LogRecordExportResult:
        """Pass on log records, cleaned; one that cannot be cleaned is dropped."""
        cleaned = [one for one in map(_cleaned, batch) if one is not None]
        if not cleaned:
            return LogRecordExportResult.SUCCESS
        result: LogRecordExportResult = self._exporter.export(cleaned)
        return result

    def shutdown(self) -> None:
        """Shut the exporter down."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Have the exporter send what it holds, within milliseconds."""
        return bool(self._exporter.force_flush(timeout_millis))


def _cleaned(record: ReadableLogRecord) -> ReadableLogRecord | None:
    try:
        told = copy.copy(record.log_record)  # it belongs to other exporters, too
        told.body = clean(told.body, "body")
        told.attributes = attributes(told.attributes)
        told.event_name = told.event_name and clean_text(told.event_name, "name")
        told.severity_text = told.severity_text and clean_text(told.severity_text, "status")
        told.exception = None  # the SDK has made attributes of it
        return replace(record, log_record=told)
    except Exception as error:  # noqa: BLE001 - rather no record than one that was not read
        # Not as a warning: that could come back here, as the next record.
        logger.debug("a log record was dropped, as it could not be read: %s", type(error).__name__)
        return None
