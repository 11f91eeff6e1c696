"""The policy, row by row, and the promises that outrank every row."""

from itertools import product
from typing import Any, get_args

import pytest

from router_agent.context import Choices, Preference, RouteChoice, WhenLocalUnavailable
from router_agent.policy import (
    RULES,
    Consent,
    Facts,
    ReasonCode,
    Route,
    confined,
    decide,
    ruled_out,
)
from router_agent.rule_words import FAILED_CONDITIONS, RULES_IN_WORDS
from router_agent.sensitivity.assessment import Complexity, Level, Preset
from router_agent.wording import REASONS


def facts(**known: Any) -> Facts:
    """A harmless, complex question with both models up and money left."""
    given: dict[str, Any] = {"sensitivity": "low", "local_up": True, "cloud_up": True} | known
    return Facts(**given)


HIGH = {"sensitivity": "high"}
LOCAL_DOWN = {"local_up": False}
CLOUD_DOWN = {"cloud_up": False}
SPENT = {"money_left": False}
MASKABLE = {"maskable": True}
MASKED = {"consent": "send_masked"}
MASK = {"when_local_unavailable": "mask"}
ASK = {"when_local_unavailable": "ask"}


@pytest.mark.parametrize(
    ("rule", "known", "settings", "route", "code"),
    [
        (1, HIGH | {"can_ask": True}, {"route": "cloud"}, "hold", "consent"),
        (1, HIGH | LOCAL_DOWN | {"can_ask": True}, {"route": "cloud"}, "hold", "consent"),
        (2, HIGH, {"route": "cloud"}, "local", "privacy"),
        (2, HIGH, {}, "local", "privacy"),
        (2, HIGH, {"route": "local"}, "local", "privacy"),
        (2, {"sensitivity": "medium"}, {"privacy": "strict"}, "local", "privacy"),
        (3, HIGH | LOCAL_DOWN, {}, "hold", "privacy_local_down"),
        (3, HIGH | LOCAL_DOWN, {"when_local_unavailable": "mask"}, "hold", "privacy_masked"),
        (3, HIGH | LOCAL_DOWN | MASKABLE, MASK, "cloud", "privacy_masked"),
        (3, HIGH | LOCAL_DOWN, ASK, "hold", "consent_unavailable"),
        (3, HIGH | LOCAL_DOWN | {"can_ask": True}, ASK, "hold", "consent"),
        (3, HIGH | LOCAL_DOWN | {"consent": "send"}, ASK, "cloud", "consent"),
        (3, HIGH | LOCAL_DOWN | {"consent": "hold"}, ASK, "hold", "consent_refused"),
        (3, HIGH | LOCAL_DOWN | MASKED, ASK, "hold", "privacy_masked"),
        (3, HIGH | LOCAL_DOWN | MASKED | MASKABLE, ASK, "cloud", "privacy_masked"),
        (1, HIGH | {"can_ask": True, "consent": "send"}, {"route": "cloud"}, "cloud", "consent"),
        (
            1,
            HIGH | {"can_ask": True, "consent": "hold"},
            {"route": "cloud"},
            "hold",
            "consent_refused",
        ),
        (2, HIGH | SPENT | {"can_ask": True}, {"route": "cloud"}, "local", "privacy"),
        (2, HIGH | CLOUD_DOWN | {"consent": "send"}, {"route": "cloud"}, "local", "privacy"),
        (3, HIGH | LOCAL_DOWN, {"when_local_unavailable": "cloud"}, "cloud", "privacy_overridden"),
        (4, HIGH | LOCAL_DOWN | CLOUD_DOWN, {}, "hold", "privacy_held"),
        (4, HIGH | LOCAL_DOWN | SPENT, {"when_local_unavailable": "cloud"}, "hold", "privacy_held"),
        (
            4,
            HIGH | LOCAL_DOWN,
            {"when_local_unavailable": "cloud", "route": "local"},
            "hold",
            "privacy_held",
        ),
        (5, {}, {"route": "local"}, "local", "forced"),
        (5, LOCAL_DOWN, {"route": "local"}, "hold", "forced_unavailable"),
        (6, {}, {"route": "cloud"}, "cloud", "forced"),
        (6, {"sensitivity": "medium"}, {"route": "cloud"}, "cloud", "forced"),
        (7, LOCAL_DOWN | CLOUD_DOWN, {}, "hold", "nothing_available"),
        (7, LOCAL_DOWN | CLOUD_DOWN | SPENT, {"route": "cloud"}, "hold", "nothing_available"),
        (8, LOCAL_DOWN | SPENT, {}, "hold", "budget"),
        (8, LOCAL_DOWN | SPENT, {"route": "cloud"}, "hold", "budget"),
        (9, LOCAL_DOWN, {}, "cloud", "local_unavailable"),
        (10, CLOUD_DOWN, {}, "local", "cloud_unavailable"),
        (10, CLOUD_DOWN, {"route": "cloud"}, "local", "cloud_unavailable"),
        (11, SPENT, {}, "local", "budget"),
        (12, {"complexity": "simple"}, {"prefer": "cost"}, "local", "cost"),
        (13, {"local_faster": True}, {"prefer": "speed"}, "local", "speed"),
        (14, {}, {}, "cloud", "quality"),
        (14, {"sensitivity": "medium"}, {}, "cloud", "quality"),
        (14, {"complexity": "simple"}, {}, "cloud", "quality"),
        (14, {}, {"prefer": "cost"}, "cloud", "quality"),
        (14, {}, {"prefer": "speed"}, "cloud", "quality"),
    ],
)
def test_every_row_decides_its_case(
    rule: int, known: dict[str, Any], settings: dict[str, Any], route: Route, code: ReasonCode
) -> None:
    assert decide(facts(**known), Choices(**settings)) == (route, code, rule)


def test_the_table_has_the_fourteen_rows_of_the_documentation() -> None:
    assert [rule.number for rule in RULES] == list(range(1, 15)) == list(RULES_IN_WORDS)


GRID = [
    (
        Facts(
            sensitivity=sensitivity,
            complexity=complexity,
            local_up=local_up,
            cloud_up=cloud_up,
            money_left=money_left,
            local_faster=local_faster,
            can_ask=can_ask,
        ),
        Choices(privacy=privacy, route=route, prefer=prefer, when_local_unavailable=when),
    )
    for sensitivity in get_args(Level)
    for complexity in get_args(Complexity)
    for local_up, cloud_up, money_left, local_faster, can_ask in product((True, False), repeat=5)
    for privacy in get_args(Preset)
    for route in get_args(RouteChoice)
    for prefer in get_args(Preference)
    for when in get_args(WhenLocalUnavailable)
]
# The user's answer and masking matter to privacy alone, so not beside every taste.
GRID += [
    (
        Facts(
            sensitivity=sensitivity,
            local_up=local_up,
            cloud_up=cloud_up,
            money_left=money_left,
            can_ask=can_ask,
            consent=consent,
            maskable=maskable,
        ),
        Choices(privacy=privacy, route=route, when_local_unavailable=when),
    )
    for sensitivity in get_args(Level)
    for local_up, cloud_up, money_left, can_ask, maskable in product((True, False), repeat=5)
    for consent in get_args(Consent)
    for privacy in get_args(Preset)
    for route in get_args(RouteChoice)
    for when in get_args(WhenLocalUnavailable)
]


def test_a_confined_question_goes_to_the_cloud_only_by_consent_masked_or_by_the_setting() -> None:
    for known, settings in GRID:
        decision = decide(known, settings)
        if decision.route != "cloud" or not confined(known.sensitivity, settings):
            continue
        when = settings.when_local_unavailable
        if decision.reason_code == "privacy_overridden":
            assert when == "cloud"
            assert not known.local_up
        elif decision.reason_code == "privacy_masked":
            assert known.maskable
            assert known.consent == "send_masked" or (when == "mask" and not known.local_up)
        else:
            assert (decision.reason_code, known.consent) == ("consent", "send")
            assert settings.route == "cloud" or when == "ask"


def test_a_question_forced_to_be_local_never_goes_to_the_cloud() -> None:
    for known, settings in GRID:
        if settings.route == "local":
            assert decide(known, settings).route != "cloud", (known, settings)


def test_money_spent_never_buys_a_cloud_answer() -> None:
    for known, settings in GRID:
        if not known.money_left:
            assert decide(known, settings).route != "cloud", (known, settings)


def test_no_model_that_is_down_is_chosen() -> None:
    for known, settings in GRID:
        route = decide(known, settings).route
        assert route != "cloud" or known.cloud_up, (known, settings)
        assert route != "local" or known.local_up, (known, settings)


def test_a_tighter_preset_never_sends_more_out() -> None:
    for known, settings in GRID:
        if settings.privacy != "strict" and decide(known, settings).route != "cloud":
            tighter = Choices(
                privacy="strict",
                route=settings.route,
                prefer=settings.prefer,
                when_local_unavailable=settings.when_local_unavailable,
            )
            assert decide(known, tighter).route != "cloud", (known, settings)


def test_every_decision_can_be_explained_in_both_languages() -> None:
    for known, settings in GRID:
        decision = decide(known, settings)
        said = list(ruled_out(known, settings))

        assert said[-1] == (RULES[decision.rule - 1], None)
        assert [rule.number for rule, _ in said] == list(range(1, decision.rule + 1))
        assert all(
            failed is not None and failed.name in FAILED_CONDITIONS for _, failed in said[:-1]
        )
        assert all(REASONS[decision.reason_code, decision.route])
