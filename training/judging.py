"""What the product says of a text, and what it would say with the model's threshold elsewhere."""

import math
from typing import Final, NamedTuple

from router_agent import classify
from router_agent.context import Choices
from router_agent.policy import confined
from router_agent.sensitivity import cues, learned, payload, scoring
from router_agent.sensitivity.assessment import Level, Preset
from router_agent.sensitivity.conversation import texts
from router_agent.sensitivity.normal import Normal, normalise
from router_agent.sensitivity.presets import HEARD
from router_agent.sensitivity.readings import readings
from training.datasets import Item

# The layers that count from a threshold of the model's on.
_BY_SCORE: Final = (learned.LAYER, cues.LAYER, payload.LAYER)


class Judged(NamedTuple):
    """An item, and the product's verdict on it.

    Attributes:
        item: What was judged.
        level: The verdict, `high` also where in doubt.
        certain: False where a local model might have been asked.
        stays: Whether it must not leave the machine.
        findings: The kinds that were recognised in it, each once.
        high_up_to: The model's threshold up to which it counts as `high`: the highest score of
            its messages and readings, further where there are signs in words; infinity where
            another layer makes it `high`, certainly or perhaps; minus infinity where there is
            nothing to read.
    """

    item: Item
    level: Level
    certain: bool
    stays: bool
    findings: tuple[str, ...]
    high_up_to: float


def judge(item: Item, privacy: Preset) -> Judged:
    """Judge one item as the product does without a local model."""
    verdict = classify(item.content, privacy)
    return Judged(
        item=item,
        level=verdict.level,
        certain=verdict.certain,
        stays=confined(verdict.level, Choices(privacy=privacy)),
        findings=tuple(dict.fromkeys(finding.kind for finding in verdict.findings)),
        high_up_to=math.inf
        if any(o.level == "high" and o.layer not in _BY_SCORE for o in verdict.layers)
        else max((_reach(m.text) for m in texts(item.content)), default=-math.inf),
    )


def _reach(text: str) -> float:
    """Return up to which threshold a text is high by its words, in any of its readings."""
    if not text or text.isspace():
        return -math.inf
    normal = normalise(text)
    return max(map(_reach_of, (normal, *readings(normal).others)))


def _reach_of(reading: Normal) -> float:
    if cues.judge(reading, near=False).level == "high":
        return math.inf
    score = learned.fair(scoring.scores([reading.text])[0])
    signs = (cues.judge(reading, near=True), payload.judge(reading))
    return score + HEARD * any(sign.level == "high" for sign in signs)
