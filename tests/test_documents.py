"""The documents say what the code does, and their code runs."""

import contextlib
import io
import re
from pathlib import Path
from string import Formatter
from typing import Any, Final, get_args

import nbformat
import pytest
from nbclient import NotebookClient

from router_agent.policy import RULES, ReasonCode
from router_agent.remedies import REMEDIES
from router_agent.rule_words import FAILED_CONDITIONS, RULES_IN_WORDS
from router_agent.settings import VARIABLES
from router_agent.wording import CAUSES, REASONS, STRENGTHS, Spoken, Text
from tests.documents import READMES, ROOT, with_made_parts
from tests.questions import TUTORIAL

LANGUAGES: Final[tuple[Spoken, ...]] = ("en", "ko")
NOTEBOOKS: Final = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_and_settings_are_those_of_the_code(language: Spoken) -> None:
    """`python -m tests.documents` writes them."""
    text = READMES[language].read_text()
    assert text == with_made_parts(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_and_every_reason_code_is_in_the_table(language: Spoken) -> None:
    text = READMES[language].read_text()
    rows = [line for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(row.split("|")[1]) for row in rows] == [rule.number for rule in RULES]
    assert all(f"`{code}`" in "".join(rows) for code in get_args(ReasonCode))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_commands_are_on_the_first_screen(language: Spoken) -> None:
    first_screen = READMES[language].read_text().splitlines()[:20]
    assert any(line.startswith("$ make demo") for line in first_screen)
    assert any(line.startswith("$ make test") for line in first_screen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("ollama", "openai")
def test_the_code_of_the_readme_runs_and_says_what_it_says(language: Spoken) -> None:
    blocks = re.findall(r"```python\n(.*?)```", READMES[language].read_text(), re.DOTALL)
    assert len(blocks[0].strip().splitlines()) <= 10
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for block in blocks:
            exec(compile(block, READMES[language].name, "exec"), {})  # noqa: S102 - our own text
    lines = out.getvalue().splitlines()
    assert lines[1:4] == ["local", "privacy", "high"]
    assert lines[5] == "low"
    assert lines[6].startswith("[대역 응답]")


def test_the_example_of_a_dot_env_names_only_settings_that_exist() -> None:
    text = (ROOT / ".env.example").read_text()
    names = re.findall(r"^#? ?([A-Z_]+)=", text, re.MULTILINE)
    assert names
    assert set(names) <= set(VARIABLES)


def read(path: Path) -> Any:
    untyped: Any = nbformat
    return untyped.read(path, as_version=4)


def texts_of(table: Any) -> list[Text]:
    return list(table.values())


@pytest.mark.parametrize(
    "table",
    [REASONS, CAUSES, REMEDIES, STRENGTHS, RULES_IN_WORDS, FAILED_CONDITIONS],
    ids=["reasons", "causes", "remedies", "strengths", "rules", "conditions"],
)
def test_every_sentence_is_there_in_both_languages_with_the_same_names(table: Any) -> None:
    for text in texts_of(table):
        names = [{name for _, name, _, _ in Formatter().parse(said) if name} for said in text]
        assert names[0] == names[1], text
        assert re.search("[가-힣]", text.ko), text
        assert not re.search("[가-힣]", text.en), text


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs_against_the_stand_ins(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    notebook = read(path)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()

    shown = "".join(
        str(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    assert all(question in shown for question in TUTORIAL)
    assert shown.count("[대역 응답]") == 4
    assert "이 규칙으로 결정" in shown
    assert "75.0%" in shown  # three of four answers were local
    assert "PHONE_NUMBER" in shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    notebook = read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_nothing_in_the_tree_needs_what_is_outside_it() -> None:
    """The product, its tests and its demo stand alone."""
    for path in (*(ROOT / "graph").rglob("*.py"), *(ROOT / "tests").rglob("*.py")):
        assert "../" + "shared" not in path.read_text(), path
