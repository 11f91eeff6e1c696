"""What the product says of a text, and what it would say with the model's threshold elsewhere."""

import math
from typing import Final, NamedTuple

from router_agent import classify
from router_agent.context import Choices
from router_agent.policy import confined
from router_agent.sensitivity import cues, learned, payload, scoring
from router_agent.sensitivity.assessment import Level, Preset
from router_agent.sensitivity.conversation import texts
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.presets import HEARD, THRESHOLDS
from router_agent.sensitivity.readings import readings
from router_agent.sensitivity.sweep import Sweep, sweep
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
        high_up_to: The model's threshold for doubt, of the item's language, up to which it counts
            as `high`: by the highest score of its messages and readings, whatever languages
            they are in, further where there are signs in words; infinity where
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
        else THRESHOLDS[privacy]["ko" if item.lang == "ko" else "en"].doubt
        + max((_reach(m.text, privacy) for m in texts(item.content)), default=-math.inf),
    )


def _reach(text: str, privacy: Preset) -> float:
    """Return how far above doubt a text is by its words, in any of its readings."""
    if not text or text.isspace():
        return -math.inf
    swept = sweep(normalise(text))
    return max(_reach_of(reading, privacy) for reading in (swept, *readings(swept).others))


def _reach_of(swept: Sweep, privacy: Preset) -> float:
    if cues.judge(swept.cues, near=False).level == "high":
        return math.inf
    text = swept.normal.text
    above = learned.margin(scoring.scores([text])[0], text, privacy)
    signs = (cues.judge(swept.cues, near=True), payload.judge(swept.normal, swept.payload))
    return above + HEARD * any(sign.level == "high" for sign in signs)
