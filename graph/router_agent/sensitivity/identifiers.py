"""The layer of identifiers and secrets: what it finds sets a floor that nothing lowers."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from router_agent.sensitivity.assessment import Finding, Opinion
from router_agent.sensitivity.normal import Normal
from router_agent.sensitivity.recognizers.placeholders import is_form
from router_agent.sensitivity.recognizers.recognizer import Recognizer, stands_apart
from router_agent.sensitivity.scan import Scanner

LAYER: Final = "identifiers"
# A text full of numbers says nothing more after this many of one pattern.
_MOST_OF_ONE: Final = 200


def judge(normal: Normal) -> tuple[Opinion, tuple[Finding, ...]]:
    """Return what was recognised, and `high` if anything was."""
    recognizers, scanner = _ready()
    found: list[Finding] = []
    for index in scanner.which(normal.text):
        found.extend(_found(recognizers[index], scanner, index, normal))
    kept = tuple(_without_nested(found))
    kinds = tuple(dict.fromkeys(finding.kind for finding in kept))
    return Opinion(LAYER, "high" if kept else "low", True, kinds), kept


@cache
def _ready() -> tuple[tuple[Recognizer, ...], Scanner]:
    from router_agent.sensitivity.recognizers.registry import RECOGNIZERS

    return RECOGNIZERS, Scanner([recognizer.pattern for recognizer in RECOGNIZERS])


def _found(
    recognizer: Recognizer, scanner: Scanner, index: int, normal: Normal
) -> Iterator[Finding]:
    for number, match in enumerate(scanner.matches(index, normal.text)):
        if number >= _MOST_OF_ONE:
            return
        group = 1 if recognizer.has_value and match.group(1) else 0
        start, end = match.span(group)
        if not stands_apart(normal.text, start, end, words=not group):
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
