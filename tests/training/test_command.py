"""The commands that measure look at what they need before the minutes that they take."""

import sys
from pathlib import Path
from typing import Any

import pytest
from training.evaluate import app as evaluate
from training.judging import Judged
from typer.testing import CliRunner

from tests.questions import HARMLESS, PERSONAL
from tests.training.test_datasets import write
from training import command, corpus
from training import evaluate as evaluating


def crossval() -> Any:
    """The command, which needs the training group."""
    pytest.importorskip("sklearn")
    from training.crossval import app

    return app


@pytest.fixture
def labelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A data set, at which neither command may look."""

    def never(*_: object) -> list[Judged]:
        raise AssertionError("it was measured")

    monkeypatch.setattr(corpus, "load", never)
    monkeypatch.setattr(evaluating, "_judged", never)
    return str(write(tmp_path / "mine.jsonl", {"text": HARMLESS, "label": "low"}))


@pytest.mark.parametrize("option", ["--json", "--plot"])
@pytest.mark.parametrize("place", ["none/out", "folder"])
def test_a_file_that_cannot_be_written_is_named_before_anything_is_measured(
    option: str, place: str, labelled: str, tmp_path: Path
) -> None:
    pytest.importorskip("matplotlib")
    (tmp_path / "folder").mkdir()
    file = str(tmp_path / place)
    for app, given in ((evaluate, [labelled]), (crossval(), [])):
        ran = CliRunner().invoke(app, [*given, option, file])
        assert ran.exit_code == 2
        assert ran.stderr.startswith(f"{file} cannot be written: ")
        assert len(ran.stderr.splitlines()) == 1


def test_a_plot_without_its_library_says_how_to_install_it(
    labelled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for app, given in ((evaluate, [labelled]), (crossval(), [])):
        ran = CliRunner().invoke(app, [*given, "--plot", str(tmp_path / "out.png")])
        assert ran.exit_code == 2
        assert "uv sync --group training" in ran.stderr
        assert not (tmp_path / "out.png").exists()


def test_a_file_is_left_as_it_is_until_there_are_figures(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text("figures of yesterday")
    for file in (old, new):
        with command.measuring(file, None):
            assert file.exists() == (file is old)
    assert old.read_text() == "figures of yesterday"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.jsonl", {"text": PERSONAL, "label": "high"})
    ran = CliRunner().invoke(evaluate, [str(path), "--json", "/dev/full"])
    assert ran.exit_code == 2
    assert ran.stderr == "/dev/full cannot be written: No space left on device\n"
