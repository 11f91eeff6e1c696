"""The layer that knows what it cannot read: text in a language that no other layer speaks."""

import re
from typing import Final

from router_agent.sensitivity.assessment import Opinion
from router_agent.sensitivity.normal import Normal

LAYER: Final = "language"
_NOTHING: Final = Opinion(LAYER, "low")
# A name or a quotation in another script is no foreign text.
_FEW_LETTERS: Final = 4
_LARGE_SHARE: Final = 0.3
_SAMPLE_CHARS: Final = 20_000
# Letters that are not Latin with its accents, Greek (as in formulas) or Hangul.
_FOREIGN: Final = re.compile(
    r"[^\W\d_\u0000-\u024f\u0370-\u03ff\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"
)
# So many of them in a row, with what stands between words, are a sentence.
_PASSAGE: Final = re.compile(rf"(?:{_FOREIGN.pattern}[\W\d_]{{0,2}}){{12}}")


def judge(normal: Normal) -> Opinion:
    """Return `high`, uncertain, where many letters are neither Korean nor Latin."""
    text = normal.text
    if text.isascii() or _FOREIGN.search(text) is None:
        return _NOTHING
    if _PASSAGE.search(text) is not None:
        return Opinion(LAYER, "high", False, ("UNKNOWN_LANGUAGE",))
    step = max(1, len(text) // _SAMPLE_CHARS)
    letters = [c for c in text[::step] if c.isalpha()]
    foreign = sum(_FOREIGN.match(c) is not None for c in letters)
    if foreign > _FEW_LETTERS and foreign > _LARGE_SHARE * len(letters):
        return Opinion(LAYER, "high", False, ("UNKNOWN_LANGUAGE",))
    return _NOTHING
