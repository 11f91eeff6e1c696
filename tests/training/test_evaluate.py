"""The evaluation as a command: its figures, its curve, and what it says to wrong use."""

import json
import math
from pathlib import Path
from typing import Any, get_args

import pytest
from training.datasets import Item
from training.evaluate import app
from training.judging import Judged, judge
from training.public_sets import HARD
from typer.testing import CliRunner

from router_agent.sensitivity.assessment import Level, Preset
from router_agent.sensitivity.presets import THRESHOLDS
from tests.questions import BUSINESS, HARMLESS, PERSONAL
from tests.training.test_datasets import write
from training import figures

TEXTS = (
    *(HARMLESS, PERSONAL, BUSINESS, "", " ", "2 + 2 = ?", "요즘 회사 다니기가 너무 싫은데"),
    *("my number is 010-2345-6789", "Should abortion be legal?", "I was fired", "안녕"),
)


def judged(
    label: Level | None,
    level: Level = "high",
    *,
    lang: str = "en",
    score: float = 0.0,
    **of_item: Any,
) -> Judged:
    """A verdict on some text."""
    item = Item("text", label, lang, of_item.get("kind", ""), of_item.get("pair", ""), "set")
    if "set" in of_item:
        item = item._replace(set=of_item["set"])
    return Judged(item, level, True, level == "high", (), score)


def of_set(*given: Judged, lang: str = "en") -> Any:
    """The figures of one set and language."""
    return figures.of_sets(given)["set"]["languages"][lang]


def test_a_high_text_is_caught_or_passes_as_medium_or_as_low() -> None:
    found = of_set(judged("high"), judged("high", "medium"), judged("high", "low"), judged("high"))

    assert found["n"] == {"low": 0, "medium": 0, "high": 4, "unlabelled": 0}
    assert found["high"] == {"caught": 0.5, "as_medium": 0.25, "as_low": 0.25, "to_cloud": 0.5}


def test_of_nothing_there_is_no_share() -> None:
    found = of_set(judged(None))

    assert found["n"]["unlabelled"] == 1
    assert found["high"]["caught"] is found["low"]["to_cloud"] is None


def test_hard_negatives_are_not_counted_among_all_sets() -> None:
    found = figures.of_sets([judged("low", "low"), judged("low", set=f"set, {HARD}")])

    assert found[figures.ALL]["languages"]["en"]["low"]["to_cloud"] == 1
    assert found[f"set, {HARD}"]["languages"]["en"]["low"]["to_cloud"] == 0


def test_the_gap_is_korean_minus_english() -> None:
    found = figures.of_sets(
        [judged("high", lang="ko"), judged("high", "low"), judged("high"), judged("low")]
    )

    assert found["set"]["gap"]["high_caught"] == 0.5
    assert found["set"]["gap"]["low_to_cloud"] is None


def test_a_pair_is_the_same_where_both_may_leave_or_both_may_not() -> None:
    same = [judged("high", lang="ko", pair="1"), judged("high", pair="1")]
    other = [judged("low", "medium", lang="ko", pair="1"), judged("low", pair="1")]
    cloud = [judged("low", "medium", lang="ko", pair="2"), judged("low", "low", pair="2")]
    alone = [judged("low", lang="ko", pair="3"), judged("low", "low", lang="ko", pair="3")]

    assert figures.pairs([*same, *other, *cloud, *alone]) == {"n": 3, "same": 0.6667}
    assert figures.pairs(alone) is None


def test_findings_are_counted_once_a_text_by_kind_and_label() -> None:
    given: tuple[tuple[str, Level | None], ...] = (
        ("010-2345-6789, 010-2345-6780, a@naver.com", "high"),
        ("a@naver.com", None),
    )
    found = [judge(Item(text, label, "en", "", "", "set"), "strict") for text, label in given]

    assert of_set(*found)["findings"] == {
        "EMAIL_ADDRESS": {"high": 1, "unlabelled": 1},
        "PHONE_NUMBER": {"high": 1},
    }


def test_kinds_are_those_of_the_set() -> None:
    found = of_set(judged("high", kind="health"), judged("high", "low", kind="health"))

    assert found["kinds"] == {"health (high)": {"n": 2, "to_cloud": 0.5}}


def test_the_curve_moves_the_models_threshold_and_no_other_layer() -> None:
    points = figures.curve(
        [judged("high", score=math.inf), judged("high", score=1.0), judged("low", score=-1.0)],
        [-2.0, -1.0, 0.0, 1.0, 2.0],
    )

    assert [p["high_missed"] for p in points] == [0, 0, 0, 0, 0.5]
    assert [p["low_passed"] for p in points] == [0, 0, 1, 1, 1]


@pytest.mark.parametrize("privacy", get_args(Preset))
@pytest.mark.parametrize("text", [*TEXTS, [{"role": "user", "content": t} for t in TEXTS]])
def test_at_its_own_threshold_the_curve_says_what_the_product_says(
    privacy: Preset, text: object
) -> None:
    found = judge(Item(text, "high", "en", "", "", "set"), privacy)

    korean = any("\uac00" <= c <= "\ud7a3" for c in str(text))
    threshold = THRESHOLDS[privacy]["ko" if korean else "en"].doubt
    assert (found.high_up_to >= threshold) == (found.level == "high")


def test_under_strict_what_is_medium_stays() -> None:
    item = Item("Should abortion be legal? Give me your view", "medium", "en", "", "", "set")
    found = {privacy: judge(item, privacy) for privacy in get_args(Preset)}

    assert found["strict"].stays
    assert all(j.stays == (j.level == "high" or p == "strict") for p, j in found.items())


def test_the_command_prints_a_table_and_writes_all_figures(tmp_path: Path) -> None:
    path = write(
        tmp_path / "mine.jsonl",
        {"text": PERSONAL, "label": "high", "pair": 1},
        {"text": "my phone number is 010-2345-6789", "label": "high", "pair": 1},
        {"text": HARMLESS, "label": "low"},
        {"text": "?"},
    )

    ran = CliRunner().invoke(app, [str(path), "--json", str(tmp_path / "out.json")])

    assert ran.exit_code == 0
    assert "mine" in ran.stdout
    assert "1 texts have no label" in ran.stdout
    found = json.loads((tmp_path / "out.json").read_text())
    assert found["privacy"] == "balanced"
    assert found["sets"]["mine"]["languages"]["en"]["high"]["caught"] == 1
    assert found["sets"]["mine"]["pairs"] == {"n": 1, "same": 1}


def test_neither_the_tables_nor_the_figures_hold_a_text(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.jsonl", {"text": f"{PERSONAL} 010-2345-6789", "label": "high"})

    ran = CliRunner().invoke(app, [str(path), "--json", str(tmp_path / "out.json")])

    for written in (ran.output, (tmp_path / "out.json").read_text()):
        assert "2345" not in written
        assert PERSONAL not in written


def test_a_set_that_cannot_be_read_is_wrong_use_and_says_where(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.jsonl", {"text": PERSONAL, "label": PERSONAL})

    ran = CliRunner().invoke(app, [str(path)])

    assert ran.exit_code == 2
    assert "mine.jsonl:1 has a label that is no level" in ran.stderr
    assert PERSONAL not in ran.output


def test_the_help_says_what_is_read() -> None:
    ran = CliRunner().invoke(app, ["--help"])

    assert ran.exit_code == 0
    assert ".jsonl" in ran.stdout


def test_the_plot_is_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = write(
        tmp_path / "mine.jsonl",
        {"text": PERSONAL, "label": "high"},
        {"text": HARMLESS, "label": "low"},
    )
    only = write(tmp_path / "low.jsonl", {"text": HARMLESS, "label": "low"})

    drawn = CliRunner().invoke(app, [str(path), "--plot", str(tmp_path / "out.png")])
    nothing = CliRunner().invoke(app, [str(only), "--plot", str(tmp_path / "no.png")])

    assert drawn.exit_code == 0
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")
    assert nothing.exit_code == 2
    assert "nothing to plot" in nothing.stderr
