"""Answers of the local model, remembered by content: as private as what they answer.

An answer to a private question may say nothing private by itself, and come back without its
question, in another conversation, whole or a paragraph of it. The memory is this process's own
and holds no text.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from router_agent.latest import Latest
from router_agent.sensitivity import verdicts
from router_agent.sensitivity.assessment import Level, highest

# A shorter one ("Yes.") is anybody's, and would make private whatever else holds it.
_LEAST_CHARS: Final = 40
# A paragraph by itself may be what a model says to everybody.
_LEAST_PARAGRAPH_CHARS: Final = 120

_known: Final[Latest[bytes, Level]] = Latest(50_000)


def remember(answer: str, level: Level, said: Iterable[str]) -> None:
    """Remember that an answer, and each paragraph of it, is as private as `level`.

    Args:
        answer: The answer.
        level: How private what it answers is.
        said: The texts that it answers. What it only repeats of them is judged by itself, and
            may be anybody's question.
    """
    asked = " ".join(map(_plain, said))
    for plain in _parts(answer):
        if plain not in asked:
            key = _key(plain)
            _known.put(key, highest(level, _known.get(key) or "low"))


def recall(text: str) -> Level:
    """Return the level of a text that is or holds an answer; `low` for any other."""
    if not len(_known):
        return "low"
    return highest(*(_known.get(_key(plain)) or "low" for plain in _parts(text)))


def forget() -> None:
    """Forget every answer."""
    _known.clear()


def _parts(text: str) -> Iterator[str]:
    """Yield a text and its paragraphs, as they are compared."""
    if len(whole := _plain(text)) >= _LEAST_CHARS:
        yield whole
    paragraphs = text.splitlines()
    for one in paragraphs if len(paragraphs) > 1 else ():
        if len(plain := _plain(one)) >= _LEAST_PARAGRAPH_CHARS:
            yield plain


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _key(plain: str) -> bytes:
    return verdicts.key_of(plain, "balanced")
