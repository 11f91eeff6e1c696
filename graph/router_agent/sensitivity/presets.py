"""Where the trained model's scores become levels: one table for all presets."""

from typing import Final, NamedTuple

from router_agent.sensitivity.assessment import Preset


class Thresholds(NamedTuple):
    """The scores from which on a text is something.

    Attributes:
        doubt: Perhaps `high`; it counts as high, and a local model may be asked.
        high: `high`.
        medium: At least `medium`, by the other head.
    """

    doubt: float
    high: float
    medium: float


THRESHOLDS: Final[dict[Preset, dict[str, Thresholds]]] = {
    "strict": {"ko": Thresholds(-2.0, 0.6, -1.0), "en": Thresholds(-2.2, 0.6, -1.0)},
    "balanced": {"ko": Thresholds(-1.3, 0.6, -0.5), "en": Thresholds(-1.6, 0.6, -0.5)},
    "permissive": {"ko": Thresholds(-0.6, 0.6, 0.0), "en": Thresholds(-0.9, 0.6, 0.0)},
}

# A text of several windows has several chances to be taken for private, and its sentences are read.
LONG_TEXT: Final = 2.5
"""How much further the score of a text of several windows must go for doubt."""

SENTENCE: Final = {"ko": 1.1, "en": 1.5}
"""The same for one sentence among others: out of its context it looks private more easily."""

MANY_SENTENCES: Final = 0.2
"""How much further yet, times the logarithm of their number: each is a chance to be mistaken."""

# Of what lists of words alone held back, nearly all that was private lay this close.
HEARD: Final = 1.0
"""How far below doubt a score may be for signs that are weak alone, cues and forms, to count."""
