"""What a cloud answer costs."""

import pytest

from router_agent.prices import usd


def test_a_known_model_costs_what_the_price_list_says() -> None:
    """$0.15 and $0.60 a million tokens, as OpenAI publishes for gpt-4o-mini."""
    assert usd("gpt-4o-mini", 1_000_000, 0) == pytest.approx(0.15)
    assert usd("gpt-4o-mini", 0, 1_000_000) == pytest.approx(0.60)
    assert usd("gpt-4o-mini", 0, 0) == 0


def test_an_unknown_model_has_no_price() -> None:
    assert usd("model-of-tomorrow", 10, 10) is None
