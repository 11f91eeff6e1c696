"""What a line of a file holds: a text, or an item of JSON Lines with a text or a conversation.

What is no proper item is judged as the text that it is, and what cannot be read is said to be
there. Of an item's other fields, identifiers and secrets count.

Source:
    jsonlines.org (UTF-8, one JSON value a line).
"""

import json
import re
from typing import Any, Final, Literal, NamedTuple, get_args

from router_agent.sensitivity.conversation import MessageText, texts
from router_agent.sensitivity.recognising import recognised

Form = Literal["auto", "jsonl", "plain"]
FORMS: Final = get_args(Form)

TEXT_KEYS: Final = ("text", "question", "prompt", "content", "input", "messages")
_BOM: Final = b"\xef\xbb\xbf"
# What no text file holds, the escape of colours aside. NUL above all: it comes with UTF-16.
_ID: Final = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_BINARY: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Line(NamedTuple):
    """A line, ready to be judged.

    Attributes:
        messages: Its text, or the messages of its conversation; all there is to be judged.
        id: What the item calls itself; None where it does not.
        readable: Whether that is all of it: False where a part of it cannot be read.
    """

    messages: list[MessageText]
    id: str | int | None = None
    readable: bool = True


def parse(raw: bytes, form: Form = "auto", *, first: bool = False) -> Line:
    """Return what a line holds.

    Args:
        raw: The line, with or without its line break.
        form: `plain` takes every line for a text; `jsonl` takes what is no item of JSON Lines
            for unreadable; `auto` looks at each line.
        first: Whether a byte order mark may stand before it.
    """
    raw = raw.removesuffix(b"\n").removesuffix(b"\r")
    if first:
        raw = raw.removeprefix(_BOM)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return _unreadable(raw.decode("utf-8", "replace"))
    if _BINARY.search(text):
        return _unreadable(_BINARY.sub("", text))
    if form != "plain" and (form == "jsonl" or text.lstrip()[:1] in ("{", '"')):
        item = _item(text)
        if item is not None:
            return item
        if form == "jsonl" and text.strip():
            return _unreadable(text)
    return Line([MessageText(text, human=True)])


def _unreadable(text: str) -> Line:
    return Line([MessageText(text, readable=False, human=True)], readable=False)


def _item(text: str) -> Line | None:
    """Return an item of JSON Lines, or None where it is none."""
    try:
        value = _decode(text)
        if not isinstance(value, dict):
            return Line(texts(value)) if isinstance(value, str | list) else None
        parts = [value[key] for key in TEXT_KEYS if key in value]
        messages = [message for part in parts for message in texts(_given(part))]
        rest = {key: value[key] for key in value if key not in TEXT_KEYS}
        # Labels and the like say nothing; identifiers and secrets do, wherever they stand.
        (others,) = texts({"content": "", "rest": rest})
        says = bool(messages) and _found(others.text)
        if says:
            messages.append(others)
    except (ValueError, TypeError, RecursionError):
        return None
    if not messages:
        return None
    readable = all(message.readable for message in messages)
    return Line(messages, _plain_id(value.get("id"), alone=says), readable)


def _plain_id(value: object, *, alone: bool) -> str | int | None:
    """Return an item's own name, unless it might say something.

    Args:
        value: The name.
        alone: Whether it must be looked at by itself: nothing is in it where nothing is in all
            that the item says beside its text.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    said = str(value)
    return value if _ID.fullmatch(said) and not (alone and _found(said)) else None


def _found(text: str) -> bool:
    return bool(recognised(text))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; one that says something twice would hide half of it."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key comes twice")
    return value


_decode: Final = json.JSONDecoder(object_pairs_hook=_object).decode


def _given(part: object) -> object:
    if not isinstance(part, str | list):
        raise TypeError("neither a text nor messages")
    return part
