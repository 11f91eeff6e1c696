"""Answers of the local model, remembered by content: as private as what they answer.

An answer to a private question may say nothing private by itself, and come back without its
question, in another conversation. The memory is this process's own and holds no text.
"""

from typing import Final

from router_agent.latest import Latest
from router_agent.sensitivity import verdicts
from router_agent.sensitivity.assessment import Level

_known: Final[Latest[bytes, Level]] = Latest(10_000)


def remember(answer: str, level: Level) -> None:
    """Remember that an answer is as private as `level`."""
    _known.put(_key(answer), level)


def recall(text: str) -> Level:
    """Return the level of a text that was an answer; `low` for any other."""
    return _known.get(_key(text)) or "low" if len(_known) else "low"


def forget() -> None:
    """Forget every answer."""
    _known.clear()


def _key(text: str) -> bytes:
    return verdicts.key_of(text.strip(), "balanced")
