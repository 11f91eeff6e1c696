"""OpenTelemetry's attributes without what is private in them."""

from collections.abc import Mapping
from typing import Any

from router_agent.privacy.protecting.cleaning import clean, clean_group


def attributes(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return attributes of a span, an event, a link or a log record, cleaned."""
    cleaned: dict[str, Any] = clean(dict(given or {}))
    texts = {name: value for name, value in cleaned.items() if isinstance(value, str)}
    return cleaned | clean_group(texts)
