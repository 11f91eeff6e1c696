"""The guard at the door: the last thing before a cloud call is a scan of what goes out.

It is asked twice. The node asks about the messages and the tools that it is about to hand to the
chat model, whichever that is; and the HTTP client of the cloud model asks about the body of each
request, so that nothing that a client adds, and no call but one that the node has let through,
gets past (`router_agent.privacy.wire`).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from langchain_core.runnables import RunnableBinding

from router_agent.context import Choices
from router_agent.errors import ModelRejected
from router_agent.policy import confined
from router_agent.privacy.outgoing import judged
from router_agent.sensitivity.conversation import MessageText, leaves, texts
from router_agent.sensitivity.recognising import recognised

# A name or a word, of which the trained model could not say anything: a model's name, `auto`.
_WORD_CHARS: Final = 60
CODE: Final = "guarded"
# Of any length, as fine-tuned models have them: names of a model, and of what is asked of a server.
_NAMES: Final = ("model", "url")


@dataclass(frozen=True, slots=True)
class Pass:
    """What one call of the cloud model is let through with.

    Attributes:
        choices: The settings in force.
        open: Whether private messages may go: by the user's consent to exactly these, or by
            `when_local_unavailable = "cloud"` while the local model is down. What is sent
            beside them is judged in any case: nobody was shown it.
    """

    choices: Choices
    open: bool = False

    def check(self, messages: object, options: Mapping[str, Any]) -> None:
        """Let a request through.

        Args:
            messages: Messages, as LangChain's or as on the wire.
            options: What is sent beside them, by name: tools, the model's name, ...

        Raises:
            ModelRejected: With code `guarded`, if any of it must not leave this machine.
        """
        told, words = _told_in(options)
        if _names_somebody(words):
            raise stopped()
        for pieces in (told,) if self.open else (told, texts(messages)):
            if confined(judged(pieces, self.choices.privacy).level, self.choices):
                raise stopped()


def stopped() -> ModelRejected:
    """Return the error of a call that the guard did not let through."""
    return ModelRejected("cloud", CODE)


def _told_in(options: Mapping[str, Any]) -> tuple[list[MessageText], str]:
    """Return the texts in options, each tool one, and the single words, all in one.

    Of a word (a model's name, `auto`) the trained model could not say anything.
    """
    told: list[MessageText] = []
    words: list[str] = []
    for name, value in options.items():
        for item in value if isinstance(value, list | tuple) else (value,):
            nested = isinstance(item, Mapping | list | tuple)
            text = "\n".join(leaves({name: item})) if nested else f"{name}: {item}"
            word = all(map(_is_word, _strings(item)))
            if not word or (len(text) > _WORD_CHARS and name not in _NAMES):
                told.append(MessageText(text))
            else:
                words.append(text)
    return told, "\n".join(words)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield str(name)
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _is_word(text: str) -> bool:
    return text.isascii() and len(text.split()) < 2


@lru_cache(maxsize=256)
def _names_somebody(words: str) -> bool:
    return bool(recognised(words))


_shown: ContextVar[Pass | None] = ContextVar("router_agent_pass", default=None)


@contextmanager
def showing(given: Pass) -> Iterator[None]:
    """Show a pass at the door while the cloud model is called."""
    token = _shown.set(given)
    try:
        yield
    finally:
        _shown.reset(token)


def shown() -> Pass:
    """Return the pass of the call under way.

    Raises:
        ModelRejected: With code `guarded`, if there is none: somebody else calls.
    """
    if (given := _shown.get()) is None:
        raise stopped()
    return given


def bound_to(chat: object) -> dict[str, Any]:
    """Return what is bound to a chat model and sent along with every message: tools above all."""
    found: dict[str, Any] = {}
    while isinstance(chat, RunnableBinding):
        found = {**chat.kwargs, **found}
        chat = chat.bound
    return found
