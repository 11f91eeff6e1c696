"""What all tests share: an environment of their own, and the two stand-ins."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from router_agent import remote_models
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import KEY, OpenAIStandIn
from router_agent.privacy import answers
from router_agent.sensitivity import verdicts
from router_agent.settings import VARIABLES
from router_agent.stats import Store, store_for
from router_agent.workflow import PROBES

_FOREIGN = (
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"),
    *("NO_PROXY", "no_proxy", "OPENAI_PROXY", "OLLAMA_API_KEY", "OPENAI_ORG_ID"),
    *("OPENAI_ORGANIZATION", "OPENAI_PROJECT_ID"),
)
_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_API_KEY", "LANGCHAIN_TRACING_V2", "LANGCHAIN_API_KEY")
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run each test in an empty folder, with no settings but its own and no memory."""
    for name in (*VARIABLES, *_FOREIGN, *_TRACING, *_LOCALE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ROUTER_STATS_URL", str(tmp_path / "stats.sqlite3"))
    monkeypatch.setenv("HOME", str(tmp_path))
    # A probe must not be late because the machine is busy.
    monkeypatch.setenv("ROUTER_PROBE_SECONDS", "20")
    # Nothing listens there: a test that wants a local model starts one.
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    monkeypatch.chdir(tmp_path)
    PROBES.forget()
    remote_models.forget()
    verdicts.forget()
    answers.forget()
    yield
    store_for(str(tmp_path / "stats.sqlite3")).close()


@pytest.fixture
def statistics(tmp_path: Path) -> Store:
    """The test's own statistics."""
    return store_for(str(tmp_path / "stats.sqlite3"))


@pytest.fixture
def ollama(monkeypatch: pytest.MonkeyPatch) -> Iterator[OllamaStandIn]:
    """A stand-in for Ollama, which the settings point to."""
    with OllamaStandIn() as stand_in:
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        yield stand_in


@pytest.fixture
def openai(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAIStandIn]:
    """A stand-in for OpenAI, which the settings point to."""
    with OpenAIStandIn() as stand_in:
        monkeypatch.setenv("OPENAI_BASE_URL", stand_in.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        yield stand_in


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests have measured: what a test prints when it passes, pytest keeps."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "measured" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid}: {value}")
