"""The layer of identifiers and secrets: what it finds sets a floor that nothing lowers."""

from collections.abc import Iterator
from typing import Final

from router_agent.sensitivity.assessment import Finding, Opinion
from router_agent.sensitivity.normal import Normal
from router_agent.sensitivity.recognizers.placeholders import is_form
from router_agent.sensitivity.recognizers.recognizer import Recognizer, stands_apart
from router_agent.sensitivity.recognizers.registry import RECOGNIZERS
from router_agent.sensitivity.single import alone
from router_agent.sensitivity.sweep import Sweep

LAYER: Final = "identifiers"
_NOTHING: Final = Opinion(LAYER, "low")


def judge(*readings: Sweep) -> tuple[Opinion, tuple[Finding, ...]]:
    """Return what was recognised in any reading of a text, and `high` if anything was."""
    found: list[Finding] = []
    for swept in readings:
        for piece in swept.pieces:
            for number in piece.recognizers:
                found.extend(_found(RECOGNIZERS[number], swept.normal, piece.start, piece.text))
    if not found:
        return _NOTHING, ()
    kept = tuple(_without_nested(found))
    kinds = tuple(dict.fromkeys(finding.kind for finding in kept))
    return Opinion(LAYER, "high", True, kinds), kept


def _found(recognizer: Recognizer, normal: Normal, offset: int, piece: str) -> Iterator[Finding]:
    for match in alone(recognizer.pattern, len(piece)).finditer(piece):
        group = 1 if recognizer.has_value and match.group(1) else 0
        start, end = (offset + place for place in match.span(group))
        # What goes on behind the end of its piece was cut there, in a run too long for a value.
        apart = (
            stands_apart(normal.text, start, end, words=not group)
            if match.end(group) < len(piece)
            else stands_apart(piece, *match.span(group), words=not group)
        )
        if not apart:
            continue
        if is_form(match.group(group)):
            continue
        score: float | None = recognizer.score
        if recognizer.look is not None:
            score = recognizer.look(match.group(group), normal.text, start)
        if score is not None:
            yield Finding(recognizer.kind, *normal.span(start, end), score)


def _without_nested(found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings in order of place, without those that lie inside a longer one."""
    reach = -1
    for finding in sorted(found, key=lambda f: (f.start, -f.end, -f.score)):
        if finding.end > reach:
            yield finding
            reach = finding.end
