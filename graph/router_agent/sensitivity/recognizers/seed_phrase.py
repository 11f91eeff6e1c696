"""SEED_PHRASE: the words from which a wallet is restored.

Source:
    BIP 39: 12 to 24 words of three to eight letters.

>>> import re
>>> words = "lamp orbit cedar muscle tiger noble harbor sketch ozone wagon thrive pupil"
>>> bool(re.search(RECOGNIZERS[0].pattern, f"seed phrase: {words}"))
True
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_CUE: Final = r"(?:seed|recovery|mnemonic|backup|wallet|니모닉|시드|복구|지갑)"

# Words of sentences, which are not on the list.
_SENTENCE: Final = frozenset(
    [
        "the",
        "and",
        "for",
        "are",
        "was",
        "were",
        "his",
        "her",
        "has",
        "how",
        "but",
        "not",
        "can",
        "from",
        "your",
        "which",
        "these",
        "those",
        "does",
        "did",
    ]
)
_NEAR: Final = re.compile(rf"(?i){_CUE}")
# How far from the words their name may stand, in characters.
_REACH: Final = 80
_FEWEST: Final = 12


def _words(value: str, _: str, __: int) -> float | None:
    return 0.7 if _longest(value, 3) >= min(_FEWEST, value.count(" ") + 1) else None


def _list(value: str, text: str, start: int) -> float | None:
    """Without its name, only a list with commas, or one without short words, is no sentence."""
    end = start + len(value)
    beside = text[max(0, start - _REACH) : start] + text[end : end + _REACH]
    named = value.count(", ") >= _FEWEST - 1 or _NEAR.search(beside + value)
    return 0.7 if _longest(value, 3 if named else 4) >= _FEWEST else None


def _longest(value: str, letters: int) -> int:
    """Return how many words in a row may be on the list, of at least so many letters."""
    row: set[str] = set()
    longest = 0
    for word in re.findall("[a-z]+", value.lower()):
        if len(word) < letters or word in _SENTENCE or word in row:
            row.clear()
        else:
            row.add(word)
            longest = max(longest, len(row))
    return longest


RECOGNIZERS: Final = (
    Recognizer(
        "SEED_PHRASE",
        rf"(?i){_CUE}[^\n]{{0,60}}?[^A-Za-z](?P<value>(?:\d{{0,2}}[.)]? ?[a-z]{{3,8}}[ ,\n]{{1,2}}){{11,23}}\d{{0,2}}[.)]? ?[a-z]{{3,8}})\b",
        0.85,
        _words,
    ),
    # Some of the words, set off by a colon or a quotation mark.
    Recognizer(
        "SEED_PHRASE",
        rf"(?i){_CUE}(?: phrase| words?| 문구| 구문| 단어)[^\n:\"']{{0,40}}[:\"'] ?[\"']?(?P<value>(?:[a-z]{{3,8}} ){{3,22}}[a-z]{{3,8}})",
        0.7,
        _words,
    ),
    Recognizer(
        "SEED_PHRASE",
        r"(?:\d{1,2}[.)] ?[a-z]{3,8}[ ,\n]{1,2}){11,23}\d{1,2}[.)] ?[a-z]{3,8}",
        0.7,
    ),
    # Twelve words in small letters, with or without a name.
    Recognizer(
        "SEED_PHRASE",
        r"(?:^|[^A-Za-z.])(?P<value>(?:[a-z]{3,8},? ){11,23}[a-z]{3,8})(?:$|[^A-Za-z])",
        0.6,
        _list,
    ),
)
