"""Nothing private leaves: the graph is run through whatever can happen, and everything watched.

`make promises` runs the state machine as often as the release is judged by.
"""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import KEY, OpenAIStandIn
from router_agent.nodes import choose_model, cloud_llm
from router_agent.privacy import guard
from tests.promises.machine import Router, World
from tests.promises.watch import Watch
from tests.sinks.langsmith import LangSmith
from tests.sinks.otlp import Collector

RUNS: Final = int(os.environ.get("PROMISES_RUNS", "300"))
FIRST_SEED: Final = int(os.environ.get("PROMISES_SEED", "0"))
_STEPS: Final = 12
# What was never tried proves nothing: how a question can end that bears on a promise.
ENDS: Final = (
    "asked",
    "consent",
    "consent_refused",
    "local_unavailable",
    "privacy",
    "privacy_local_down",
    "privacy_masked",
    "privacy_overridden",
    "quality",
    "InvalidQuestion",
    "InvalidSetting",
    "RunFailed",
)


def run_machine(number: int, histories: int = 10) -> None:
    """Run the state machine on some histories of steps, those of a seed."""
    run_state_machine_as_test(
        seed(number)(Router),
        settings=settings(
            max_examples=histories,
            stateful_step_count=_STEPS,
            deadline=None,
            phases=(Phase.generate,),  # to make a finding smaller takes minutes
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )


@pytest.fixture
def world(
    tmp_path: Path,
    langsmith: LangSmith,
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[World]:
    """The servers, tracing switched on, a proxy in every variable that names one."""
    remote = OllamaStandIn(models=(), remote=("exaone3.5:7.8b",))
    statistics = tmp_path / "stats.sqlite3"
    with (
        OllamaStandIn() as local,
        remote,
        OpenAIStandIn() as cloud,
        Watch(cloud, remote, langsmith, collector, statistics) as watch,
    ):
        proxy = f"http://127.0.0.1:{watch.proxy.port}"
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
            monkeypatch.setenv(name.lower(), proxy)
        # What may be reached is named by its number, and the local model by its name.
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        monkeypatch.setenv("OPENAI_BASE_URL", cloud.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("ROUTER_AVAILABILITY_SECONDS", "0")
        monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
        # A conversation that is too long for the local model is not what is looked at here.
        monkeypatch.setenv("ROUTER_LOCAL_NUM_CTX", "1000000")
        watch.start(monkeypatch)
        yield World(local, remote, cloud, watch, monkeypatch.setenv)


def test_nothing_private_leaves_whatever_happens(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    Router.world = world

    for number in count(FIRST_SEED):
        run_machine(number)
        untried = [end for end in ENDS if not world.ends[end]]
        # A run that is refused at the entrance, or cut off, decides nothing.
        if world.decided >= RUNS and (not untried or world.decided >= 5 * RUNS):
            break

    record_property(
        "measured",
        f"{world.runs:,} runs from seed {FIRST_SEED}, {world.decided:,} of which came to a "
        f"decision, {world.watch.bytes_checked:,} bytes "
        f"checked, {world.leaks} leaks ("
        + ", ".join(f"{end} {times}" for end, times in world.ends.most_common())
        + ")",
    )
    assert world.leaks == 0
    assert not untried
    assert world.cloud.generations
    assert world.local.generations
    assert not world.remote.generations


def test_without_the_guard_and_the_rules_the_same_machine_finds_leaks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that cannot fail is no check."""
    Router.world = world
    for module in (cloud_llm, guard):
        monkeypatch.setattr(module, "confined", lambda *_: False)
    monkeypatch.setattr(choose_model, "facts_of", _harmless(choose_model.facts_of))

    with pytest.raises(AssertionError, match="the cloud"):
        run_machine(0, histories=200)


def _harmless(facts_of: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda state: facts_of({**state, "sensitivity": "low"})
