"""`router-agent classify` judges every line of a file, loses none, and shows no text."""

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from router_agent.cli import app
from router_agent.lines import parse
from router_agent.sensitivity import model

PHONE = "내 번호는 010-4821-9937 이야"
HARMLESS = "What is the capital of France?"
COMMAND = [sys.executable, "-m", "router_agent", "classify"]


def run(*arguments: str, stdin: bytes = b"") -> Any:
    return CliRunner().invoke(app, ("classify", *arguments), input=stdin)


def verdicts(done: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def levels(stdin: bytes, *options: str) -> list[str]:
    return [verdict["level"] for verdict in verdicts(run(*options, stdin=stdin))]


def test_every_line_gets_a_verdict_in_order_and_its_text_is_never_written() -> None:
    done = run(stdin=f"{HARMLESS}\n{PHONE}\n".encode())
    assert done.exit_code == 0
    first, second = verdicts(done)
    assert first == {"line": 1, "level": "low", "certain": True, "findings": []}
    assert (second["line"], second["level"], second["certain"]) == (2, "high", True)
    finding = second["findings"][0]
    assert (finding["kind"], finding["start"], finding["end"]) == ("PHONE_NUMBER", 6, 19)
    assert "4821" not in done.output
    assert "capital" not in done.output
    assert done.stderr == "2 lines: 1 low, 0 medium, 1 high (0 of them in doubt, 0 unreadable)\n"


def test_the_summary_is_korean_under_a_korean_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert run(stdin=HARMLESS.encode()).stderr.startswith("1줄: low 1, medium 0, high 0")


@pytest.mark.parametrize(
    "item",
    [
        *({key: PHONE} for key in ("text", "question", "prompt", "content", "input")),
        {"messages": [{"role": "user", "content": PHONE}]},
        {"prompt": [{"role": "user", "content": PHONE}]},
        {"text": HARMLESS, "content": PHONE},
        PHONE,
    ],
    ids=str,
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_an_item_of_json_lines_is_judged_by_its_text(item: Any, ascii_only: bool) -> None:
    line = json.dumps(item, ensure_ascii=ascii_only).encode()
    for options in ((), ("--jsonl",)):
        (verdict,) = verdicts(run(*options, stdin=line))
        assert verdict["level"] == "high"
        assert verdict["findings"][0]["end"] - verdict["findings"][0]["start"] == 13
        assert "unreadable" not in verdict


def test_an_item_keeps_its_id_and_a_conversation_its_messages() -> None:
    talk = {"id": "q-7", "messages": [{"role": "user", "content": HARMLESS}, ("user", PHONE)]}
    (verdict,) = verdicts(run(stdin=json.dumps(talk).encode()))
    assert verdict["id"] == "q-7"
    assert verdict["findings"][0]["message"] == 1


@pytest.mark.parametrize("name", ["010-4821-9937", "900101-1234567", "4111-1111-1111-1111"])
def test_an_id_that_says_something_is_judged_and_not_written(name: str) -> None:
    for item in ({"id": name, "text": "hi"}, {"id": name, "text": "hi", "note": PHONE}):
        done = run(stdin=json.dumps(item).encode())
        (verdict,) = verdicts(done)
        assert verdict["level"] == "high"
        assert "id" not in verdict
        assert name not in done.stdout
    plain = {"id": "q-7", "text": "hi", "note": PHONE}
    (verdict,) = verdicts(run(stdin=json.dumps(plain).encode()))
    assert (verdict["id"], verdict["level"]) == ("q-7", "high")


@pytest.mark.parametrize(
    "line",
    [
        f'{{"text": "{PHONE}"',
        f'{{"text": "{PHONE}", "text": "hi"}}',
        f'{{"note": "{PHONE}"}}',
        f'{{"text": null, "note": "{PHONE}"}}',
        f'{{"text": 3, "question": "{PHONE}"}}',
        f'{{"messages": [], "note": "{PHONE}"}}',
        f'{{"messages": [3], "note": "{PHONE}"}}',
        f'"{PHONE}" he said',
        f'["{PHONE}"]',
        '{"text": ' + "[" * 100_000 + PHONE,
    ],
)
def test_what_is_no_proper_item_is_judged_as_the_text_that_it_is(line: str) -> None:
    (verdict,) = verdicts(run(stdin=line.encode()))
    assert verdict["level"] == "high"
    assert "PHONE_NUMBER" in [finding["kind"] for finding in verdict["findings"]]


def test_the_form_can_be_forced() -> None:
    """With --jsonl a line that is no item counts as unreadable; with --plain all is text."""
    (verdict,) = verdicts(run("--jsonl", stdin=HARMLESS.encode()))
    assert (verdict["level"], verdict["unreadable"]) == ("high", True)
    item = json.dumps({"text": PHONE, "id": 3}).encode()
    (verdict,) = verdicts(run("--plain", stdin=item))
    assert "id" not in verdict
    wrong = run("--jsonl", "--plain", stdin=b"")
    assert wrong.exit_code == 2
    assert len(wrong.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe",
        b"\x89PNG\r\x1a",
        "안녕".encode("cp949"),
        HARMLESS.encode("utf-16-le")[:-1] + b"\0",
        b"a\0b",
        b"\x01\x02",
        b"\xed\xa0\x80",
    ],
    ids=repr,
)
def test_what_cannot_be_read_is_high_and_no_line_is_lost(raw: bytes) -> None:
    lines = verdicts(run(stdin=b"hi\n" + raw + b"\nhi"))
    assert [line["line"] for line in lines] == [1, 2, 3]
    assert [line["level"] for line in lines] == ["low", "high", "low"]
    assert lines[1]["unreadable"] is True


def test_values_are_found_in_what_cannot_be_read() -> None:
    (verdict,) = verdicts(run(stdin=b"\xff 010-4821-9937"))
    assert [finding["kind"] for finding in verdict["findings"]] == ["PHONE_NUMBER"]


def test_line_breaks_and_marks_are_no_part_of_a_text() -> None:
    assert parse("\ufeff질문\r\n".encode(), first=True).messages[0].text == "질문"
    assert parse(b'\xef\xbb\xbf{"text": "a"}\r\n', first=True).messages[0].text == "a"
    assert parse(b"a\r").messages[0].text == "a"
    assert levels(b"\n\r\n  \n") == ["low"] * 3
    assert levels(b"") == []
    assert levels(b"hi\n") == levels(b"hi") == ["low"]


def test_an_item_with_a_part_that_is_no_text_is_unreadable() -> None:
    parts = [{"type": "image_url", "image_url": {"url": "data:"}}, {"type": "text", "text": "hi"}]
    talk = {"messages": [{"role": "user", "content": parts}]}
    (verdict,) = verdicts(run(stdin=json.dumps(talk).encode()))
    assert (verdict["level"], verdict["unreadable"]) == ("high", True)


def test_a_line_of_ten_megabytes_is_judged() -> None:
    text = HARMLESS.encode() * 330_000 + PHONE.encode()
    (verdict, last) = verdicts(run(stdin=text + b"\nhi"))
    assert verdict["findings"][-1]["kind"] == "PHONE_NUMBER"
    assert (last["line"], last["level"]) == (2, "low")


def test_many_lines_are_judged_as_each_alone(tmp_path: Path) -> None:
    """Whatever is judged together: lines of every length, and the same one twice."""
    lines = [
        (f"{number} " + HARMLESS * (number % 9) + PHONE * (number % 2)) for number in range(400)
    ]
    together = verdicts(run(stdin="\n".join([*lines, *lines]).encode()))
    assert [verdict["line"] for verdict in together] == list(range(1, 801))
    for number in (0, 1, 7, 8, 123, 398, 399, 799):
        (alone,) = verdicts(run(stdin=lines[number % 400].encode()))
        assert together[number] == alone | {"line": number + 1}


def test_several_files_are_named_and_a_missing_one_stops_no_other(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(f"{HARMLESS}\n")
    done = run(str(tmp_path / "none.txt"), str(tmp_path), str(good), "-", stdin=PHONE.encode())
    assert done.exit_code == 2
    assert [(line["file"], line["level"]) for line in verdicts(done)] == [
        (str(good), "low"),
        ("-", "high"),
    ]
    assert f"{tmp_path / 'none.txt'}: No such file or directory" in done.stderr
    assert f"{tmp_path}: Is a directory" in done.stderr


@pytest.mark.parametrize(
    ("limit", "text", "code"),
    [
        ("high", PHONE, 3),
        ("high", HARMLESS, 0),
        ("medium", PHONE, 3),
        ("low", HARMLESS, 3),
        ("low", "", 0),
    ],
)
def test_a_level_can_fail_the_command(limit: str, text: str, code: int) -> None:
    assert run("--fail-on", limit, stdin=text.encode()).exit_code == code


def test_a_failure_never_looks_as_if_a_level_had_been_found(tmp_path: Path) -> None:
    done = run("--fail-on", "high", str(tmp_path), "-", stdin=PHONE.encode())
    assert done.exit_code == 2
    assert "3 by --fail-on alone" in " ".join(run("--help").stdout.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--fail-on", "severe"), "low, medium, high"),
        (("--privacy", "none"), "strict, balanced, permissive"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(options: tuple[str, ...], said: str) -> None:
    done = run(*options, stdin=b"hi")
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_layers_are_written_on_demand() -> None:
    (verdict,) = verdicts(run("--layers", stdin=PHONE.encode()))
    said = {layer["layer"]: layer for layer in verdict["layers"]}
    assert said["identifiers"] == {
        "layer": "identifiers",
        "level": "high",
        "certain": True,
        "because": ["PHONE_NUMBER"],
    }
    assert {"model", "cues", "payload", "language"} <= set(said)


def test_a_damaged_model_is_an_error_and_no_verdict(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "model.npz").write_bytes(b"damaged")
    monkeypatch.setattr(model, "load", lambda: model.read(tmp_path / "model.npz"))
    done = run(stdin=b"a new question about the weather in Busan")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "install router-agent again" in done.stderr


def test_a_line_is_judged_as_soon_as_it_is_there() -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2):
            process.stdin.write(b"hi\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["line"] == number
        process.stdin.close()
        assert process.wait() == 0


def _on_a_terminal(arguments: list[str], *, stdin: bool) -> str:
    """Run the command with standard error (or input, too) on a terminal; return what it shows."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=theirs if stdin else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(theirs)
        shown = b""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            shown += piece
        process.wait()
    os.close(ours)
    return shown.decode(errors="replace")


def test_a_terminal_sees_a_progress_bar_and_a_pipe_none(tmp_path: Path) -> None:
    file = tmp_path / "many.txt"
    file.write_text("".join(f"what is {number} squared?\n" for number in range(5_000)))
    assert "━" in _on_a_terminal([str(file)], stdin=False)
    assert "━" not in run(str(file)).stderr


def test_on_a_terminal_without_a_file_it_says_what_it_expects() -> None:
    shown = _on_a_terminal([], stdin=True)
    assert "router-agent classify FILE" in shown
    assert "lines" not in shown


@pytest.mark.usefixtures("ollama", "openai")
def test_explain_shows_which_layer_said_what_and_which_decided() -> None:
    runner = CliRunner()
    korean = runner.invoke(app, ("explain", PHONE), env={"COLUMNS": "160"}).stdout
    line = next(line for line in korean.splitlines() if "식별자" in line)
    assert "높음(high)" in line
    assert "PHONE_NUMBER" in line
    assert "결정" in line
    assert all(name in korean for name in ("학습 모델", "단서", "붙여넣은 글", "언어"))
    assert "6-19" in korean
    assert "4821" not in korean
    english = "my sister is pregnant and my boss does not know"
    shown = runner.invoke(app, ("explain", english), env={"COLUMNS": "160"}).stdout
    cues = next(line for line in shown.splitlines() if "cue words" in line)
    assert "health" in cues
    assert "<-- decided" in shown
    assert all(
        name in shown for name in ("identifiers and secrets", "trained model", "pasted text")
    )
    assert "pregnant" not in shown


@pytest.mark.usefixtures("ollama", "openai")
def test_explain_says_which_layer_is_in_doubt() -> None:
    text = "Привет, как дела сегодня? Расскажи мне что-нибудь интересное про погоду"
    said = json.loads(CliRunner().invoke(app, ("explain", text, "--json")).stdout)["assessment"]
    assert (said["level"], said["certain"]) == ("high", False)
    assert "language" in said["decided_by"]
    shown = CliRunner().invoke(app, ("explain", text), env={"COLUMNS": "160"}).stdout
    assert "an unknown language" in shown
    assert "high (in doubt)" in shown
