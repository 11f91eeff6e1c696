"""Sentences and stretches to learn from, cut as the product cuts them.

The head for sentences judges what stands among other text. It learns from every part of the
harmless texts, and from private sentences that are put among harmless ones: a part that holds
most of the private sentence is private, one that holds nothing of it is harmless. Whole private
texts are not cut up: which of their sentences are private is not known.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from router_agent.sensitivity import characters
from router_agent.sensitivity.assessment import Level
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.sentences import STRETCH, Span, sentences
from training.corpus import Row

_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_SEED: Final = 0
_EACH: Final = 2  # times that a private sentence is put among harmless texts
_MOST_AROUND: Final = 3
_BETWEEN: Final = (". ", "? ", ", ", " ", "\n", "\n\n")
_WHOLE: Final = 0.3  # of texts that are joined as whole sentences, each with a mark at its end
_MARKS: Final = " .?!;,"
_BARE: Final = 0.8  # of texts that are joined without line breaks lose their last mark
_LONGEST: Final = 160  # characters of a private sentence
# Characters of a harmless text that are taken: of a long one, what is next to the sentence.
_REACH: Final = 150
# Parts of what is around that are learned: most of them are harmless texts known as such.
_LEARNED: Final = 0.3
# A part is private that has so much of the private sentence, and of which that is so much.
_OF_SENTENCE: Final = 0.75
_OF_PART: Final = 0.5
_FEWEST: Final = 10  # harmless texts of an author, to take some from


class Read(NamedTuple):
    """A text with the spans of it that are learned.

    Attributes:
        text: The text, as `characters.fold` spells it.
        author: Who wrote all that is in it.
        spans: Where each of its parts begins and ends.
        labels: The level of each part.
    """

    text: str
    author: str
    spans: tuple[Span, ...]
    labels: tuple[Level, ...]


def spans(rows: Sequence[Row]) -> Iterator[Read]:
    """Yield the texts whose parts are learned."""
    by_author: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in rows:
        text = normalise(row.text).text
        by_author.setdefault((row.author, row.lang), {}).setdefault(row.label, []).append(text)
        if row.label == "low":
            folded = characters.fold(text)
            parts = tuple(_parts(folded))
            yield Read(folded, row.author, parts, tuple(row.label for _ in parts))
    chance = np.random.default_rng(_SEED)
    for (author, _), of in by_author.items():
        harmless = of.get("low", [])
        if len(harmless) < _FEWEST:
            continue
        for sentence in of.get("high", []):
            if len(sentence) > _LONGEST or "\n" in sentence:
                continue
            for _ in range(_EACH):
                number = chance.integers(1, _MOST_AROUND, endpoint=True)
                around = [harmless[i] for i in chance.integers(len(harmless), size=number)]
                yield _amid(around, sentence, author, chance)


def _amid(around: list[str], sentence: str, author: str, chance: np.random.Generator) -> Read:
    """Put a private sentence among harmless texts, and say which parts are private."""
    between = _BETWEEN[chance.integers(len(_BETWEEN))]
    place = int(chance.integers(len(around), endpoint=True))
    texts = [
        *(t[-_REACH:] for t in around[:place]),
        sentence,
        *(t[:_REACH] for t in around[place:]),
    ]
    if chance.random() < _WHOLE:
        between = " "
        texts = [t if t[-1:] in _MARKS else f"{t}." for t in texts]
    elif "\n" not in between:
        texts = [t.rstrip(_MARKS) if chance.random() < _BARE else t for t in texts]
    text = between.join(texts)
    begin = len(between.join((*texts[:place], "")))
    first = len(characters.fold(text[:begin])) - 1 if place else 0
    behind = len(characters.fold(text[: begin + len(texts[place])]))
    folded = characters.fold(text)
    most = min(behind - first, STRETCH // (1 + _korean(folded)))
    parts: list[tuple[int, int]] = []
    labels: list[Level] = []
    for start, end in _parts(folded):
        common = min(end, behind) - max(start, first)
        private = common >= max(_OF_SENTENCE * most, _OF_PART * (end - start))
        if private or (common <= 0 and chance.random() < _LEARNED):
            parts.append((start, end))
            labels.append("high" if private else "low")
    return Read(folded, author, tuple(parts), tuple(labels))


def _parts(folded: str) -> Sequence[Span]:
    kinds = characters.letters(folded).translate(characters.KINDS)
    return sentences(kinds, korean=_korean(folded))


def _korean(text: str) -> bool:
    return _HANGUL.search(text) is not None
