"""Answers of the local model, remembered by content: as private as what they answer.

An answer to a private question may say nothing private by itself, and come back without its
question, in another conversation, whole or a paragraph of it. The memory is this process's own
and holds no text.
"""

from collections.abc import Iterator
from typing import Final

from router_agent.latest import Latest
from router_agent.sensitivity import verdicts
from router_agent.sensitivity.assessment import Level, highest

# A shorter one ("Yes.") is anybody's, and would make private whatever else holds it.
_LEAST_CHARS: Final = 20

_known: Final[Latest[bytes, Level]] = Latest(50_000)


def remember(answer: str, level: Level) -> None:
    """Remember that an answer, and each paragraph of it, is as private as `level`."""
    for key in _keys(answer):
        _known.put(key, highest(level, _known.get(key) or "low"))


def recall(text: str) -> Level:
    """Return the level of a text that is or holds an answer; `low` for any other."""
    if not len(_known):
        return "low"
    return highest(*(_known.get(key) or "low" for key in _keys(text)))


def forget() -> None:
    """Forget every answer."""
    _known.clear()


def _keys(text: str) -> Iterator[bytes]:
    """Yield what a text and its paragraphs are remembered by, however they are spaced."""
    paragraphs = text.splitlines()
    for one in (text, *paragraphs) if len(paragraphs) > 1 else (text,):
        plain = " ".join(one.casefold().split())
        if len(plain) >= _LEAST_CHARS:
            yield verdicts.key_of(plain, "balanced")
