"""Placeholders into a message, by the rules that servers have for each of its fields."""

import json
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, Final, TypeVar

from langchain_core.messages import BaseMessage

from router_agent.privacy.masking.values import Values

# Servers take letters, digits, hyphens and underscores in these, and no brackets.
_NAMES: Final = frozenset(("name", "id", "role", "type", "call_id", "tool_call_id", "tool_use_id"))
_CALLS: Final = frozenset(("tool_calls", "invalid_tool_calls", "tool_call_chunks"))
_SENT: Final = ("content", "name", "role", "tool_call_id", "additional_kwargs", *sorted(_CALLS))
_KEPT: Final = (bool, type(None))

M = TypeVar("M", bound=BaseMessage)


def masked(message: M, values: Values) -> M:
    """Return a copy of a message with placeholders in the place of values."""
    given = message.__dict__  # as quick as pydantic is slow to say that there is no such field
    update = {name: _field(name, value, values) for name in _SENT if (value := given.get(name))}
    return message.model_copy(update=update)


def _field(name: str, value: Any, values: Values) -> Any:
    """Return a field of a message masked, by the rules that servers have for it."""
    if name in _NAMES:
        return values.replace(value, bare=True) if isinstance(value, str) else value
    if name == "content":
        return _content(value, values)
    if name in _CALLS and isinstance(value, list | tuple):
        return [_named(call, values) for call in value]
    if name == "function_call":
        return _named(value, values)
    if name == "additional_kwargs":
        return {key: _field(key, inside, values) for key, inside in value.items()}
    return _nested(value, values)


def _content(content: Any, values: Values) -> Any:
    if isinstance(content, list):
        return [_named(part, values) for part in _across(content, values)]
    return _nested(content, values)


def _named(item: Any, values: Values) -> Any:
    """Return a part of a content or a call masked: what it calls itself is no free text."""
    if not isinstance(item, Mapping):
        return _nested(item, values)
    return {
        key: values.replace(value, bare=True)
        if key in _NAMES and isinstance(value, str)
        else _named(value, values)
        if key == "function"
        else _nested(value, values)
        for key, value in item.items()
    }


def _nested(value: Any, values: Values) -> Any:
    """Return a value of any shape with all texts in it masked, numbers and keys included."""
    if isinstance(value, str):
        return _text(value, values)
    if isinstance(value, Mapping):
        return {
            _text(key, values) if isinstance(key, str) else key: _nested(inside, values)
            for key, inside in value.items()
        }
    if isinstance(value, list | tuple | set):
        return [_nested(inside, values) for inside in value]
    if isinstance(value, _KEPT):
        return value
    said = str(value)
    masked = values.replace(said)
    return value if masked == said else masked


def _text(text: str, values: Values) -> str:
    """Return a text masked; JSON stays JSON, also where values are numbers or escaped in it."""
    replaced = values.replace(text)
    parsed = _parsed(text)
    if parsed is None:
        return replaced
    masked = _nested(parsed, values)
    if _parsed(replaced) == masked:
        return replaced
    return values.replace(json.dumps(masked, ensure_ascii=False))


def _parsed(text: str) -> Any:
    """Return what a text says that is an object or an array in JSON; None for another."""
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _across(parts: list[Any], values: Values) -> list[Any]:
    """Replace what one part of a content begins and the next ends."""
    said = [_said(part) for part in parts]
    joined = "".join(said)
    ends = list(accumulate(map(len, said)))
    spans = [
        span
        for span in (values.spans(joined) if len(parts) > 1 else ())
        if bisect_right(ends, span.start) != bisect_right(ends, span.end - 1)
    ]
    if not spans:
        return parts
    changed: list[Any] = []
    place = 0
    for part, text in zip(parts, said, strict=True):
        new: list[str] = []
        last = place
        end = place + len(text)
        for span in spans:
            if span.end <= place or span.start >= end:
                continue
            if span.start >= place:
                new += joined[last : span.start], values.placeholder(joined, span)
            last = span.end
        new.append(joined[last:end])
        place = end
        changed.append(_saying(part, "".join(new)) if text else part)
    return changed


def _said(part: Any) -> str:
    text = part.get("text") if isinstance(part, Mapping) else part
    return text if isinstance(text, str) else ""


def _saying(part: Any, text: str) -> Any:
    return {**part, "text": text} if isinstance(part, Mapping) else text
