"""Makes the file of words by which other languages are told: `python -m training.languages`.

English is what the questions to learn from are written in. The other languages are sentences and
frequent words in `data/languages/`, also as they are typed without accents, and the Korean
questions, as they would be written in Latin letters. What is learned is the score of a few words
in a row; a word's is its share.
"""

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import router_agent.sensitivity
from router_agent.sensitivity import foreign_words, latin_words
from router_agent.sensitivity.normal import normalise
from training import corpus, train

DATA: Final = corpus.DATA / "languages"
TARGET: Final = Path(router_agent.sensitivity.__file__).with_name(foreign_words.FILE)

# Words that one author alone uses may be misspelled, quoted or a name.
_LEAST_AUTHORS: Final = 2
# What a word of English says at most that no text in another language has.
_ENGLISH: Final = -0.5
_WINDOW: Final = (1, 8)  # words in a row
_WINDOWS: Final = {"english": 3, "foreign": 8, "frequent": 20, "romanised": 2}
_KOREAN: Final = 3000  # questions; more of them would drown the other languages
_FREQUENT: Final = "+ "
_C: Final = 3.0
# There is far less of them than of English, and a foreign text that is missed leaves the machine.
_FOREIGN_WEIGHT: Final = 3.0
_LARGEST_WEIGHT: Final = 127
_CUT_AT: Final = 0.9999
_SEED: Final = 0

# Letters that do not come apart into one of ASCII and an accent.
_PLAIN: Final = str.maketrans(
    {"đ": "d", "\u0131": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "e"}
)
# Revised Romanisation of Korean, syllable by syllable, as it is typed.
_INITIALS, _VOWELS, _FINALS = (
    letters.split(",")
    for letters in (
        "g,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h",
        "a,ae,ya,yae,eo,e,yeo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i",
        ",k,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p,p,t,t,ng,t,t,k,t,p,t",
    )
)


def sentences() -> Iterator[str]:
    """Yield the texts in other languages, each also without accents.

    A line is a text, the name of the language of what follows, in brackets, or a list of frequent
    words, with a mark before it.
    """
    for path in sorted(DATA.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("["):
                text = normalise(line).text
                yield text
                if (plain := without_accents(text)) != text:
                    yield plain


def without_accents(text: str) -> str:
    """Return a text as it is typed on a keyboard without accents."""
    apart = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def romanised(text: str) -> str:
    """Return a Korean text in Latin letters."""

    def syllable(letter: str) -> str:
        place = ord(letter) - 0xAC00
        if not 0 <= place < len(_INITIALS) * 588:
            return letter
        return _INITIALS[place // 588] + _VOWELS[place % 588 // 28] + _FINALS[place % 28]

    return "".join(map(syllable, text))


def learned(rows: Sequence[corpus.Row]) -> tuple[list[list[str]], list[list[str]]]:
    """Return words in a row of English, and of other languages."""
    chance = np.random.default_rng(_SEED)
    english = [_words(r.text) for r in rows if r.lang == "en"]
    korean = [r.text for r in rows if r.lang == "ko" and not latin_words.quick(r.text)]
    picked = chance.choice(len(korean), min(_KOREAN, len(korean)), replace=False)
    ours = [w for words in english for w in _windows(words, _WINDOWS["english"], chance)]
    theirs: list[list[str]] = []
    for text in sentences():
        frequent = text.startswith(_FREQUENT)
        times = _WINDOWS["frequent" if frequent else "foreign"]
        theirs += _windows(_words(text), times, chance, shuffled=frequent)
    for index in picked:
        words = _words(romanised(korean[index]))
        theirs += _windows(words, _WINDOWS["romanised"], chance)
    return ours, theirs


def _windows(
    words: list[str], times: int, chance: np.random.Generator, *, shuffled: bool = False
) -> Iterator[list[str]]:
    for _ in range(times if words else 0):
        size = int(chance.integers(*_WINDOW, endpoint=True))
        if shuffled:
            yield chance.choice(words, min(size, len(words)), replace=False).tolist()
        else:
            start = int(chance.integers(max(1, len(words) - size + 1)))
            yield words[start : start + size]


def _words(text: str) -> list[str]:
    found = latin_words.sentences(normalise(text).text)
    return [word for sentence in found for word in sentence if word != latin_words.CODE]


def fit(english: list[list[str]], foreign: list[list[str]]) -> NDArray[np.float64]:
    """Return the weight of each n-gram bucket, shape (2**BITS,)."""
    windows = [*english, *foreign]
    places = {
        word: place for place, word in enumerate({w: 0 for window in windows for w in window})
    }
    in_windows = _matrix(([places[w] for w in window] for window in windows), len(places))
    counts = in_windows @ _matrix(map(_buckets, places), 1 << foreign_words.BITS)
    labels = np.arange(len(windows)) >= len(english)
    model = LogisticRegression(
        C=_C, fit_intercept=False, max_iter=300, class_weight={False: 1.0, True: _FOREIGN_WEIGHT}
    )
    weights: NDArray[np.float64] = model.fit(counts, labels).coef_[0]
    return weights


def _buckets(word: str) -> list[int]:
    buckets: list[int] = foreign_words.features([word])[0].ravel().tolist()
    return buckets


def _matrix(rows: Iterable[list[int]], width: int) -> sp.csr_array:
    lists = list(rows)
    ends = np.cumsum([0, *map(len, lists)])
    columns = np.concatenate([np.asarray(row, dtype=np.int64) for row in lists])
    found = sp.csr_array((np.ones(len(columns)), columns, ends), shape=(len(lists), width))
    found.sum_duplicates()
    return found


def parts(rows: Sequence[corpus.Row]) -> dict[str, NDArray[Any]]:
    """Return the parts of the file, learned from these questions and the other languages."""
    english, foreign = learned(rows)
    weights = fit(english, foreign)
    scale = float(np.quantile(np.abs(weights[weights != 0]), _CUT_AT)) / _LARGEST_WEIGHT
    table = np.clip(np.rint(weights / scale), -_LARGEST_WEIGHT, _LARGEST_WEIGHT)
    authors: dict[str, set[str]] = {}
    for row in rows:
        if row.lang == "en":
            for word in _words(row.text):
                authors.setdefault(word, set()).add(row.author)
    known = sorted(word for word, by in authors.items() if len(by) >= _LEAST_AUTHORS)
    elsewhere = {word for window in foreign for word in window}
    most = foreign_words.MOST
    scores = [
        np.clip(table[_buckets(word)].sum() * scale, -most, most if word in elsewhere else _ENGLISH)
        for word in known
    ]
    return {
        "format": np.array(foreign_words.FORMAT),
        "known": np.frombuffer("\n".join(known).encode(), dtype=np.uint8),
        "scores": np.rint(np.array(scores) * foreign_words.UNIT).astype(np.int8),
        "table": table.astype(np.int8),
        "scale": np.array(scale),
    }


def main() -> int:
    """Learn from all questions and languages, and write the file into the package."""
    content = train.packed(parts(corpus.load()))
    TARGET.write_bytes(content)
    print(f"{TARGET.name}: {len(content) / 2**10:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
