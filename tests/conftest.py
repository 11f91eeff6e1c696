"""What all tests share: an environment of their own, and nothing of the developer's."""

from pathlib import Path

import pytest

from router_agent.settings import VARIABLES

_FOREIGN = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_API_KEY", "LANGCHAIN_TRACING_V2", "LANGCHAIN_API_KEY")


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test in an empty folder, with no settings but its own."""
    for name in (*VARIABLES, *_FOREIGN, *_TRACING):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ROUTER_STATS_URL", str(tmp_path / "stats.sqlite3"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
