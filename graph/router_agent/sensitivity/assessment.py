"""What a judgement of sensitivity says: plain values, never the text that was judged."""

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["low", "medium", "high"]
Complexity = Literal["simple", "complex"]
Preset = Literal["strict", "balanced", "permissive"]

RANK: Final[dict[Level, int]] = {"low": 0, "medium": 1, "high": 2}


def highest(*levels: Level) -> Level:
    """Return the most sensitive of `levels`; `low` where there is none."""
    return max(levels, key=RANK.__getitem__, default="low")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something private that was recognised, by kind and place.

    Attributes:
        kind: Presidio's entity name where it has one (`PHONE_NUMBER`, `KR_RRN`, ...).
        start: Offset of its first character in the message's text, from 0.
        end: Offset after its last character.
        score: How sure the recognizer is, in (0, 1].
        message: Which message of the conversation it stands in, from 0.
    """

    kind: str
    start: int
    end: int
    score: float
    message: int = 0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one layer says of the text.

    Attributes:
        layer: The layer's name: `identifiers`, `cues`, `payload`, `unreadable`, ...
        level: The level that it asks for; a layer can raise the verdict, never lower it.
        certain: False where the layer only suspects `level`.
        because: What it went by, as the names of kinds or cue classes; never text.
    """

    layer: str
    level: Level
    certain: bool = True
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on a text or a conversation.

    Attributes:
        level: How sensitive it is. `high` whenever `certain` is False.
        certain: False inside the band of doubt, where a local model may judge.
        floor: The level that certain layers set; nothing may judge the text lower.
        findings: What was recognised, in order of message and start.
        complexity: How demanding the last question is; a hint for price only.
        layers: What each layer said, in the order in which they were asked.
        doubtful: Which messages are in doubt.
    """

    level: Level
    certain: bool
    floor: Level
    findings: tuple[Finding, ...]
    complexity: Complexity
    layers: tuple[Opinion, ...]
    doubtful: tuple[int, ...] = ()

    @property
    def decided_by(self) -> tuple[str, ...]:
        """The layers that the level rests on; none where nothing spoke against `low`."""
        if self.level == "low":
            return ()
        if self.certain:
            return tuple(o.layer for o in self.layers if o.certain and o.level == self.level)
        floor = RANK[self.floor]
        return tuple(o.layer for o in self.layers if not o.certain and RANK[o.level] > floor)
