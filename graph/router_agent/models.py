"""The two chat models: made once, and kept per event loop."""

import asyncio
import threading
import weakref
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from router_agent.chat_clients import cloud, ollama, openai_compatible
from router_agent.context import Choices
from router_agent.latest import Latest
from router_agent.privacy.quoting.logs import quieten
from router_agent.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Callers of a server choose temperatures and names; their number must not grow without end.
_MOST_KEPT: Final = 32


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Model:
    """A chat model that is ready to be called.

    Attributes:
        chat: The LangChain chat model.
        name: Its name, as statistics and reasons show it.
        marks_end: Whether a whole answer ends with a finish reason, so that one without it
            was cut off. Neither client reports that by itself.
        num_ctx: Tokens that fit into its context; None where its server says so itself.
    """

    chat: "BaseChatModel"
    name: str
    marks_end: bool = False
    num_ctx: int | None = None


class Models(Protocol):
    """Where the graph gets its models from."""

    def get(self, kind: Literal["cloud", "local", "judge"], run: Choices, env: Settings) -> Model:
        """Return a model for the running event loop, or for threads where there is none."""

    async def aget(
        self, kind: Literal["cloud", "local", "judge"], run: Choices, env: Settings
    ) -> Model:
        """Return a model for the running event loop, made off the loop's thread."""


class ChatModels:
    """OpenAI in the cloud, Ollama or an OpenAI-compatible server on this machine.

    Making a model costs 100 ms and more (TLS set-up, imports), so each is made once. An
    asynchronous client belongs to the event loop that it was first used in; a second loop
    gets its own, and a loop that `asyncio.run` ends closes its clients.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._for_threads: Latest[object, Model] = Latest(_MOST_KEPT)
        self._for_loops: dict[
            asyncio.AbstractEventLoop, tuple[Latest[object, Model], AsyncGenerator[None]]
        ] = {}

    def get(self, kind: Literal["cloud", "local", "judge"], run: Choices, env: Settings) -> Model:
        """Return the model for threads without an event loop."""
        key = _key(kind, run, env)
        if (model := self._for_threads.get(key)) is None:
            with self._lock:
                if (model := self._for_threads.get(key)) is None:
                    model = _remember(self._for_threads, key, _make(kind, run, env))
        return model

    async def aget(
        self, kind: Literal["cloud", "local", "judge"], run: Choices, env: Settings
    ) -> Model:
        """Return the model for the running event loop."""
        loop = asyncio.get_running_loop()
        if (mine := self._for_loops.get(loop)) is None:
            self._drop_closed_loops()
            models: Latest[object, Model] = Latest(_MOST_KEPT)
            closer = _closer(models)
            await anext(closer)
            mine = self._for_loops.setdefault(loop, (models, closer))
        key = _key(kind, run, env)
        if (model := mine[0].get(key)) is None:
            model = _remember(mine[0], key, await asyncio.to_thread(_make, kind, run, env))
        return model

    def forget(self) -> None:
        """Forget every model: in a forked child, connections are still the parent's."""
        self._lock = threading.Lock()
        self._for_threads = Latest(_MOST_KEPT)
        self._for_loops = {}

    def _drop_closed_loops(self) -> None:
        """Forget loops that are over; their closers have closed their clients."""
        for loop in [loop for loop in tuple(self._for_loops) if loop.is_closed()]:
            self._for_loops.pop(loop, None)


def _remember(models: Latest[object, Model], key: object, model: Model) -> Model:
    """Keep `model` under `key`, unless another call was quicker, and return what is kept."""
    kept = models.first(key, model)
    if kept is model:
        # When nobody uses the model any more, and not before: a thread may be in a call.
        weakref.finalize(model, _close, model.chat)
    return kept


def _close(chat: Any) -> None:
    for name in ("root_client", "_client"):  # ChatOpenAI's, ChatOllama's
        if (client := getattr(chat, name, None)) is not None:
            client.close()


async def _closer(models: Latest[object, Model]) -> AsyncGenerator[None]:
    """Close the asynchronous clients of a loop when the loop shuts its generators down."""
    try:
        yield
    finally:
        for model in models.values():
            await _aclose(model.chat)


async def _aclose(chat: Any) -> None:
    for name in ("root_async_client", "_async_client"):  # ChatOpenAI's, ChatOllama's
        if (client := getattr(chat, name, None)) is not None:
            await client.close()


def _key(kind: str, run: Choices, env: Settings) -> object:
    if kind == "cloud":
        key = env.openai_api_key.get_secret_value() if env.openai_api_key else None
        return (
            kind,
            run.cloud_model,
            run.cloud_temperature,
            env.openai_base_url,
            key,
            env.cloud_timeout_seconds,
        )
    return (
        kind,
        run.local_model,
        run.local_temperature,
        env.local_provider,
        env.local_base_url,
        env.ollama_host,
        env.trusted_hosts,
        env.local_num_ctx,
        env.local_first_token_seconds,
        env.judge_seconds,
    )


def _make(kind: Literal["cloud", "local", "judge"], run: Choices, env: Settings) -> Model:
    try:
        return _made(kind, run, env)
    finally:
        quieten()  # the clients, and their loggers, are imported only now


def _made(kind: Literal["cloud", "local", "judge"], run: Choices, env: Settings) -> Model:
    if kind == "cloud":
        return Model(cloud(run, env), run.cloud_model, marks_end=True)
    seconds = env.judge_seconds if kind == "judge" else env.local_first_token_seconds
    temperature = 0.0 if kind == "judge" else run.local_temperature
    if env.local_provider == "openai":
        chat = openai_compatible(run, env, temperature, seconds)
        return Model(chat, run.local_model, marks_end=True)
    chat = ollama(run, env, temperature, seconds)
    return Model(chat, run.local_model, marks_end=True, num_ctx=env.local_num_ctx)
