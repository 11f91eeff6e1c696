"""Fresh values of every kind are found in every form: a small share of what the command tries."""

from random import Random

import pytest
from training.identifiers import tried
from training.values import KINDS, Kind

from router_agent.sensitivity.recognizers.registry import RECOGNIZERS
from training import identifiers, values

# A name alone tells nothing; what the recognizer asks for beside it has its own tests.
NO_VALUE = {"PERSON"}


def test_values_are_made_of_every_kind_that_is_recognised() -> None:
    assert {kind.kind for kind in KINDS} == {r.kind for r in RECOGNIZERS} - NO_VALUE


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_fresh_value_is_found_in_every_form(kind: Kind) -> None:
    all_tried = list(tried(6, 1, (kind,)))
    assert {one.form for one in all_tried} == set(identifiers.FORMS)
    assert [one for one in all_tried if not (one.high and one.found)] == []


def test_the_same_seed_makes_the_same_values() -> None:
    kind = KINDS[0]
    assert list(tried(2, 5, (kind,))) == list(tried(2, 5, (kind,)))
    assert list(tried(2, 5, (kind,))) != list(tried(2, 6, (kind,)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_mistyped_value_differs_in_one_character_behind_its_form(kind: Kind) -> None:
    made = Random(3)
    value = kind.make(made)
    wrong = values.mistyped(value, kind.fixed, made)
    differ = [n for n, (a, b) in enumerate(zip(value, wrong, strict=True)) if a != b]
    assert len(differ) == 1
    assert differ[0] >= kind.fixed


def test_the_command_prints_every_kind_and_ends_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    some = KINDS[:3]
    monkeypatch.setattr(identifiers, "KINDS", some)
    identifiers.main(each=2, seed=0)
    printed = capsys.readouterr().out
    assert all(kind.kind in printed for kind in some)
    assert all(form in printed for form in identifiers.FORMS)
