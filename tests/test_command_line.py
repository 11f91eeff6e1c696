"""The command line, as its users type it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from router_agent.cli import app
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from tests.questions import BUSINESS, HARMLESS, PERSONAL, TUTORIAL

UP = pytest.mark.usefixtures("ollama", "openai")


def run(*arguments: str, stdin: bytes = b"") -> Any:
    return CliRunner().invoke(app, arguments, input=stdin)


@UP
def test_ask_streams_the_answer_to_standard_output_and_the_reason_to_standard_error() -> None:
    done = run("ask", HARMLESS)
    assert done.exit_code == 0
    assert done.stdout.startswith("[대역 응답]")
    assert "gpt-4o-mini" in done.stderr
    assert HARMLESS not in done.stderr


@UP
def test_ask_reads_standard_input() -> None:
    done = run("ask", "-", "--json", stdin=f"{BUSINESS}\n".encode())
    assert done.exit_code == 0
    result = json.loads(done.stdout)
    assert (result["query"], result["model_type"]) == (BUSINESS, "local")


@UP
def test_options_choose_for_the_run(openai: OpenAIStandIn) -> None:
    done = run("ask", HARMLESS, "--route", "local", "--json")
    assert json.loads(done.stdout)["reason_code"] == "forced"
    assert not openai.generations


@UP
def test_a_held_question_exits_with_1(ollama: OllamaStandIn) -> None:
    ollama.stop()
    done = run("ask", BUSINESS)
    assert done.exit_code == 1
    assert "ollama serve" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("ask", ""), b"", "the question is empty"),
        (("ask", "-"), b"\xff\xfe", "not UTF-8 text (at byte 0)"),
        (("ask", "-"), b"a\0b", "NUL"),
        (("ask", "hi", "--privacy", "none"), b"", "strict, balanced, permissive"),
        (("explain", " "), b"", "the question is empty"),
        (("explain", "hi", "--route", "mars"), b"", "auto, local, cloud"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    arguments: tuple[str, ...], stdin: bytes, said: str
) -> None:
    done = run(*arguments, stdin=stdin)
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_missing_argument_and_an_unknown_command_are_wrong_use() -> None:
    assert run("ask").exit_code == 2
    assert run("aks").exit_code == 2
    assert run().exit_code == 2


def test_a_wrong_setting_is_one_line_and_exit_code_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROUTER_PRIVACY", "paranoid")
    for command in (("ask", "hi"), ("explain", "hi"), ("doctor",), ("stats",)):
        done = run(*command)
        assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1), command


@UP
def test_explain_calls_no_model_and_shows_every_rule_that_was_ruled_out(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    done = run("explain", HARMLESS, "--json")

    said = json.loads(done.stdout)
    assert said["decision"] == {"route": "cloud", "reason_code": "quality", "rule": 14}
    assert [rule["number"] for rule in said["rules"]] == list(range(1, 15))
    assert all(rule["ruled_out_by"] for rule in said["rules"][:-1])
    assert said["rules"][-1]["ruled_out_by"] is None
    assert not ollama.generations
    assert not openai.generations
    assert not ollama.saw(HARMLESS)
    assert not openai.saw(HARMLESS)


@UP
def test_explain_for_people_is_in_the_questions_language() -> None:
    assert "결정: local (privacy, 규칙 2)" in run("explain", PERSONAL).stdout
    assert "Decision: cloud (quality, rule 14)" in run("explain", "What is a list?").stdout


@UP
def test_a_healthy_set_up_passes_the_doctor() -> None:
    done = run("doctor", "--json")
    assert done.exit_code == 0
    assert [check["ok"] for check in json.loads(done.stdout)] == [True] * 7


@pytest.mark.parametrize(
    ("locale", "wrong", "mend"),
    [
        ("en_US.UTF-8", "its server is not running", "start Ollama: ollama serve"),
        ("ko_KR.UTF-8", "서버가 꺼져 있음", "Ollama를 켜세요: ollama serve"),
    ],
)
def test_the_doctor_says_what_is_wrong_and_the_line_that_mends_it(
    locale: str, wrong: str, mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", locale)
    done = run("doctor")
    assert done.exit_code == 1
    assert wrong in done.stdout
    assert mend in done.stdout
    assert "OPENAI_API_KEY=sk-..." in done.stdout


def test_the_doctor_tells_a_missing_model_from_a_missing_server(
    monkeypatch: pytest.MonkeyPatch, openai: OpenAIStandIn
) -> None:
    with OllamaStandIn(models=("llama3.2",)) as stand_in:
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        checks = json.loads(run("doctor", "--json").stdout)
    assert [check["ok"] for check in checks] == [True, False, True, True, True, True, True]
    assert checks[1]["remedy"] == "run: ollama pull exaone3.5:7.8b"


@pytest.mark.parametrize(
    ("setting", "value", "number", "remedy"),
    [
        ("OLLAMA_HOST", "192.168.0.9:11434", 2, "ROUTER_TRUSTED_HOSTS=192.168.0.9"),
        ("OPENAI_API_KEY", "sk-wrong", 3, "https://platform.openai.com/api-keys"),
        ("ROUTER_STATS_URL", "/proc/nowhere/x.sqlite3", 5, "ROUTER_STATS_URL="),
    ],
)
@UP
def test_the_doctor_finds_each_fault(
    setting: str, value: str, number: int, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value)
    check = json.loads(run("doctor", "--json").stdout)[number]
    assert not check["ok"]
    assert remedy in check["remedy"]


@UP
def test_stats_count_and_share(monkeypatch: pytest.MonkeyPatch) -> None:
    for question in TUTORIAL:
        run("ask", question)

    shown = run("stats").stdout
    assert "Questions: 3" in shown
    assert "66.7%" in shown
    summary = json.loads(run("stats", "--json").stdout)
    assert summary["total"] == 3
    assert summary["model_types"]["local"]["count"] == 2
    assert summary["reasons"]["privacy"]["share"] == pytest.approx(2 / 3)
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert "질문 수: 3" in run("stats").stdout


def test_stats_of_nothing_are_zeros() -> None:
    assert json.loads(run("stats", "--json").stdout)["total"] == 0


def test_unreadable_statistics_are_an_error_of_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but somebody's notes\n" * 100)
    monkeypatch.setenv("ROUTER_STATS_URL", str(file))
    done = run("stats")
    assert done.exit_code == 1
    assert "ROUTER_STATS_URL" in done.stderr
    assert file.read_text().startswith("not a database")


def test_help_helps() -> None:
    for command in ((), ("ask",), ("explain",), ("doctor",), ("stats",), ("demo",)):
        done = run(*command, "--help")
        assert done.exit_code == 0
        assert "Usage" in done.stdout


def test_the_demo_routes_the_tutorials_questions_with_stand_ins(tmp_path: Path) -> None:
    """As a new user starts it: no key, no Ollama, an empty home."""
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "COLUMNS": "200"}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "router_agent", "demo"],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=tmp_path,
        )
        routes = [line for line in done.stdout.splitlines() if line.startswith("Model")]
        assert routes == [
            "Model  cloud · gpt-4o-mini",
            "Model  local · exaone3.5:7.8b",
            "Model  local · exaone3.5:7.8b",
        ]
        assert done.stdout.count("[대역 응답]") == 3
        assert all(question in done.stdout for question in TUTORIAL)
        assert "Strengths: " in done.stdout
        assert "강점: " in done.stdout
        assert "Questions: 3" in done.stdout
        assert "33.3%" in done.stdout
        assert "66.7%" in done.stdout
        assert done.stderr == ""


def test_the_doctor_shows_no_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://user:hunter2@127.0.0.1:9/v1")
    monkeypatch.setenv("ROUTER_LOCAL_PROVIDER", "openai")
    monkeypatch.setenv("ROUTER_LOCAL_BASE_URL", "http://user:hunter2@127.0.0.1:9/v1")
    done = run("doctor")
    assert "127.0.0.1:9" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


def test_a_terminal_without_hangul_gets_question_marks_and_no_traceback(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "router_agent", "ask", HARMLESS, "--route", "local"],
        capture_output=True,
        env=environment | {"OLLAMA_HOST": "127.0.0.1:9"},
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 1
    assert b"???" in done.stdout
    assert b"Traceback" not in done.stderr


@UP
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((HARMLESS,), "클라우드 모델에 보낼 내용"),
        ((HARMLESS, "--route", "local"), "보낸다면 이렇게 됩니다"),
        ((f"{HARMLESS} 010-4821-9937",), "<PHONE_NUMBER_1>"),
    ],
)
def test_explain_shows_what_would_be_sent_only_when_asked(
    arguments: tuple[str, ...], said: str
) -> None:
    shown = run("explain", *arguments, "--as-sent").stdout
    assert said in shown
    assert "010-4821-9937" not in shown
    assert HARMLESS not in run("explain", *arguments).stdout
