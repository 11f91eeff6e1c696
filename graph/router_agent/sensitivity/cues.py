"""The layer of cues: who a text is about, what it is about, and how it is said.

A private matter told in plain words has no identifier in it. This layer combines classes of
words; a trained model knows more, and plugs in as a further layer.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from router_agent.sensitivity.assessment import Level, Opinion
from router_agent.sensitivity.cue_words import CLASSES

LAYER: Final = "cues"
_NOTHING: Final = Opinion(LAYER, "low")

PATTERNS: Final = tuple(pattern for patterns in CLASSES.values() for pattern in patterns)
_CLASS_OF: Final = tuple(name for name, patterns in CLASSES.items() for _ in patterns)


class Sign(NamedTuple):
    """What a combination of classes says.

    Attributes:
        level: The level that it asks for.
        needs: Classes of which every group must be present; one of a group suffices.
        without: Classes that speak against it.
        alone: Whether it counts whatever the trained model says; the others are found in
            harmless texts, too, and count only where the model is not far from doubt itself.
    """

    level: Level
    needs: tuple[frozenset[str], ...]
    without: frozenset[str] = frozenset()
    alone: bool = False


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


def judge(found: Iterable[int], *, near: bool) -> Opinion:
    """Return what the cues ask for, and the classes that it went by.

    Args:
        found: The numbers of the patterns that match in the text.
        near: Whether the trained model is near enough to doubt for weak signs to count.
    """
    present = frozenset([_CLASS_OF[number] for number in found])
    for sign in SIGNS if near else _ALONE:
        if present & sign.without:
            continue
        if all(present & group for group in sign.needs):
            named = tuple(sorted(set[str]().union(*(present & group for group in sign.needs))))
            return Opinion(LAYER, sign.level, True, named)
    return _NOTHING
