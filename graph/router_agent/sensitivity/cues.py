"""The layer of cues: who a text is about, what it is about, and how it is said.

A private matter told in plain words has no identifier in it. This layer combines classes of
words; a trained model knows more, and plugs in as a further layer.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from router_agent.sensitivity.assessment import Level, Opinion
from router_agent.sensitivity.cue_words import CLASSES
from router_agent.sensitivity.normal import Normal
from router_agent.sensitivity.scan import Scanner

LAYER: Final = "cues"
_NOTHING: Final = Opinion(LAYER, "low")


class Sign(NamedTuple):
    """What a combination of classes says.

    Attributes:
        level: The level that it asks for.
        needs: Classes of which every group must be present; one of a group suffices. The group
            that fewest texts have words of comes last.
        without: Classes that speak against it.
        alone: Whether it counts whatever the trained model says; the others are found in
            harmless texts, too, and count only where the model is not far from doubt itself.
    """

    level: Level
    needs: tuple[frozenset[str], ...]
    without: frozenset[str] = frozenset()
    alone: bool = False

    @property
    def first(self) -> frozenset[str]:
        """The group of needed classes that is looked for first, as most texts hold none of it."""
        return self.needs[-1]


def _all(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in groups)


_PERSON: Final = "FAMILY ROLE NAME"
_MATTER: Final = "HEALTH LAW MONEY FAMILY_MATTER WORK"
_CONCEPT: Final = frozenset(("CONCEPT",))

# From the surest to the weakest; the first that fits is the layer's word.
SIGNS: Final = (
    Sign("high", _all(_PERSON, "ASKING", "CONTACT"), alone=True),
    Sign("high", _all("BUSINESS", "OURS"), _CONCEPT, alone=True),
    Sign("high", _all("BUSINESS WORK LAW MONEY", "CONFIDENTIAL")),
    Sign("high", _all("SELF", "HEALTH LAW"), _CONCEPT),
    Sign("high", _all(_MATTER, "FAMILY")),
    Sign("medium", _all("SELF FAMILY ROLE", "OPINION")),
)


_ALONE: Final = tuple(sign for sign in SIGNS if sign.alone)


def judge(normal: Normal, *, near: bool) -> Opinion:
    """Return what the cues ask for, and the classes that it went by.

    Args:
        normal: The text.
        near: Whether the trained model is near enough to doubt for weak signs to count.
    """
    signs = SIGNS if near else _ALONE
    first, others = _ready(near)
    present = first.present(normal.text)
    if not present:
        return _NOTHING
    present |= others.present(normal.text)
    for sign in signs:
        if present & sign.without:
            continue
        if all(present & group for group in sign.needs):
            named = tuple(sorted(set[str]().union(*(present & group for group in sign.needs))))
            return Opinion(LAYER, sign.level, True, named)
    return _NOTHING


class _Classes:
    """Classes of words that are looked for together."""

    def __init__(self, names: Iterable[str]) -> None:
        patterns = [(name, pattern) for name in names for pattern in CLASSES[name]]
        self._names = tuple(name for name, _ in patterns)
        self._scanner = Scanner([pattern for _, pattern in patterns])

    def present(self, text: str) -> frozenset[str]:
        """Return the classes that a text has words of."""
        return frozenset([self._names[index] for index in self._scanner.which(text)])


@cache
def _ready(near: bool) -> tuple[_Classes, _Classes]:
    """Return the classes without which no sign fits, and the others."""
    first = frozenset[str]().union(*(sign.first for sign in (SIGNS if near else _ALONE)))
    return (
        _Classes(name for name in CLASSES if name in first),
        _Classes(name for name in CLASSES if name not in first),
    )
