"""Stand-ins for whatever is missing: a real Ollama and a real key are used where they are."""

import os
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self, TypeVar

from router_agent.demo.loopback import StandIn
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import KEY, OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.environment import current
from router_agent.probes import probe_local
from router_agent.wording import Spoken, Text, cause_text

_REAL: Final = Text("{name}: 진짜 {model}", "{name}: the real {model}")
_FILLED: Final = Text(
    "{name}: 대역({cause}). 모든 답에 대역이라고 적혀 있습니다.",
    "{name}: a stand-in ({cause}). Every answer says so.",
)


_READABLE: Final = Reply(chunk_delay_seconds=0.01)

S = TypeVar("S", bound=StandIn)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two models: real, or played by a stand-in.

    Attributes:
        name: `Ollama` or `OpenAI`.
        model: The model's name.
        cause: Why a stand-in plays it; None for the real one.
        stand_in: The stand-in; None for the real one.
    """

    name: str
    model: str
    cause: str | None = None
    stand_in: StandIn | None = None

    def describe(self, language: Spoken) -> str:
        """Return who answers, in words."""
        text = _REAL if self.cause is None else _FILLED
        return text.say(
            language, name=self.name, model=self.model, cause=cause_text(self.cause, language)
        )


class FilledIn:
    """Starts stand-ins for what is missing and points this process at them.

    A context manager; in a notebook, call `start`. What it changes is the environment of this
    process, and `stop` restores it.

    Attributes:
        local: The local model.
        cloud: The cloud model.
    """

    def __init__(self) -> None:
        self.local = Part("", "")
        self.cloud = Part("", "")
        self._before: dict[str, str | None] = {}

    def start(self) -> Self:
        """Look what is there, and start what is not."""
        env = current.refresh()
        status = probe_local(env.choices, env)
        if status.up:
            self.local = Part("Ollama", env.local_model)
        else:
            ollama = _slow(OllamaStandIn((env.local_model,))).start()
            self.local = Part("Ollama", env.local_model, status.cause, ollama)
            self._set("OLLAMA_HOST", ollama.url)
            self._set("ROUTER_LOCAL_PROVIDER", "ollama")
        if env.openai_api_key is not None:
            self.cloud = Part("OpenAI", env.cloud_model)
        else:
            openai = _slow(OpenAIStandIn((env.cloud_model,))).start()
            self.cloud = Part("OpenAI", env.cloud_model, "no_key", openai)
            self._set("OPENAI_BASE_URL", openai.url)
            self._set("OPENAI_API_KEY", KEY)
        return self

    def stop(self) -> None:
        """Stop the stand-ins and restore the environment."""
        for part in (self.local, self.cloud):
            if part.stand_in is not None:
                part.stand_in.stop()
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self._before.clear()

    def _set(self, name: str, value: str) -> None:
        self._before.setdefault(name, os.environ.get(name))
        os.environ[name] = value

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


def _slow(stand_in: S) -> S:
    """Have a stand-in answer at a pace at which one sees it stream."""
    stand_in.default = _READABLE
    return stand_in
