"""A loopback collector of OpenTelemetry's OTLP over HTTP."""

from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from router_agent.demo.http_server import Connection, Received
from tests.sinks.sink import Sink


class Collector(Sink):
    """Takes spans, logs and metrics.

    Protobuf holds texts as they are, so that they can be searched for.
    """

    def answer(self, request: Received, connection: Connection) -> None:
        """Take it."""
        connection.send(200, b"", "application/x-protobuf")

    @property
    def traces(self) -> str:
        """Where an exporter of spans sends to."""
        return f"{self.url}/v1/traces"

    def spans(self) -> list[dict[str, Any]]:
        """Return the spans: `name`, `start` and `end` in nanoseconds, ids and attributes."""
        found: list[dict[str, Any]] = []
        for request, body in zip(list(self.requests), self.bodies(), strict=True):
            if request.path != "/v1/traces":
                continue
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in resource.scope_spans:
                    found.extend(map(_span, scope.spans))
        return found


def _span(span: Any) -> dict[str, Any]:
    return {
        "name": span.name,
        "id": span.span_id,
        "parent": span.parent_span_id,
        "trace": span.trace_id,
        "start": span.start_time_unix_nano,
        "end": span.end_time_unix_nano,
        "attributes": {a.key: _value(a.value) for a in span.attributes},
    }


def _value(value: Any) -> Any:
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return [_value(one) for one in value.array_value.values]
    return getattr(value, kind) if kind else None
