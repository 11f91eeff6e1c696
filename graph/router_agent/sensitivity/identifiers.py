"""The layer of identifiers and secrets: what it finds sets a floor that nothing lowers."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from router_agent.sensitivity.assessment import Finding, Opinion
from router_agent.sensitivity.normal import Normal
from router_agent.sensitivity.recognizers.placeholders import is_form
from router_agent.sensitivity.recognizers.recognizer import Recognizer, stands_apart
from router_agent.sensitivity.scan import Scanner, alone, loose

LAYER: Final = "identifiers"
_NOTHING: Final = Opinion(LAYER, "low")
# A text full of values says nothing more after this many of one pattern in one piece of it.
_MOST_OF_ONE: Final = 200
# A long text is read in pieces, so that a pattern is looked for only near what passed its gate.
# The next piece begins before the last one ends, by more than any value and its name take.
_PIECE: Final = 4096
_OVERLAP: Final = 1024
_BOUNDARY: Final = 200


class _Group(NamedTuple):
    """Recognizers that need one of the same characters in a text.

    Attributes:
        needs: The characters; without any, every text is searched.
        recognizers: The recognizers.
        scanner: Their gates. Only what passes its gate is looked for.
    """

    needs: frozenset[str]
    recognizers: tuple[Recognizer, ...]
    scanner: Scanner


def judge(*readings: Normal) -> tuple[Opinion, tuple[Finding, ...]]:
    """Return what was recognised in any reading of a text, and `high` if anything was."""
    found: list[Finding] = []
    for normal in readings:
        for start, piece in _pieces(normal.text):
            letters = set(piece)
            encoded = piece.encode()
            for needs, recognizers, scanner in _groups():
                if needs and needs.isdisjoint(letters):
                    continue
                for index in scanner.which(encoded):
                    found.extend(_found(recognizers[index], normal, start, piece))
    if not found:
        return _NOTHING, ()
    kept = tuple(_without_nested(found))
    kinds = tuple(dict.fromkeys(finding.kind for finding in kept))
    return Opinion(LAYER, "high", True, kinds), kept


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each piece of a text starts, and the piece; it is cut where a word ends."""
    start = 0
    while len(text) - start > _PIECE + _OVERLAP:
        end = _word_end(text, start + _PIECE)
        yield start, text[start:end]
        start = _word_end(text, end - _OVERLAP)
    yield start, text[start:]


def _word_end(text: str, place: int) -> int:
    """Return a place at white space, not far before the given one, or that one."""
    for at in range(place, place - _BOUNDARY, -1):
        if text[at].isspace():
            return at
    return place


@cache
def _groups() -> tuple[_Group, ...]:
    from router_agent.sensitivity.recognizers.registry import RECOGNIZERS

    by_need: dict[str, list[Recognizer]] = defaultdict(list)
    for recognizer in RECOGNIZERS:
        by_need[recognizer.needs].append(recognizer)
    return tuple(
        _Group(
            frozenset(needs),
            tuple(members),
            Scanner([m.gate or loose(m.pattern) for m in members]),
        )
        for needs, members in by_need.items()
    )


@cache
def _compiled(pattern: str) -> Any:
    return alone(pattern)


@cache
def _loosely(pattern: str) -> Any:
    return alone(loose(pattern))


def _found(recognizer: Recognizer, normal: Normal, offset: int, piece: str) -> Iterator[Finding]:
    # Without bounds it takes less time, and there is mostly nothing.
    if recognizer.gate and _loosely(recognizer.pattern).search(piece) is None:
        return
    said = 0
    for match in _compiled(recognizer.pattern).finditer(piece):
        group = 1 if recognizer.has_value and match.group(1) else 0
        start, end = (offset + place for place in match.span(group))
        if not stands_apart(normal.text, start, end, words=not group):
            continue
        if is_form(match.group(group)):
            continue
        score: float | None = recognizer.score
        if recognizer.look is not None:
            score = recognizer.look(match.group(group), normal.text, start)
        if score is not None:
            yield Finding(recognizer.kind, *normal.span(start, end), score)
            said += 1
            if said == _MOST_OF_ONE:
                return


def _without_nested(found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings in order of place, without those that lie inside a longer one."""
    reach = -1
    for finding in sorted(found, key=lambda f: (f.start, -f.end, -f.score)):
        if finding.end > reach:
            yield finding
            reach = finding.end
