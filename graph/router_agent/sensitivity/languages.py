"""The layer that knows what it cannot read: text in a language that no other layer speaks."""

from typing import Final

from router_agent.sensitivity.assessment import Opinion
from router_agent.sensitivity.normal import Normal

LAYER: Final = "language"
# A name or a quotation in another script is no foreign text.
_FEW_LETTERS: Final = 4
_LARGE_SHARE: Final = 0.3
_SAMPLE_CHARS: Final = 20_000


def judge(normal: Normal) -> Opinion:
    """Return `high`, uncertain, where many letters are neither Korean nor Latin."""
    text = normal.text
    if text.isascii():
        return Opinion(LAYER, "low")
    step = max(1, len(text) // _SAMPLE_CHARS)
    letters = [c for c in text[::step] if c.isalpha()]
    foreign = sum(not _known(c) for c in letters)
    if foreign > _FEW_LETTERS and foreign > _LARGE_SHARE * len(letters):
        return Opinion(LAYER, "high", False, ("UNKNOWN_LANGUAGE",))
    return Opinion(LAYER, "low")


def _known(letter: str) -> bool:
    return (
        letter <= "\u024f"  # Latin with its accents
        or "\uac00" <= letter <= "\ud7a3"  # Hangul syllables
        or "\u1100" <= letter <= "\u11ff"  # Hangul jamo
        or "\u3130" <= letter <= "\u318f"  # compatibility jamo
        or "\u0370" <= letter <= "\u03ff"  # Greek, as in formulas
    )
