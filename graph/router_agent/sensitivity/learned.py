"""The layer of the trained model: what is private in plain words."""

import math
import string
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from router_agent.sensitivity import scoring
from router_agent.sensitivity.assessment import Opinion, Preset
from router_agent.sensitivity.normal import Normal
from router_agent.sensitivity.presets import (
    HEARD,
    LONG_TEXT,
    MANY_SENTENCES,
    SENTENCE,
    THRESHOLDS,
)

Language = Literal["ko", "en"]

LAYER: Final = "model"
_HIGH: Final = Opinion(LAYER, "high")
_PERHAPS_HIGH: Final = Opinion(LAYER, "high", False)
_MEDIUM: Final = Opinion(LAYER, "medium")
_LOW: Final = Opinion(LAYER, "low")
# The upper byte of a character in UTF-16 tells Hangul apart; a pattern takes ten times as long.
_NOT_HANGUL: Final = bytes({*range(256)} - {*range(0xAC, 0xD8)})
_NOT_LATIN: Final = bytes({*range(256)} - {*string.ascii_letters.encode()})
# Hangul says the same in half as many characters.
_LETTERS_OF_A_SYLLABLE: Final = 2
# Korean names companies, products and units in Latin letters. The other way round there is no
# such share: one letter of Hangul would else decide by which thresholds English is judged.
_FEW: Final = 0.1


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
    return [_learned(n.text, scores, privacy) for n, scores in zip(normals, found, strict=True)]


def _learned(text: str, scores: scoring.Scores, privacy: Preset) -> Learned:
    read = [(_fair(scores, lang), THRESHOLDS[privacy][lang]) for lang in languages(text)]
    near = any(score >= thresholds.doubt - HEARD for score, thresholds in read)
    if any(score >= thresholds.high for score, thresholds in read):
        return Learned(_HIGH, near)
    if any(score >= thresholds.doubt for score, thresholds in read):
        return Learned(_PERHAPS_HIGH, near)
    not_low = any(scores.not_low >= thresholds.medium for _, thresholds in read)
    return Learned(_MEDIUM if not_low else _LOW, near)


def margin(scores: scoring.Scores, text: str, privacy: Preset) -> float:
    """Return how far above the threshold for doubt a text's score for `high` is.

    In a text in both languages a score counts when either's threshold, in its own measure, says
    so.
    """
    return max(_fair(scores, lang) - THRESHOLDS[privacy][lang].doubt for lang in languages(text))


def languages(text: str) -> tuple[Language, ...]:
    """Return the languages whose thresholds hold for a text: one of them or both."""
    if text.isascii():
        return ("en",)
    upper = text.encode("utf-16-be", "replace")[::2]
    korean = _LETTERS_OF_A_SYLLABLE * len(upper.translate(None, _NOT_HANGUL))
    if not korean:
        return ("en",)
    latin = len(text.encode("ascii", "ignore").translate(None, _NOT_LATIN))
    return ("ko",) if latin <= _FEW * (korean + latin) else ("ko", "en")


def _fair(scores: scoring.Scores, lang: Language) -> float:
    """Return a score for `high` as thresholds take it, whatever the text's length."""
    whole = scores.high - LONG_TEXT * (scores.windows > 1)
    many = MANY_SENTENCES * math.log(max(scores.sentences, 1))
    return max(whole, scores.sentence - SENTENCE[lang] - many)
