"""At a terminal the command asks before it sends what is private."""

import os
import pty
import subprocess
import sys
import time

import pytest

from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from tests.questions import BUSINESS


def at_a_terminal(typed: bytes, *arguments: str) -> tuple[int, str]:
    """Run the command at a terminal, type an answer, and return its exit code and what it shows."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "router_agent", "ask", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if typed and b"] " in shown:
                os.write(ours, typed)
                typed = b""
        code = running.wait(60)
    os.close(ours)
    return code, shown.decode(errors="replace")


@pytest.mark.parametrize(
    ("typed", "code", "sent"),
    [(b"send\n", 0, True), (b"hold\n", 1, False), (b"\n", 1, False), (b"\x04", 1, False)],
    ids=["send", "hold", "nothing", "Ctrl-D"],
)
def test_the_answer_at_the_terminal_is_done(
    typed: bytes, code: int, sent: bool, ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ended, shown = at_a_terminal(typed, BUSINESS, "--route", "cloud")

    assert ended == code
    assert "보낼까요" in shown
    assert "send / hold" in shown
    assert "Traceback" not in shown
    assert openai.saw(BUSINESS) == sent


def test_an_answer_that_is_none_is_asked_for_again(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ended, shown = at_a_terminal(b"yes\nhold\n", BUSINESS, "--route", "cloud")

    assert ended == 1
    assert "다음 중 하나로 답하세요" in shown
    assert not openai.generations


def test_without_a_terminal_nobody_is_asked_and_it_stays_here(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "router_agent", "ask", BUSINESS, "--route", "cloud"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "exaone" in done.stderr
    assert not openai.generations
