"""A command whose streams are closed, full or read by nobody, and one that is interrupted."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROUTER = f"'{sys.executable}' -m router_agent"
JUDGED = [f'{{"line": {line}, "level": "low", "certain": true, "findings": []}}' for line in (1, 2)]
FULL = "router-agent: standard output cannot be written: No space left on device\n"
CLOSED = "router-agent: standard output cannot be written: it is closed\n"
NOTHING = "0 lines: 0 low, 0 medium, 0 high (0 of them in doubt, 0 unreadable)\n"

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


@pytest.fixture(autouse=True)
def two_lines(tmp_path: Path) -> None:
    """The file that is judged, in the folder that commands are run in."""
    (tmp_path / "two.txt").write_text("hi\nhi\n")


def shell(command: str) -> tuple[int, list[str], str]:
    """Run a command in bash; return its exit code, its lines and its complaints."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("router-agent", ROUTER)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={name: of for name, of in os.environ.items() if name != "PYTHONUNBUFFERED"},
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ("router-agent classify two.txt >/dev/full", FULL),
        ("PYTHONUNBUFFERED=1 router-agent classify two.txt >/dev/full", FULL),
        ("PYTHONUNBUFFERED=1 router-agent explain hi --json >/dev/full", FULL),
        ("router-agent classify --help >/dev/full", FULL),
        ("router-agent --help >/dev/full", FULL),
        ("router-agent classify two.txt >&-", CLOSED),
    ],
)
def test_an_output_that_takes_nothing_is_what_is_blamed(command: str, complaint: str) -> None:
    assert shell(command) == (1, [], complaint)


@pytest.mark.parametrize(
    ("command", "code", "output"),
    [
        ("router-agent classify two.txt 2>&-", 0, JUDGED),
        ("router-agent classify two.txt 2> >(true)", 0, JUDGED),
        ("router-agent classify --fail-on low two.txt 2>/dev/full", 3, JUDGED),
        ("router-agent classify --privacy none two.txt 2>/dev/full", 2, []),
        ("router-agent classify --none two.txt 2>/dev/full", 2, []),
    ],
)
def test_the_work_is_done_where_nobody_reads_the_complaints(
    command: str, code: int, output: list[str]
) -> None:
    assert shell(command) == (code, output, "")


def test_nothing_is_left_to_say_where_all_streams_are_closed() -> None:
    assert shell("router-agent classify two.txt <&- >&- 2>&-") == (1, [], "")


def test_a_closed_input_is_wrong_use() -> None:
    closed = "router-agent: standard input: it is closed\n"
    assert shell("router-agent classify <&-") == (2, [], closed + NOTHING)
    code, judged, complaint = shell("router-agent classify two.txt - <&-")
    assert (code, len(judged), complaint.splitlines()[0]) == (2, 2, closed.strip())
    closed = "router-agent: standard input is closed\n"
    assert shell("router-agent ask - <&-") == (2, [], closed)
    assert shell("router-agent classify two.txt <&-")[:2] == (0, JUDGED)


def test_an_input_that_does_not_wait_is_read_to_its_end() -> None:
    """A pipe whose other side was told not to block, with pauses between the lines."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    command = [sys.executable, "-m", "router_agent", "classify"]
    with subprocess.Popen(command, stdin=reading, stdout=subprocess.PIPE) as process:
        os.close(reading)
        assert process.stdout
        for number in (1, 2):
            os.write(writing, b"hi\n")
            assert json.loads(process.stdout.readline())["line"] == number
        os.close(writing)
        assert process.wait() == 0


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "many.txt").write_text("hi\n" * 50_000)
    assert shell("router-agent classify many.txt | head -1") == (1, JUDGED[:1], "")
    assert shell("router-agent classify two.txt | true") == (1, [], "")


def test_a_file_that_is_gone_when_its_turn_comes_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").write_text("hi\n")
    command = [sys.executable, "-m", "router_agent", "classify", "-", "gone.txt", "two.txt"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("hi\n")
        process.stdin.flush()
        process.stdout.readline()
        (tmp_path / "gone.txt").unlink()
        output, complaints = process.communicate()
    assert process.returncode == 2
    assert [json.loads(line)["file"] for line in output.splitlines()] == ["two.txt"] * 2
    assert complaints.splitlines()[0] == "router-agent: gone.txt: No such file or directory"


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A job in the background ignores interrupts, and so does what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("begun", [b"hi\n", b"hi\n" + b"kim at home, 010 4821 9937 " * 400_000])
def test_an_interrupt_ends_it_quietly(begun: bytes) -> None:
    """Between lines, and within one of 10 MB."""
    command = [sys.executable, "-m", "router_agent", "classify"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"hi\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdin.write(begun)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == b""
