"""Which models are there: probes with a short memory, shared by all who ask at once."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol

from router_agent import background, remote_models
from router_agent.context import Choices
from router_agent.errors import InvalidSetting
from router_agent.hosts import local_base_url
from router_agent.latest import Latest
from router_agent.models import Models
from router_agent.probes import Status, probe_cloud, probe_local
from router_agent.settings import Settings

_LATE: Final = Status(False, "timeout")
_NO_KEY: Final = Status(False, "no_key")
_BROKEN: Final = Status(False, "probe_failed")
_MOST_KEPT: Final = 64


class Both(NamedTuple):
    """The two models at one moment."""

    local: Status
    cloud: Status


class Availability(Protocol):
    """What can say which models are there."""

    def look(self, run: Choices, env: Settings) -> Both:
        """Return the state of both models, waiting no longer than the probes' time limit."""

    async def alook(self, run: Choices, env: Settings) -> Both:
        """Return the state of both models without blocking the event loop."""


@dataclass(frozen=True, slots=True)
class _Probe:
    """A probe that is under way or done.

    Attributes:
        future: What it will say.
        due: When it should have answered, on the monotonic clock, in seconds. Nobody waits
            longer, so a server that hangs costs one time limit, not one a question.
        until: When its answer is forgotten, on the same clock.
    """

    future: "Future[Status]"
    due: float
    until: float


class Probes:
    """Probes both models at the same time and remembers what they said.

    However many questions arrive together, a model is probed once: all wait for the same
    probe. One that is late counts as down, until it answers after all.
    """

    def __init__(self, models: Models) -> None:
        self._models = models
        self._lock = threading.Lock()
        self._probes: Latest[object, _Probe] = Latest(_MOST_KEPT)

    def look(self, run: Choices, env: Settings) -> Both:
        """Return the state of both models."""
        if self._needs_client(env):
            self._make_client(run, env)
        local, cloud = self._local(run, env), self._cloud(run, env)
        return Both(_result(local, wait=True), _result(cloud, wait=True))

    async def alook(self, run: Choices, env: Settings) -> Both:
        """Return the state of both models; the waiting is the event loop's."""
        if self._needs_client(env):
            await asyncio.to_thread(self._make_client, run, env)
        local, cloud = self._local(run, env), self._cloud(run, env)
        pending = [p for p in (local, cloud) if p is not None and not p.future.done()]
        if pending:
            left = max(p.due for p in pending) - time.monotonic()
            await background.wait((p.future for p in pending), left)
        return Both(_result(local, wait=False), _result(cloud, wait=False))

    def forget(self) -> None:
        """Forget what the probes said, so that the next question looks again."""
        self._lock = threading.Lock()  # a forked child may have got it locked
        self._probes = Latest(_MOST_KEPT)

    def _needs_client(self, env: Settings) -> bool:
        """Whether the cloud will be probed: its client is made before the clock starts."""
        if env.openai_api_key is None:
            return False
        known = self._probes.get(_cloud_key(env))
        return known is None or time.monotonic() >= known.until

    def _make_client(self, run: Choices, env: Settings) -> None:
        """Have the cloud's client made, outside the probe's time limit.

        Where it cannot be made (a proxy or a certificate that is not there), the probe finds
        that out as well, and says that the cloud is down.
        """
        with suppress(Exception):
            self._models.get("cloud", run, env)

    def _local(self, run: Choices, env: Settings) -> _Probe:
        key = (
            "local",
            run.local_model,
            env.local_provider,
            env.local_base_url,
            env.ollama_host,
            env.trusted_hosts,
            # A model that was caught at being remote is not what the last probe said it is.
            remote_models.is_known(local_base_url(env), run.local_model),
        )
        return self._probe(key, env, lambda: probe_local(run, env))

    def _cloud(self, run: Choices, env: Settings) -> _Probe | None:
        if env.openai_api_key is None:
            return None

        def probe() -> Status:
            chat: Any = self._models.get("cloud", run, env).chat
            return probe_cloud(chat.root_client, env)

        return self._probe(_cloud_key(env), env, probe)

    def _probe(self, key: tuple[object, ...], env: Settings, probe: Callable[[], Status]) -> _Probe:
        known = self._probes.get(key)
        if known is not None and time.monotonic() < known.until:
            return known
        with self._lock:
            known, now = self._probes.get(key), time.monotonic()
            if known is None or now >= known.until:
                future = background.start(probe, f"probe {key[0]}")
                known = _Probe(future, now + env.probe_seconds, now + env.availability_seconds)
                self._probes.put(key, known)
            return known


def _cloud_key(env: Settings) -> tuple[object, ...]:
    key = env.openai_api_key
    return ("cloud", env.openai_base_url, key.get_secret_value() if key else None)


def _result(probe: _Probe | None, *, wait: bool) -> Status:
    if probe is None:
        return _NO_KEY
    seconds = max(0.0, probe.due - time.monotonic()) if wait else 0.0
    try:
        return probe.future.result(timeout=seconds)
    except TimeoutError:
        return _LATE
    except InvalidSetting:
        raise
    except Exception:  # noqa: BLE001 - a probe that breaks found no model
        return _BROKEN
