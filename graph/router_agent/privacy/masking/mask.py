"""Identifiers out of a conversation, and placeholders into their places.

What the classifier finds becomes a typed placeholder, the same value the same one throughout.
What it does not find stays: a masked conversation is judged again before it is sent, and what
remains of a value in it is looked for (`residue`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from langchain_core.messages import AnyMessage

from router_agent.privacy.masking.fields import masked
from router_agent.privacy.masking.pieces import parts
from router_agent.privacy.masking.placeholders import Placeholders
from router_agent.privacy.masking.values import Values
from router_agent.sensitivity import assess
from router_agent.sensitivity.assessment import Finding, Preset
from router_agent.sensitivity.conversation import MessageText, texts

# The other half of a number, at the beginning of a turn; fewer digits are more likely a count.
_REST: Final = re.compile(r"[-. ]{0,3}(\d{3,}(?:[-. ]\d+)*)")


@dataclass(frozen=True, slots=True)
class Masked:
    """A conversation without what was found in it.

    Attributes:
        messages: New messages, each with the id and type of the given one in its place.
        placeholders: What stands in them for the values.
    """

    messages: list[AnyMessage]
    placeholders: Placeholders


def mask(messages: Sequence[AnyMessage], privacy: Preset) -> Masked:
    """Replace what is found in a conversation, wherever it stands.

    Values are numbered in the order in which they were found, so that a longer version of the
    same conversation gives them the same names. What is found in another reading of the text
    (digits in words, an encoding, letters apart) is replaced as it stands. So are the parts of
    a value where they stand by themselves: its last digits, what is before an @.

    Args:
        messages: The conversation; its messages stay as they are.
        privacy: The preset, as for judging.

    Returns:
        The masked conversation. It may still be private or hold pieces of a value, and must be
        judged and given to `residue.remains`.

    Raises:
        RecursionError: If a message holds itself, or is nested so deeply that none can send it.
    """
    read = texts(messages)
    placeholders = Placeholders(avoid=[message.text for message in read])
    values = Values(placeholders)
    for found in assess(read, privacy).findings:
        text = read[found.message].text
        values.add(found.kind, text, found.start, found.end)
        for start, end in parts(text[found.start : found.end]):
            values.add(found.kind, text, found.start + start, found.start + end)
        if not isinstance(messages[found.message].content, str):
            for start, end in _lines(text, found.start, found.end):
                values.add(found.kind, text, start, end)
        for following in _goes_on_in(read, found):
            if (rest := _REST.match(following)) is not None:
                values.add(found.kind, following, *rest.span(1))
    if not values:
        return Masked([message.model_copy() for message in messages], placeholders)
    return Masked([masked(message, values) for message in messages], placeholders)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a value are that has several.

    A line break between two of them may be none of the message's, but the one with which
    `texts` joined two parts of it.
    """
    lines = text[start:end].split("\n")
    for line in lines if len(lines) > 1 else ():
        yield start, start + len(line)
        start += len(line) + 1


def _goes_on_in(read: Sequence[MessageText], found: Finding) -> Iterator[str]:
    """Yield the texts in which a number may go on with which a turn ends.

    The classifier takes the half that it recognised by itself for the whole.
    """
    message = read[found.message]
    if not message.text[found.end - 1].isdigit():
        return
    if any(map(str.isalnum, message.text[found.end : message.content_chars])):
        return
    behind = (other for other in islice(read, found.message + 1, None) if other.content.strip())
    following = next(behind, None)
    if following is None:
        return
    yield following.content
    if message.human and not following.human:
        yield from islice((other.content for other in behind if other.human), 1)
