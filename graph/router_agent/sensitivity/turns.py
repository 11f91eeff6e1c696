"""What two turns of a conversation say together, and neither of them alone.

"What is your password?", asked in one turn, makes a password of the word in the next; half of a
number may stand in each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from router_agent.latest import Latest
from router_agent.sensitivity import verdicts
from router_agent.sensitivity.assessment import Finding
from router_agent.sensitivity.conversation import MessageText
from router_agent.sensitivity.recognising import recognised

# More than a value and its name take.
_END_CHARS: Final = 300
_SHORT_CHARS: Final = 30
# What was found in joined turns, by their content hash.
_known: Final[Latest[bytes, tuple[Finding, ...]]] = Latest(4096)
# Where half of a number ends, and where the other half begins.
_HALF: Final = re.compile(r"\d[-. ]?$")
_REST: Final = re.compile(r"[-. ]?\d")


class _Half(NamedTuple):
    """The end of one turn, or the beginning of the next.

    Attributes:
        message: The number of its message.
        start: Where in the message it starts.
        text: The text.
    """

    message: int
    start: int
    text: str


def findings(messages: Sequence[MessageText]) -> Iterator[Finding]:
    """Yield what is recognised only where one turn goes on with the next.

    Each two neighbours are read together; and each two turns of a person between which somebody
    else spoke, for what reaches over both (that is found twice, once in each), or goes on with a
    turn so short that it is hardly a sentence of its own.
    """
    last_human: int | None = None
    last: int | None = None
    for number, message in enumerate(messages):
        if not message.content.strip():
            continue
        if last is not None:
            for found in _found(messages, last, number):
                yield from found
        if message.human:
            if last_human is not None and last_human != last:
                asked = len(messages[last_human].content) <= _SHORT_CHARS
                for found in _found(messages, last_human, number):
                    if asked or len(found) > 1:
                        yield from found
            last_human = number
        last = number


def _found(messages: Sequence[MessageText], one: int, other: int) -> Iterator[list[Finding]]:
    before, behind = messages[one].content, messages[other].content
    start = max(0, len(before) - _END_CHARS)
    first = _Half(one, start, before[start:])
    second = _Half(other, 0, behind[:_END_CHARS])
    if first.text and second.text:
        for found in _found_in(first.text, second.text):
            yield list(_placed(found, first, second))


def _placed(found: Finding, first: _Half, second: _Half) -> Iterator[Finding]:
    """Yield a finding of the joined text as findings in the messages."""
    border = len(first.text) + 1
    if found.start < len(first.text):
        end = min(found.end, len(first.text))
        yield replace(
            found, start=first.start + found.start, end=first.start + end, message=first.message
        )
    if found.end > border:
        start = max(found.start - border, 0)
        yield replace(
            found,
            start=second.start + start,
            end=second.start + found.end - border,
            message=second.message,
        )


def _found_in(first: str, second: str) -> tuple[Finding, ...]:
    """Return what is found in two texts together, and in neither alone; each two are read once."""
    between = " " if _HALF.search(first) and _REST.match(second) else "\n"
    joined = f"{first}{between}{second}"
    key = verdicts.key_of(f"{len(first)} {joined}", "balanced")
    known = _known.get(key)
    if known is None:
        known = _only_together(first, second, joined)
        _known.put(key, known)
    return known


def _only_together(first: str, second: str, joined: str) -> tuple[Finding, ...]:
    found = recognised(joined)
    if not found:
        return ()
    border = len(first) + 1
    alone = [
        *recognised(first),
        *(replace(f, start=f.start + border, end=f.end + border) for f in recognised(second)),
    ]
    return tuple(f for f in found if not any(a.start < f.end and f.start < a.end for a in alone))
