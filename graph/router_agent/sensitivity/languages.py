"""The layer that knows what it cannot read: text in a language that no other layer speaks."""

import re
from typing import Final

from router_agent.sensitivity import foreign_words
from router_agent.sensitivity.assessment import Opinion
from router_agent.sensitivity.normal import Normal

LAYER: Final = "language"
_NOTHING: Final = Opinion(LAYER, "low")
_UNKNOWN: Final = Opinion(LAYER, "high", False, ("UNKNOWN_LANGUAGE",))
# A name or a quotation in another script is no foreign text.
_FEW_LETTERS: Final = 4
_LARGE_SHARE: Final = 0.3
_SAMPLE_CHARS: Final = 20_000
# Letters that are not Latin with its accents, nor Hangul.
_FOREIGN: Final = re.compile(
    r"[^\W\d_\u0000-\u024f\u1100-\u11ff\u1e00-\u1eff\u3130-\u318f\uac00-\ud7a3]"
)
# So many of them in a row, with what stands between words, are a sentence; a character of Chinese
# or Japanese says as much as two letters.
_PASSAGE: Final = re.compile(
    rf"(?:{_FOREIGN.pattern}[\W\d_]{{0,2}}){{12}}|(?:[\u3040-\u9fff][\W\d_]{{0,2}}){{7}}"
)
_GREEK: Final = r"[\u0370-\u03ff\u1f00-\u1fff]"
# No more of them in a row are a variable or a unit.
_OF_FORMULAS: Final = re.compile(rf"(?<!{_GREEK}){_GREEK}{{1,2}}(?!{_GREEK})")
# What is quoted is asked about. A character of Chinese or Japanese says as much as two letters.
_QUOTED: Final = re.compile(
    r"(?<!\w)[\"'\u00ab\u2018\u201c\u300a\u300c\u300e]"
    r"(?:[^\"'\n\u00bb\u2019\u201d\u3040-\u9fff]{1,12}|[^\"'\n\u00bb\u2019\u201d]{1,6})"
    r"[\"'\u00bb\u2019\u201d\u300b\u300d\u300f]"
)


def judge(normal: Normal) -> Opinion:
    """Return `high`, uncertain, where a text or a part of it is neither Korean nor English.

    Raises:
        ModelFileError: If the file of words is missing or damaged.
    """
    text = normal.text
    if _in_another_script(text) or foreign_words.found(text):
        return _UNKNOWN
    return _NOTHING


def _in_another_script(text: str) -> bool:
    if text.isascii() or _FOREIGN.search(text) is None:
        return False
    text = _OF_FORMULAS.sub("", text)
    others = _QUOTED.sub("", text)
    if any(map(str.isalpha, others)):
        text = others
    if _PASSAGE.search(text) is not None:
        return True
    step = max(1, len(text) // _SAMPLE_CHARS)
    letters = [c for c in text[::step] if c.isalpha()]
    foreign = sum(_FOREIGN.match(c) is not None for c in letters)
    return foreign > _FEW_LETTERS and foreign > _LARGE_SHARE * len(letters)
