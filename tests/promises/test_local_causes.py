"""Doctor and explain say why the local model is not local, and what helps."""

import json

import pytest
from typer.testing import CliRunner

from router_agent.cli import app
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.remedies import REMEDIES
from router_agent.wording import CAUSES
from tests.promises.local_calls import Names, names

__all__ = ["names"]  # a fixture


@pytest.mark.parametrize(
    ("host", "leads", "cause"),
    [
        ("192.168.0.7", None, "not_local"),
        ("169.254.169.254", None, "link_local"),
        ("gpu.lan", ("8.8.8.8",), "address_not_local"),
        ("gpu.lan", ("169.254.0.1",), "link_local"),
        ("gpu.lan", (), "name_unknown"),
    ],
)
@pytest.mark.parametrize("locale", ["ko_KR.UTF-8", "en_US.UTF-8"])
def test_doctor_and_explain_say_which_of_these_failed_and_what_helps(
    locale: str,
    host: str,
    leads: tuple[str, ...] | None,
    cause: str,
    names: Names,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", locale)
    monkeypatch.setenv("OLLAMA_HOST", host)
    monkeypatch.setenv("ROUTER_LANGUAGE", locale[:2])
    if leads is not None:
        monkeypatch.setenv("ROUTER_TRUSTED_HOSTS", "gpu.lan")
        names.leads["gpu.lan"] = [leads]
    told(cause, "ko" if locale.startswith("ko") else "en")


def told(cause: str, language: str) -> None:
    """Both commands name the cause, and a remedy."""
    words = getattr(CAUSES[cause], language)
    start = getattr(REMEDIES[cause], language).partition("{")[0].split(" ")[0]
    runner = CliRunner(env={"COLUMNS": "250"})
    for command in (("doctor",), ("explain", "hi")):
        shown = runner.invoke(app, command).stdout
        assert words in shown, command
        assert start in shown.partition(words)[2], command


def test_they_tell_of_a_redirect_and_of_a_remote_model_too(
    ollama: OllamaStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    ollama.redirect = "http://127.0.0.1:9"
    told("redirected", "en")
    ollama.redirect = None
    ollama.models, ollama.remote = (), ("exaone3.5:7.8b",)
    told("model_remote", "en")


@pytest.mark.parametrize(
    ("cloud", "line"),
    [(True, "enabled"), (False, "disabled"), (None, None)],
)
def test_the_doctor_says_whether_ollama_would_serve_cloud_models(
    cloud: bool | None,
    line: str | None,
    openai: OpenAIStandIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is no failure: the router asks none of them. An old server does not say."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    with OllamaStandIn(cloud=cloud) as stand_in:
        monkeypatch.setenv("OLLAMA_HOST", stand_in.url)
        done = CliRunner(env={"COLUMNS": "250"}).invoke(app, ["doctor", "--json"])
    checks = json.loads(done.stdout)
    assert done.exit_code == 0
    said = [check for check in checks if "cloud models" in check["name"]]
    assert [check["ok"] for check in said] == [True] * (line is not None)
    if line is not None:
        assert line in said[0]["name"]
        assert ("OLLAMA_NO_CLOUD=1" in (said[0]["remedy"] or "")) == (cloud is True)


@pytest.mark.parametrize("answer", [[], {}, {"cloud": 3}, {"cloud": {"disabled": "no"}}])
def test_a_strange_status_is_no_status(answer: object) -> None:
    from router_agent.probes import _serves_cloud

    assert _serves_cloud(answer) is None
