"""A conversation as the texts that would be sent, one a message.

Everything counts: every turn, system text, tool calls and their results. What cannot be read
(an image, a file, an unknown kind of part) is said to be there.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_HUMAN: Final = ("human", "user")
_READABLE_PARTS: Final = (
    "text",
    "input_text",
    "output_text",
    "tool_use",
    "tool_call",
    "function_call",
)
# What chat models send of a LangChain message beside its content.
_ALSO_SENT: Final = (
    "name",
    "tool_calls",
    "invalid_tool_calls",
    "tool_call_id",
    "additional_kwargs",
    "role",
)
_NOT_SENT: Final = ("type", "content", "id")
# As calls of tools are numbered on their way out.
_CALL_ID: Final = re.compile(r"call_\d{1,3}", re.ASCII)
# A role that is none of these may say something.
_ROLES: Final = frozenset(
    ("human", "user", "ai", "assistant", "system", "developer", "tool", "function", "model")
)


@dataclass(frozen=True, slots=True)
class MessageText:
    """The text of one message.

    Attributes:
        text: Its text parts joined by line breaks; behind them, where there are several, the
            parts once more in one piece, and what else is sent of it (name, tool calls, ...).
        readable: Whether that is all there is: False where a part is no text.
        human: Whether a person wrote it.
        content_chars: How many characters of it, from the first, are its content.
    """

    text: str
    readable: bool = True
    human: bool = False
    content_chars: int | None = None

    @property
    def content(self) -> str:
        """Its text parts joined by line breaks, without what else is sent of it."""
        return self.text[: self.content_chars]


def texts(messages: object) -> list[MessageText]:
    """Return the texts of a conversation.

    Args:
        messages: A text, or a sequence of LangChain messages, mappings with "role" and
            "content", (role, content) pairs or texts.

    Raises:
        TypeError: If it is none of these. The message does not quote it.
    """
    if isinstance(messages, str):
        return [MessageText(messages, human=True)]
    if isinstance(messages, Mapping) or hasattr(messages, "content"):
        return [_text_of(messages)]
    if not isinstance(messages, Sequence) or isinstance(messages, bytes | bytearray):
        raise TypeError(
            f"cannot judge a {type(messages).__name__}; it must be a text or a list of messages"
        )
    return [_text_of(message) for message in messages]


def _text_of(message: object) -> MessageText:
    role: object
    rest: dict[str, object] = {}
    if isinstance(message, str):
        return MessageText(message, human=True)
    if isinstance(message, Mapping):
        role, content = message.get("role", message.get("type")), message.get("content")
        rest = {name: value for name, value in message.items() if name not in _NOT_SENT}
    elif isinstance(message, tuple | list) and len(message) == 2:
        role, content = message
        rest = {"role": role}
    elif hasattr(message, "content"):
        role, content = getattr(message, "type", None), message.content
        rest = _also_sent(message)
    else:
        raise TypeError(
            f"cannot judge a message of type {type(message).__name__}; it must be a LangChain "
            'message, a mapping with "role" and "content", or a (role, content) pair'
        )
    parts, readable = _read(content)
    # A value may be cut in two by two parts: once apart and once in one piece shows it.
    pieces = [*parts, "".join(parts)] if len(parts) > 1 else parts
    text = "\n".join([*pieces, *leaves(_told(rest))])
    return MessageText(text, readable, role in _HUMAN, len("\n".join(parts)))


def _also_sent(message: object) -> dict[str, object]:
    """Return what of a message is sent beside its content.

    Out of its fields and further ones, where it is LangChain's: asking it for an attribute that
    it lacks takes longer than all the rest.
    """
    extra = getattr(message, "__pydantic_extra__", None)
    if extra is None:
        return {name: getattr(message, name, None) for name in _ALSO_SENT}
    fields = vars(message)
    return {
        n: fields[n] if n in fields else extra[n] for n in _ALSO_SENT if n in fields or n in extra
    }


def _told(rest: Mapping[str, object]) -> dict[str, object]:
    """Return what says something: the words for nothing would be read as the person's own."""
    return {
        name: _without_ids(value) if name == "tool_calls" else value
        for name, value in rest.items()
        if name not in _ALSO_SENT
        or not (
            value in (None, "", [], {})
            or (name == "role" and str(value) in _ROLES)
            or (name == "tool_call_id" and _is_call_id(value))
        )
    }


def _without_ids(calls: object) -> object:
    """Return tool calls without the ids that say nothing: they read like somebody's."""
    if not isinstance(calls, list):
        return calls
    return [
        {k: v for k, v in call.items() if not (k == "id" and _is_call_id(v))}
        if isinstance(call, Mapping)
        else call
        for call in calls
    ]


def _is_call_id(value: object) -> bool:
    return isinstance(value, str) and _CALL_ID.fullmatch(value) is not None


def _read(content: object) -> tuple[list[str], bool]:
    """Return the texts of a message's content, and whether they are all of it."""
    if content is None:
        return [], True
    if isinstance(content, str):
        return [content], True
    if isinstance(content, bytes | bytearray) or not isinstance(content, Iterable):
        return [], False
    parts: list[str] = []
    readable = True
    for part in [content] if isinstance(content, Mapping) else content:
        if isinstance(part, str):
            parts.append(part)
            continue
        known = isinstance(part, Mapping) and part.get("type") in _READABLE_PARTS
        readable = readable and known
        if not known:
            continue
        text = part.get("text")
        readable = readable and isinstance(text, str | None)
        if isinstance(text, str):
            parts.append(text)
        parts.extend(leaves({name: part[name] for name in part if name not in ("type", "text")}))
    return parts, readable


def leaves(value: object) -> Iterator[str]:
    """Yield every text in a nested value, as it is and not as JSON would escape it.

    A text in a mapping comes with its key, as `key: text`, and every key by itself; a text that
    is JSON itself (a tool call's arguments) is taken apart too. What holds itself is read once.
    """
    waiting: list[tuple[str, object]] = [("", value)]
    held: dict[int, object] = {}
    while waiting:
        key, item = waiting.pop()
        if isinstance(item, Mapping | list | tuple | set):
            if id(item) in held:
                continue
            held[id(item)] = item
        if isinstance(item, Mapping):
            waiting.extend((str(name), item[name]) for name in item)
            if key:
                yield key
        elif isinstance(item, list | tuple | set):
            waiting.extend((key, element) for element in item)
            if key:
                yield key
        elif isinstance(item, str):
            yield f"{key}: {item}" if key else item
            if item[:1] in ("{", "["):
                waiting.append((key, _parsed(item)))
        elif key or item is not None:
            yield f"{key}: {item}"


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
