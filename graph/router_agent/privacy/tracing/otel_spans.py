"""A question as two OpenTelemetry spans: the decision, and below it the model's answer.

Source:
    Names of attributes: OpenTelemetry's semantic conventions for generative AI 1.38
    (`gen_ai.*`); what they have no name for is `router_agent.*`.
"""

import json
import sys
from typing import Any, Final

from router_agent.privacy.tracing.reporting import Told
from router_agent.version import VERSION

_NANOSECONDS: Final = 1_000_000_000


def emit(told: Told) -> None:
    """Emit a question to the tracer provider that the process has set; nowhere if it has none."""
    trace: Any = sys.modules.get("opentelemetry.trace")
    otel: Any = sys.modules.get("opentelemetry.context")
    if trace is None or otel is None or otel.get_value(otel._SUPPRESS_INSTRUMENTATION_KEY):
        return
    tracer = trace.get_tracer("router_agent", VERSION)
    start, end = int(told.started * _NANOSECONDS), int(told.ended * _NANOSECONDS)
    decision = tracer.start_span(
        f"invoke_agent {told.name}",
        kind=trace.SpanKind.INTERNAL,
        start_time=start,
        attributes=_known(
            {
                "gen_ai.operation.name": "invoke_agent",
                "gen_ai.agent.name": told.name,
                **{f"router_agent.{name}": value for name, value in told.facts.items()},
            }
        ),
    )
    if told.model is not None:
        answer = tracer.start_span(
            f"chat {told.model}",
            context=trace.set_span_in_context(decision),
            kind=trace.SpanKind.CLIENT,
            start_time=start,
            attributes=_known(_answered(told)),
        )
        answer.end(end_time=end)
    decision.end(end_time=end)


def _answered(told: Told) -> dict[str, Any]:
    attributes = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": told.provider,
        "gen_ai.request.model": told.model,
        "gen_ai.usage.input_tokens": told.input_tokens,
        "gen_ai.usage.output_tokens": told.output_tokens,
        "router_agent.usd": told.usd,
    }
    if told.messages:
        attributes["gen_ai.input.messages"] = _as_parts(told.messages[:-1])
        attributes["gen_ai.output.messages"] = _as_parts(told.messages[-1:])
    return attributes


def _as_parts(messages: list[dict[str, str]]) -> str:
    return json.dumps(
        [
            {"role": m["role"], "parts": [{"type": "text", "content": m["content"]}]}
            for m in messages
        ],
        ensure_ascii=False,
    )


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is unknown: an attribute has no value for that."""
    return {name: value for name, value in attributes.items() if value is not None}
