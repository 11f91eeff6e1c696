"""Which model answers a question, and why.

The policy is the table `RULES`, read from the top; the first rule whose conditions all hold
decides. To change the policy, change the table. Nothing else in the package decides.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from router_agent.context import Choices
from router_agent.sensitivity.assessment import Complexity, Level

Route = Literal["cloud", "local", "hold"]
Consent = Literal["send_masked", "send", "hold"]
ReasonCode = Literal[
    "consent",
    "consent_refused",
    "consent_unavailable",
    "privacy",
    "privacy_local_down",
    "privacy_masked",
    "privacy_overridden",
    "privacy_held",
    "forced",
    "forced_unavailable",
    "nothing_available",
    "budget",
    "local_unavailable",
    "cloud_unavailable",
    "cost",
    "speed",
    "quality",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about a question at the moment it is routed.

    Attributes:
        sensitivity: The most sensitive content of everything that would be sent.
        complexity: How demanding the question is.
        local_up: Whether the local model can answer, and is really local.
        cloud_up: Whether the cloud model can answer.
        money_left: Whether the budget allows a cloud answer.
        local_faster: Whether the local model has lately been the faster one.
        can_ask: Whether the user can be asked for consent in this run.
        consent: What the user answered; None before being asked.
        maskable: Whether what would be sent may leave once identifiers are masked.
    """

    sensitivity: Level
    complexity: Complexity = "complex"
    local_up: bool
    cloud_up: bool
    money_left: bool = True
    local_faster: bool = False
    can_ask: bool = False
    consent: Consent | None = None
    maskable: bool = False


class Decision(NamedTuple):
    """What the table says."""

    route: Route
    reason_code: ReasonCode
    rule: int


class Condition(NamedTuple):
    """One thing that must hold for a rule to apply, with the name it has in explanations."""

    name: str
    holds: Callable[[Facts, Choices], bool]


class Rule(NamedTuple):
    """One row of the policy.

    Attributes:
        number: The row's number, as in the documentation.
        when: Conditions that must all hold.
        then: What follows, given facts and settings.
    """

    number: int
    when: tuple[Condition, ...]
    then: Callable[[Facts, Choices], tuple[Route, ReasonCode]]


def confined(sensitivity: Level, settings: Choices) -> bool:
    """Whether a question this sensitive must not leave the machine in clear."""
    return sensitivity == "high" or (sensitivity == "medium" and settings.privacy == "strict")


def _always(route: Route, code: ReasonCode) -> Callable[[Facts, Choices], tuple[Route, ReasonCode]]:
    return lambda _, __: (route, code)


def _masked(facts: Facts, _: Choices) -> tuple[Route, ReasonCode]:
    return ("cloud" if facts.maskable else "hold"), "privacy_masked"


def _asked(facts: Facts, settings: Choices) -> tuple[Route, ReasonCode]:
    """Return what the user's answer means; before it, the question is held to be asked about."""
    if facts.consent is None:
        return "hold", "consent" if facts.can_ask else "consent_unavailable"
    if facts.consent == "send_masked":
        return _masked(facts, settings)
    return ("cloud", "consent") if facts.consent == "send" else ("hold", "consent_refused")


def _when_local_unavailable(facts: Facts, settings: Choices) -> tuple[Route, ReasonCode]:
    match settings.when_local_unavailable:
        case "hold":
            return "hold", "privacy_local_down"
        case "mask":
            return _masked(facts, settings)
        case "ask":
            return _asked(facts, settings)
        case "cloud":
            return "cloud", "privacy_overridden"


def _forced_local(facts: Facts, _: Choices) -> tuple[Route, ReasonCode]:
    return ("local", "forced") if facts.local_up else ("hold", "forced_unavailable")


CONFINED: Final = Condition("confined", lambda f, s: confined(f.sensitivity, s))
FORCED_CLOUD: Final = Condition("route_cloud", lambda _, s: s.route == "cloud")
FORCED_LOCAL: Final = Condition("route_local", lambda _, s: s.route == "local")
NOT_FORCED_LOCAL: Final = Condition("route_not_local", lambda _, s: s.route != "local")
CAN_ASK: Final = Condition("can_ask", lambda f, _: f.can_ask)
LOCAL_UP: Final = Condition("local_up", lambda f, _: f.local_up)
LOCAL_DOWN: Final = Condition("local_down", lambda f, _: not f.local_up)
CLOUD_UP: Final = Condition("cloud_up", lambda f, _: f.cloud_up)
CLOUD_DOWN: Final = Condition("cloud_down", lambda f, _: not f.cloud_up)
MONEY_LEFT: Final = Condition("money_left", lambda f, _: f.money_left)
MONEY_SPENT: Final = Condition("money_spent", lambda f, _: not f.money_left)
PREFER_COST: Final = Condition("prefer_cost", lambda _, s: s.prefer == "cost")
PREFER_SPEED: Final = Condition("prefer_speed", lambda _, s: s.prefer == "speed")
SIMPLE: Final = Condition("simple", lambda f, _: f.complexity == "simple")
LOCAL_FASTER: Final = Condition("local_faster", lambda f, _: f.local_faster)

# Order is meaning: privacy, then the user's word, then availability and money, then taste.
RULES: Final = (
    Rule(1, (CONFINED, FORCED_CLOUD, CLOUD_UP, MONEY_LEFT, CAN_ASK), _asked),
    Rule(2, (CONFINED, LOCAL_UP), _always("local", "privacy")),
    Rule(
        3,
        (CONFINED, LOCAL_DOWN, CLOUD_UP, MONEY_LEFT, NOT_FORCED_LOCAL),
        _when_local_unavailable,
    ),
    Rule(4, (CONFINED,), _always("hold", "privacy_held")),
    Rule(5, (FORCED_LOCAL,), _forced_local),
    Rule(6, (FORCED_CLOUD, CLOUD_UP, MONEY_LEFT), _always("cloud", "forced")),
    Rule(7, (LOCAL_DOWN, CLOUD_DOWN), _always("hold", "nothing_available")),
    Rule(8, (LOCAL_DOWN, MONEY_SPENT), _always("hold", "budget")),
    Rule(9, (LOCAL_DOWN,), _always("cloud", "local_unavailable")),
    Rule(10, (CLOUD_DOWN,), _always("local", "cloud_unavailable")),
    Rule(11, (MONEY_SPENT,), _always("local", "budget")),
    Rule(12, (PREFER_COST, SIMPLE), _always("local", "cost")),
    Rule(13, (PREFER_SPEED, LOCAL_FASTER), _always("local", "speed")),
    Rule(14, (), _always("cloud", "quality")),
)


@lru_cache(maxsize=1024)
def decide(facts: Facts, settings: Choices) -> Decision:
    """Return what the first rule that applies says; the last always does."""
    rule = next(r for r in RULES if all(c.holds(facts, settings) for c in r.when))
    route, code = rule.then(facts, settings)
    return Decision(route, code, rule.number)


def ruled_out(facts: Facts, settings: Choices) -> Iterator[tuple[Rule, Condition | None]]:
    """Yield every rule with the first condition that failed; None for the one that decides.

    Rules after the one that decides are not reached, and not yielded.
    """
    for rule in RULES:
        failed = next((c for c in rule.when if not c.holds(facts, settings)), None)
        yield rule, failed
        if failed is None:
            return
