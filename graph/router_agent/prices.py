"""What a cloud answer costs, in US dollars."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from genai_prices.types import ModelPrice

_MOST_MODELS = 64


def usd(model: str, input_tokens: int, output_tokens: int) -> float | None:
    """Return the price of one answer in US dollars; None where it is unknown, never 0.

    Args:
        model: Name of a model of OpenAI.
        input_tokens: Tokens of everything that was sent, 0 or more.
        output_tokens: Tokens of the answer, 0 or more.

    Source:
        The price list that the package genai-prices ships; nothing is looked up on a network.
    """
    price = _price_of(model)
    if price is None:
        return None
    from genai_prices import Usage

    total: Any = price.calc_price(Usage(input_tokens=input_tokens, output_tokens=output_tokens))
    return float(total["total_price"])


@lru_cache(maxsize=_MOST_MODELS)
def _price_of(model: str) -> "ModelPrice | None":
    """Return the price table of a model, tiers and all."""
    from genai_prices import Usage, calc_price

    try:
        return calc_price(
            Usage(input_tokens=0, output_tokens=0), model, provider_id="openai"
        ).model_price
    except LookupError:
        return None
