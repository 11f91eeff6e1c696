"""What the environment says, and what a run may change of it."""

import os
import time
from pathlib import Path

import pytest

from router_agent.context import Choices, RouterContext, context_given, context_of
from router_agent.environment import current, read
from router_agent.errors import InvalidSetting
from router_agent.precedence import merge
from router_agent.settings import VARIABLES, Settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_without_an_environment_the_defaults_are_those_of_the_documentation() -> None:
    settings = read()

    assert settings.choices == Choices()
    assert settings.explicit == frozenset()
    assert settings.openai_api_key is None
    assert settings.ollama_host == "http://127.0.0.1:11434"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("ROUTER_PRIVACY", "paranoid", "strict, balanced, permissive"),
        ("ROUTER_ROUTE", "moon", "auto, local, cloud"),
        ("ROUTER_PREFER", "luck", "quality, cost, speed"),
        ("ROUTER_WHEN_LOCAL_UNAVAILABLE", "send", "hold, mask, ask, cloud"),
        ("ROUTER_HISTORY", "none", "sticky, cleared"),
        ("ROUTER_LANGUAGE", "fr", "auto, ko, en"),
        ("ROUTER_TRACING", "on", "off, metadata, full"),
        ("ROUTER_LOCAL_PROVIDER", "cloud", "ollama, openai"),
        ("ROUTER_LOCAL_NUM_CTX", "3", "greater than or equal to 512"),
        ("ROUTER_CLOUD_TEMPERATURE", "hot", "a valid number"),
        ("ROUTER_PROBE_SECONDS", "0", "greater than 0"),
    ],
)
def test_an_impossible_value_is_named_with_what_is_allowed(
    name: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(InvalidSetting) as caught:
        read()

    assert caught.value.name == name
    assert repr(value) in str(caught.value)
    assert allowed in str(caught.value)


def test_an_unknown_setting_is_an_error_that_names_the_nearest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A typo would otherwise leave the privacy that was meant behind."""
    monkeypatch.setenv("ROUTER_PRIVCY", "strict")
    with pytest.raises(InvalidSetting, match="did you mean ROUTER_PRIVACY"):
        read()


def test_a_kubernetes_service_named_router_is_no_typo(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROUTER_SERVICE_HOST", "ROUTER_PORT", "ROUTER_PORT_80_TCP_ADDR"):
        monkeypatch.setenv(name, "10.0.0.7")
    assert read().privacy == "balanced"


def test_the_dot_env_file_is_read_without_changing_the_environment(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ROUTER_PRIVACY=strict\nOPENAI_API_KEY=sk-from-file\n")

    settings = current.refresh()

    assert settings.privacy == "strict"
    assert settings.openai_api_key is not None
    assert "OPENAI_API_KEY" not in os.environ
    assert "ROUTER_PRIVACY" not in os.environ


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("ROUTER_PREFER=cost\n")
    monkeypatch.setenv("ROUTER_PREFER", "speed")
    assert read(file).prefer == "speed"


def test_a_changed_environment_or_file_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert current.refresh().prefer == "quality"
    monkeypatch.setenv("ROUTER_PREFER", "cost")
    assert current.refresh().prefer == "cost"
    monkeypatch.delenv("ROUTER_PREFER")
    file = tmp_path / ".env"
    file.write_text("ROUTER_PREFER=speed\n")
    os.utime(file, (time.time() + 5, time.time() + 5))
    monkeypatch.setenv("ROUTER_LANGUAGE", "en")
    assert current.refresh().prefer == "speed"


@pytest.mark.parametrize("text", ["ROUTER_PRIVCY=strict\n", "ROUTER_PRIVACY=nonsense\n"])
def test_a_wrong_file_is_an_error_too(text: str, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(text)
    with pytest.raises(InvalidSetting):
        read(file)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidSetting, match=r"\.env is unreadable"):
        read(file)


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert read().openai_api_key is None


def test_keys_appear_in_no_repr_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "ftp://user:hunter2@host")
    with pytest.raises(InvalidSetting) as caught:
        read()
    assert "hunter2" not in str(caught.value)
    monkeypatch.delenv("OPENAI_BASE_URL")
    assert "sk-very-secret" not in repr(read())


def test_a_local_openai_server_needs_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROUTER_LOCAL_PROVIDER", "openai")
    with pytest.raises(InvalidSetting, match="ROUTER_LOCAL_BASE_URL is unset"):
        read()


@pytest.mark.parametrize(
    ("name", "environment", "wanted", "in_force"),
    [
        ("privacy", "strict", "permissive", "strict"),
        ("privacy", "balanced", "permissive", "balanced"),
        ("privacy", "permissive", "strict", "strict"),
        ("when_local_unavailable", "hold", "cloud", "hold"),
        ("when_local_unavailable", "mask", "ask", "mask"),
        ("when_local_unavailable", "ask", "mask", "ask"),
        ("when_local_unavailable", "ask", "cloud", "ask"),
        ("when_local_unavailable", "cloud", "hold", "hold"),
        ("when_local_unavailable", "cloud", "mask", "mask"),
        ("prefer", "cost", "quality", "quality"),
    ],
)
def test_a_run_can_only_tighten_what_the_environment_says_of_privacy(
    name: str, environment: str, wanted: str, in_force: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ROUTER_{name.upper()}", environment)
    settings = read()

    merged = merge(settings.choices, settings.explicit, context_given({name: wanted}))

    assert getattr(merged, name) == in_force


def test_a_run_may_choose_freely_where_the_environment_says_nothing() -> None:
    settings = Settings()
    wanted = RouterContext(privacy="permissive", when_local_unavailable="cloud", prefer="cost")
    merged = merge(settings.choices, settings.explicit, wanted)
    assert (merged.privacy, merged.when_local_unavailable, merged.prefer) == (
        "permissive",
        "cloud",
        "cost",
    )


def test_the_run_wins_over_the_graphs_own_context() -> None:
    graphs, runs = RouterContext(prefer="cost", route="local"), RouterContext(prefer="speed")
    merged = merge(Choices(), frozenset(), graphs, runs)
    assert (merged.prefer, merged.route) == ("speed", "local")


@pytest.mark.parametrize(
    "given",
    [
        {"privacy": "x"},
        {"cloud_temperature": 3},
        {"cloud_temperature": True},
        {"local_model": " "},
        {"route": 1},
    ],
)
def test_a_context_with_an_impossible_value_is_an_error(given: dict[str, object]) -> None:
    with pytest.raises(InvalidSetting, match=next(iter(given))):
        context_given(given)


def test_a_context_that_mixes_known_and_unknown_keys_is_an_error_that_names_them() -> None:
    with pytest.raises(InvalidSetting, match="user_id"):
        context_of({"privacy": "strict", "user_id": 1})


def test_a_parents_own_context_is_not_ours_to_read() -> None:
    assert context_of({"user_id": 1}) is None
    assert context_of(object()) is None


def test_a_context_passed_to_the_graph_itself_must_be_ours() -> None:
    with pytest.raises(InvalidSetting, match="privcy"):
        context_given({"privcy": "strict"})
    with pytest.raises(InvalidSetting, match="context"):
        context_given(3)


def test_no_run_can_redirect_the_local_model() -> None:
    """A caller of a server must not be able to say where "local" is."""
    for name in ("ollama_host", "local_base_url", "trusted_hosts", "openai_base_url", "tracing"):
        with pytest.raises(InvalidSetting, match=name):
            context_given({name: "http://evil.example"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENAI_BASE_URL", "http://[::1/v1"),
        ("OPENAI_BASE_URL", "http://host:99999/v1"),
        ("OPENAI_BASE_URL", "https://:443"),
        ("ROUTER_LOCAL_BASE_URL", "http://host:port/v1"),
        ("OPENAI_API_KEY", "sk-x\nsecond line"),
        ("OPENAI_API_KEY", "sk-\ud55c"),
        ("OPENAI_API_KEY", "sk-a b"),
    ],
)
def test_what_could_never_be_connected_to_is_named_and_not_shown(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSetting) as caught:
        read()
    assert caught.value.name == name
    assert value not in str(caught.value)
