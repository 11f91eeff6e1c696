"""Sentences amid harmless text: the forms they take, and what is counted."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.questions import PERSONAL
from tests.training.test_datasets import write

pytest.importorskip("sklearn", reason="needs the training group")

from training.embedded import Case, app, cases, of_forms
from training.forms import FORMS

from training import corpus, crossval, datasets

AROUND = ("What is a verb?", "Who wrote Hamlet?", "How tall is a giraffe?", "2 + 2 = ?", "ok")
LONG = "One is first. Two is second. Three is third. Four is last."


def around(form: str) -> tuple[str, ...]:
    """What a form puts about a sentence."""
    return (LONG,) if FORMS[form].carriers == 1 else AROUND[: FORMS[form].carriers]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_adds_the_sentence_to_what_is_there_without_it(form: str) -> None:
    without = FORMS[form].put(around(form), ())
    with_it = FORMS[form].put(around(form), ("I was fired",))

    assert "I was fired" in with_it
    assert "fired" not in without
    assert set(without.split()) - set(with_it.split()) <= {"last.", "verb", "verb?"}


def test_a_sentence_stands_between_whole_sentences() -> None:
    put = {name: FORMS[name].put(around(name), ("I was fired",)) for name in FORMS}

    assert ". I was fired. Three is" in put["in the middle of a long text"]
    assert put["first of a long text"].startswith("I was fired. One")
    assert put["last of a long text"].strip().endswith("Four is last. I was fired.")
    assert put["between two, commas"] == "What is a verb, I was fired, Who wrote Hamlet"
    assert "\nI was fired\n" in put["in lines of chat"]


def test_what_passes_is_counted_for_private_and_what_is_held_for_harmless() -> None:
    form = next(iter(FORMS))
    found = of_forms(
        [
            *(Case(form, "en", "private", stays) for stays in (True, True, True, False)),
            *(Case(form, "en", "harmless", stays) for stays in (True, False)),
            Case(form, "en", "nothing", False),
        ]
    )

    assert found[form]["en"] == {
        "private": {"n": 4, "passed": 0.25},
        "harmless": {"n": 2, "held": 0.5},
        "around": {"n": 1, "passed": 1},
    }
    assert found[form]["ko"]["private"] == {"n": 0, "passed": None}


def test_no_identifier_and_nothing_that_passes_by_itself_is_put_among_others() -> None:
    items = [
        *(datasets.Item(text, "low", "en", "", "", "set") for text in AROUND * 2),
        datasets.Item(f"{PERSONAL} 010-2345-6789", "high", "en", "", "", "set"),
        datasets.Item("What is the capital of France?", "high", "en", "", "", "set"),
    ]

    assert {case.inside for case in cases(items, "balanced", 9)} <= {"harmless", "nothing"}


def test_groups_part_all_authors_and_each_has_both_languages() -> None:
    rows = corpus.load()
    found = crossval.groups(rows, 6)

    authors = [author for group in found for author in group]
    assert sorted(authors) == sorted({row.author for row in rows})
    assert all({r.lang for r in rows if r.author in group} == {"ko", "en"} for group in found)


def test_the_command_prints_a_table_and_writes_all_figures_and_no_text(tmp_path: Path) -> None:
    questions = [
        *({"text": text, "label": "low"} for text in (*AROUND, *map(str.upper, AROUND))),
        *({"text": f"{text} please", "label": "low"} for text in AROUND),
        {"text": PERSONAL, "label": "high"},
    ]
    path = write(tmp_path / "mine.jsonl", *questions)

    ran = CliRunner().invoke(app, [str(path), "--json", str(tmp_path / "out.json")])

    assert ran.exit_code == 0
    found = json.loads((tmp_path / "out.json").read_text())
    assert set(found["forms"]) == set(FORMS)
    for written in (ran.output, (tmp_path / "out.json").read_text()):
        assert PERSONAL not in written
        assert "Hamlet" not in written


def test_a_set_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, [str(write(tmp_path / "mine.jsonl", {"label": "high"}))])

    assert ran.exit_code == 2
    assert "mine.jsonl:1" in ran.stderr
