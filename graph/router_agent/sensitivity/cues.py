"""The layer of cues: who a text is about, what it is about, and how it is said.

A private matter told in plain words has no identifier in it. This layer combines classes of
words; a trained model knows more, and plugs in as a further layer.
"""

from functools import cache
from typing import Final, NamedTuple

from router_agent.sensitivity.assessment import Level, Opinion, Preset
from router_agent.sensitivity.cue_words import CLASSES
from router_agent.sensitivity.normal import Normal
from router_agent.sensitivity.scan import Scanner

LAYER: Final = "cues"


class Sign(NamedTuple):
    """What a combination of classes says.

    Attributes:
        level: The level that it asks for.
        certain: In which presets it is certain; in the others it is in doubt.
        needs: Classes of which every group must be present; one of a group suffices.
        without: Classes that speak against it.
    """

    level: Level
    certain: frozenset[Preset]
    needs: tuple[frozenset[str], ...]
    without: frozenset[str] = frozenset()


def _all(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in groups)


_ALWAYS: Final = frozenset[Preset](("strict", "balanced", "permissive"))
_NOT_PERMISSIVE: Final = frozenset[Preset](("strict", "balanced"))
_PERSON: Final = "FAMILY ROLE NAME"
_MATTER: Final = "HEALTH LAW MONEY FAMILY_MATTER WORK"

# From the surest to the weakest; the first that fits is the layer's word.
SIGNS: Final = (
    Sign("high", _ALWAYS, _all(_PERSON, "CONTACT", "ASKING")),
    Sign("high", _ALWAYS, _all("OURS", "BUSINESS"), frozenset(("CONCEPT",))),
    Sign("high", _ALWAYS, _all("CONFIDENTIAL", "BUSINESS WORK LAW MONEY")),
    Sign("high", _ALWAYS, _all("SELF FAMILY", _MATTER, "HAPPENED")),
    Sign("high", _ALWAYS, _all("SELF", "HEALTH LAW"), frozenset(("CONCEPT",))),
    Sign("high", _ALWAYS, _all("FAMILY", _MATTER)),
    Sign("high", _NOT_PERMISSIVE, _all("ROLE", _MATTER), frozenset(("CONCEPT",))),
    Sign(
        "high", _NOT_PERMISSIVE, _all("SELF", "MONEY WORK FAMILY_MATTER"), frozenset(("CONCEPT",))
    ),
    Sign("high", frozenset(), _all("OURS", "BUSINESS")),
    Sign("medium", _ALWAYS, _all("SELF FAMILY ROLE", "OPINION")),
)


def judge(normal: Normal, privacy: Preset) -> Opinion:
    """Return what the cues ask for, and the classes that it went by."""
    present = _classes(normal.text)
    for sign in SIGNS:
        if present & sign.without:
            continue
        if all(present & group for group in sign.needs):
            named = tuple(sorted(set[str]().union(*(present & group for group in sign.needs))))
            return Opinion(LAYER, sign.level, privacy in sign.certain, named)
    return Opinion(LAYER, "low")


def _classes(text: str) -> frozenset[str]:
    names, scanner = _ready()
    return frozenset(names[index] for index in scanner.which(text))


@cache
def _ready() -> tuple[tuple[str, ...], Scanner]:
    names = tuple(name for name, patterns in CLASSES.items() for _ in patterns)
    return names, Scanner([pattern for patterns in CLASSES.values() for pattern in patterns])
