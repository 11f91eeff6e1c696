"""The layer of the trained model: what is private in plain words."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from router_agent.sensitivity import scoring
from router_agent.sensitivity.assessment import Opinion, Preset
from router_agent.sensitivity.normal import Normal
from router_agent.sensitivity.presets import HEARD, LONG_TEXT, SENTENCE, THRESHOLDS

LAYER: Final = "model"
_HIGH: Final = Opinion(LAYER, "high")
_PERHAPS_HIGH: Final = Opinion(LAYER, "high", False)
_MEDIUM: Final = Opinion(LAYER, "medium")
_LOW: Final = Opinion(LAYER, "low")


class Learned(NamedTuple):
    """What the model says of a text.

    Attributes:
        opinion: The level that its scores ask for.
        near: Whether the text is near enough to doubt for signs to count that are weak alone.
    """

    opinion: Opinion
    near: bool


def judge(normals: Sequence[Normal], privacy: Preset) -> list[Learned]:
    """Return what the model says of texts.

    Raises:
        ModelFileError: If the model's file is missing or damaged.
    """
    found = scoring.scores([normal.text for normal in normals])
    return [_learned(scores, privacy) for scores in found]


def _learned(scores: scoring.Scores, privacy: Preset) -> Learned:
    thresholds = THRESHOLDS[privacy][_language(scores)]
    score = fair(scores)
    near = score >= thresholds.doubt - HEARD
    if score >= thresholds.high:
        return Learned(_HIGH, near)
    if score >= thresholds.doubt:
        return Learned(_PERHAPS_HIGH, near)
    return Learned(_MEDIUM if scores.not_low >= thresholds.medium else _LOW, near)


def fair(scores: scoring.Scores) -> float:
    """Return a text's score for `high` as thresholds take it, whatever the text's length."""
    return max(
        scores.high - LONG_TEXT * (scores.windows > 1),
        scores.sentence - SENTENCE[_language(scores)],
    )


def _language(scores: scoring.Scores) -> str:
    return "ko" if scores.korean else "en"
