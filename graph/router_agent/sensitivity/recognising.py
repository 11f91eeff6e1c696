"""What is recognised in a text by itself, whichever way it is read."""

from router_agent.sensitivity import identifiers
from router_agent.sensitivity.assessment import Finding
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.readings import readings
from router_agent.sensitivity.sweep import sweep


def recognised(text: str) -> tuple[Finding, ...]:
    """Return the identifiers and secrets in a text, by the identifiers' layer alone."""
    swept = sweep(normalise(text))
    return identifiers.judge(swept, *readings(swept).others)[1]
