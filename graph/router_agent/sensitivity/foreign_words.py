"""Whether words in Latin letters are of another language than English.

Each word has a score: above 0 it speaks for another language, below 0 for English. The words of
English questions are in a list with theirs, and nearly every text is decided by that alone; any
other word's is the sum of its n-grams' weights. Scores add up over words in a row: a sentence is
noticed amid others, and a borrowed word, a dish or a place is no foreign text. `training/` makes
the file. Which language it is, is not asked.

Source:
    Sums of log-likelihood ratios that start anew at 0 (Page, "Continuous inspection schemes",
    1954).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from router_agent.errors import ModelFileError
from router_agent.sensitivity import characters, latin_words, ngrams
from router_agent.sensitivity.shipped import arrays_of

FILE: Final = "languages.npz"
FORMAT: Final = 2
BITS: Final = 17
UNIT: Final = 16
"""The scores of known words are stored as whole numbers, so many to 1."""
MOST: Final = 3.0
"""What one word can say at most, either way: three words must agree."""

# A word that English questions do not use speaks for another language, if only a little; not so
# where a part of a text is looked at, which may be a list of names or abbreviations.
_UNKNOWN: Final = 0.4
_UNKNOWN_IN_PART: Final = 0.0
_CODE: Final = -1.0
# From these sums on, a part of a text is foreign, and a whole text, with its mean.
_PART: Final = 8.0
_WHOLE: Final = 2.5
_WHOLE_MEAN: Final = 0.3
_FEWEST: Final = 3  # words
_FEWEST_OF_PART: Final = 4
_FEWEST_LETTERS: Final = 10
# The quick look counts names, too, which may be English words.
_SLACK: Final = 1.0
_LONGEST_WORD: Final = 30
# Words that are read at once: what is made of them stays in the processor's cache.
_AT_ONCE: Final = 256


class Words(NamedTuple):
    """What is known of words.

    Attributes:
        known: The scores of words that English questions use.
        table: Shape (2**BITS,): the weight of each n-gram bucket.
        scale: What one unit of a weight is.
    """

    known: dict[str, float]
    table: NDArray[np.int8]
    scale: float


class Score(NamedTuple):
    """What a word says.

    Attributes:
        value: Above 0 where it speaks for another language than English; in [-`MOST`, `MOST`].
        unknown: Whether English questions do not use it.
        letters: Its length; 0 for code.
    """

    value: float
    unknown: bool
    letters: int


@cache
def load() -> Words:
    """Read the words that the package ships.

    Raises:
        ModelFileError: If the file is missing, damaged, or of another version.
    """
    return read(files("router_agent.sensitivity").joinpath(FILE))


def read(path: Traversable) -> Words:
    """Read a file of words.

    Raises:
        ModelFileError: If it is missing, damaged, or of another version.
    """
    with arrays_of(path) as arrays:
        version = int(arrays["format"])
        known = arrays["known"].tobytes().decode().split()
        scores, table, scale = arrays["scores"], arrays["table"], float(arrays["scale"])
    if version != FORMAT or len(known) != len(scores) or table.shape != (1 << BITS,):
        raise ModelFileError(str(path), "was made for another version of router-agent")
    return Words(dict(zip(known, (scores / UNIT).tolist(), strict=True)), table, scale)


def found(text: str) -> bool:
    """Return whether a normalised text, or a part of it, is in another language.

    Raises:
        ModelFileError: If the file of words is missing or damaged.
    """
    return any(map(_found, latin_words.parts(text)))


def _found(text: str) -> bool:
    quick = latin_words.quick(text)
    if not quick:
        return False
    known = load().known
    most = [known.get(word, MOST) for word in quick]
    if sum(most) < _WHOLE - _SLACK:
        against = sum([score for score in most if score > 0])
        if against < _PART - _SLACK or not _adds_up(most, _PART - _SLACK):
            return False
    sentences = [_scores(words) for words in latin_words.sentences(text)]
    whole = [score for sentence in sentences for score in sentence]
    as_a_whole = not latin_words.holds_hangul(text) and _agree(whole, _FEWEST)
    if as_a_whole or any(_agree(s, _FEWEST_OF_PART) for s in sentences):
        return True
    return _adds_up(
        (max(s.value, _UNKNOWN_IN_PART) if s.unknown else s.value for s in whole), _PART
    )


def _agree(scores: list[Score], fewest: int) -> bool:
    """Return whether words speak for another language as a whole, at least so many."""
    if sum(score.letters > 0 for score in scores) < fewest:
        return False
    total = sum(max(s.value, _UNKNOWN) if s.unknown else s.value for s in scores)
    return (
        total >= max(_WHOLE, _WHOLE_MEAN * len(scores))
        and sum(score.letters for score in scores) >= _FEWEST_LETTERS
    )


def _adds_up(scores: Iterable[float], limit: float) -> bool:
    total = 0.0
    for score in scores:
        total += score
        if total < 0:
            total = 0.0
        elif total >= limit:
            return True
    return False


def _scores(words: list[str]) -> list[Score]:
    known, table, scale = load()
    strange = [*{word for word in words if word != latin_words.CODE and word not in known}]
    scored: dict[str, float] = {}
    for start in range(0, len(strange), _AT_ONCE):
        part = strange[start : start + _AT_ONCE]
        buckets, starts = features(part)
        sums = np.add.reduceat(table.take(buckets).sum(axis=0, dtype=np.int64), starts)
        scored.update(zip(part, np.clip(sums * scale, -MOST, MOST).tolist(), strict=True))
    return [_score(word, known, scored) for word in words]


def _score(word: str, known: Mapping[str, float], scored: Mapping[str, float]) -> Score:
    if len(word) == 1:  # in formulas and lists, too
        return Score(min(0.0, known.get(word, 0.0)), False, 1)
    if word in scored:
        return Score(scored[word], True, len(word))
    return Score(known.get(word, _CODE), False, len(word))


def features(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """Return the n-grams of words, each by itself.

    Args:
        words: At least one; of a long one the beginning counts.

    Returns:
        Shape (`ngrams.LONGEST`, n): the buckets, in [0, 2**BITS), of what starts at each
        character; and where each word starts.
    """
    spelled = [f" {word[:_LONGEST_WORD]} " for word in words]
    joined = characters.join(spelled)
    buckets, _ = ngrams.buckets(joined, characters.letters(joined))
    size = len(joined) - ngrams.PAST
    starts = np.cumsum([0, *map(len, spelled[:-1])])
    places = np.arange(sum(map(len, spelled)))
    # Each word stands behind a gap; the first behind the last character of one.
    places += np.repeat(1 + len(characters.GAP) * np.arange(len(spelled)), [*map(len, spelled)])
    found = buckets[: ngrams.LONGEST * size].reshape(ngrams.LONGEST, size).take(places, axis=1)
    return found >> np.uint32(ngrams.BITS - BITS), starts
