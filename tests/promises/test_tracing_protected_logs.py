"""`protect_exporter` on an exporter of log records."""

import json
from typing import Any

import pytest
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import (
    InMemoryLogRecordExporter,
    LogRecordExporter,
    SimpleLogRecordProcessor,
)
from opentelemetry.sdk.metrics.export import ConsoleMetricExporter

from router_agent.privacy import protect_exporter
from router_agent.privacy.protecting import log_exporter
from tests.promises.test_tracing_protected import SECRETS, _forms
from tests.questions import HARMLESS
from tests.sinks.otlp import Collector


def _log_everything(exporter: LogRecordExporter, secret: str) -> None:
    provider = LoggerProvider(shutdown_on_exit=False)
    provider.add_log_record_processor(SimpleLogRecordProcessor(exporter))
    logger = provider.get_logger("somebody")
    logger.emit(
        LogRecord(
            event_name=secret,
            severity_number=SeverityNumber.INFO,
            severity_text=secret,
            body={"message": {"role": "user", "content": secret}, secret: [secret]},
            attributes={"gen_ai.system": "openai", "said": secret, secret: 1, "n": [secret]},
            exception=ValueError(secret),
        )
    )
    logger.emit(body=secret)
    logger.emit(body=json.dumps({"question": secret}))
    logger.emit(body=HARMLESS, severity_text="INFO", event_name="gen_ai.user.message")
    provider.shutdown()


def _exporter(collector: Collector) -> OTLPLogExporter:
    return OTLPLogExporter(f"{collector.url}/v1/logs")


@pytest.mark.parametrize("secret", SECRETS)
def test_a_protected_exporter_sends_no_private_text_from_any_place_of_a_log_record(
    secret: str, collector: Collector
) -> None:
    _log_everything(protect_exporter(protect_exporter(_exporter(collector))), secret)
    assert not any(map(collector.saw, _forms(secret)))
    assert all(map(collector.saw, (HARMLESS, "openai", "INFO", "gen_ai.user.message")))


def test_an_unprotected_exporter_of_log_records_sends_it(collector: Collector) -> None:
    _log_everything(_exporter(collector), SECRETS[0])
    assert collector.saw(_forms(SECRETS[0])[0])


def test_the_record_itself_is_left_to_other_exporters_as_it_was() -> None:
    exporter: Any = InMemoryLogRecordExporter
    own, others = exporter(), exporter()
    provider = LoggerProvider(shutdown_on_exit=False)
    provider.add_log_record_processor(SimpleLogRecordProcessor(protect_exporter(own)))
    provider.add_log_record_processor(SimpleLogRecordProcessor(others))
    provider.get_logger("somebody").emit(body=SECRETS[0])
    assert own.get_finished_logs()[0].log_record.body != SECRETS[0]
    assert others.get_finished_logs()[0].log_record.body == SECRETS[0]
    provider.shutdown()


def test_a_log_record_that_cannot_be_read_is_dropped(
    collector: Collector, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRETS[0])

    monkeypatch.setattr(log_exporter, "attributes", fail)
    with caplog.at_level("DEBUG", logger="router_agent"):
        _log_everything(protect_exporter(_exporter(collector)), SECRETS[0])
    assert not collector.requests
    assert "a log record was dropped" in caplog.text
    assert SECRETS[0] not in caplog.text


def test_what_exports_neither_spans_nor_log_records_is_refused() -> None:
    given: Any = ConsoleMetricExporter()
    with pytest.raises(TypeError, match="neither spans nor log records"):
        protect_exporter(given)
