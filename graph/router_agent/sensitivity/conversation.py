"""A conversation as the texts that would be sent, one a message.

Everything counts: every turn, system text, tool calls and their results. What cannot be read
(an image, a file, an unknown kind of part) is said to be there.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_HUMAN: Final = ("human", "user")
_TEXT_PARTS: Final = ("text", "input_text", "output_text")
# What chat models send of a LangChain message beside its content.
_ALSO_SENT: Final = ("name", "tool_calls", "invalid_tool_calls", "additional_kwargs")
_NO_TEXT: Final = ("role", "type", "content", "id")
# Parts that repeat what stands elsewhere in the same message.
_REPEATED_PARTS: Final = ("tool_use", "tool_call", "function_call")


@dataclass(frozen=True, slots=True)
class MessageText:
    """The text of one message.

    Attributes:
        text: Its text parts joined by line breaks, then what else is sent of it (name, tool
            calls, ...) as JSON.
        readable: Whether that is all there is: False where a part is no text.
        human: Whether a person wrote it.
    """

    text: str
    readable: bool = True
    human: bool = False


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
        rest = {name: value for name, value in message.items() if name not in _NO_TEXT and value}
    elif isinstance(message, tuple | list) and len(message) == 2:
        role, content = message
    elif hasattr(message, "content"):
        role, content = getattr(message, "type", None), message.content
        rest = {name: value for name in _ALSO_SENT if (value := getattr(message, name, None))}
    else:
        raise TypeError(
            f"cannot judge a message of type {type(message).__name__}; it must be a LangChain "
            'message, a mapping with "role" and "content", or a (role, content) pair'
        )
    parts, readable = _read(content)
    if rest:
        parts.append(_as_json(rest))
    return MessageText("\n".join(parts), readable, human=role in _HUMAN)


def _read(content: object) -> tuple[list[str], bool]:
    """Return the text parts of a message's content, and whether they are all of it."""
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
        elif isinstance(part, Mapping) and part.get("type") in _TEXT_PARTS:
            text = part.get("text")
            parts.append(text if isinstance(text, str) else "")
            readable = readable and isinstance(text, str)
        elif isinstance(part, Mapping) and part.get("type") in _REPEATED_PARTS:
            parts.append(_as_json(part))
        else:
            readable = False
    return parts, readable


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
