"""How well complexity ranks questions by what the strong model gains."""

import json
from pathlib import Path

import pytest
from training.complexity import Asked, apgr, app, gsm8k, mt_bench
from typer.testing import CliRunner

from tests.training.test_datasets import write

WEAK, STRONG = "mistralai/Mixtral-8x7B-Instruct-v0.1", "gpt-4-1106-preview"


@pytest.mark.parametrize(
    ("scores", "gains", "expected"),
    [
        ([3, 2, 1, 0], [1, 0, 0, 0], 0.875),
        ([0, 1, 2, 3], [1, 0, 0, 0], 0.125),
        ([3, 2, 1, 0], [1, 1, 1, 1], 0.5),
        ([1, 1, 0, 0], [2, 0, 1, -1], 0.75),
    ],
)
def test_apgr_is_the_area_under_what_is_recovered(
    scores: list[float], gains: list[float], expected: float
) -> None:
    assert apgr(scores, gains) == pytest.approx(expected)


@pytest.mark.parametrize("gains", [[1, 0, 0, 0], [0, 0, 0, 1], [3, -1, 0, 2]])
def test_a_score_that_tells_nothing_apart_is_chance(gains: list[float]) -> None:
    assert apgr([1] * 4, gains) == pytest.approx(0.5)


def test_without_a_gap_there_is_nothing_to_recover() -> None:
    with pytest.raises(ValueError, match="gains nothing"):
        apgr([1, 2], [1, -1])


def files(folder: Path) -> Path:
    """A folder of RouteLLM's files, and MT-bench's questions beside it."""
    write(
        folder / "routellm" / "gsm8k_correct.jsonl",
        *({"prompt": "a", WEAK: "False", STRONG: t} for t in ("True", "False")),
    )
    write(
        folder / "routellm" / "mt_bench_scores.jsonl",
        *(
            {"question_id": 81, "model": model, "score": score, "turn": turn}
            for model, turn, score in (
                (WEAK, 1, 5),
                (WEAK, 2, 6.0),
                (STRONG, 1, 10),
                (STRONG, 2, 9),
            )
        ),
    )
    write(folder / "mt_bench" / "question.jsonl", {"question_id": 81, "turns": ["b", "c"]})
    return folder / "routellm"


def test_the_files_of_routellm_are_read(tmp_path: Path) -> None:
    folder = files(tmp_path)

    assert gsm8k(folder / "gsm8k_correct.jsonl") == [Asked("a", 1), Asked("a", 0)]
    assert mt_bench(folder / "mt_bench_scores.jsonl", tmp_path / "mt_bench" / "question.jsonl") == [
        Asked("b", 4)
    ]


def test_the_command_measures_both_benchmarks(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, [str(files(tmp_path))])

    assert ran.exit_code == 0
    assert "GSM8K" in ran.stdout
    assert "MT-bench" in ran.stdout


def test_a_missing_file_or_another_form_is_said(tmp_path: Path) -> None:
    folder = files(tmp_path)
    (folder / "gsm8k_correct.jsonl").write_text(json.dumps({"prompt": "a"}))

    other = CliRunner().invoke(app, [str(folder)])
    missing = CliRunner().invoke(app, [str(tmp_path)])

    assert (other.exit_code, missing.exit_code) == (2, 2)
    assert "RouteLLM" in other.stderr
    assert "gsm8k_correct.jsonl" in missing.stderr
