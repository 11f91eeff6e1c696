"""Ids of tool calls, numbered anew on their way out.

Servers make them at random, so that they read like somebody's number, and whoever makes one could
hide a text in it. What the cloud gets are `call_1`, `call_2`, ...: they say nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from langchain_core.messages import AnyMessage

_NAMES: Final = ("id", "call_id", "tool_call_id", "tool_use_id")
# The fields of a message in which ids of calls stand.
_FIELDS: Final = (
    "tool_calls",
    "invalid_tool_calls",
    "tool_call_id",
    "additional_kwargs",
    "content",
)


def numbered(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """Return messages with the ids of their tool calls numbered in the order of the calls.

    Those without any are the given ones; of the others there are copies.
    """
    numbers: dict[str, str] = {}
    for message in messages:
        if message.type in ("ai", "tool"):
            fields = vars(message)
            for call in (*fields.get("tool_calls", ()), *fields.get("invalid_tool_calls", ())):
                _number(call.get("id"), numbers)
            _number(fields.get("tool_call_id"), numbers)
            for call in fields["additional_kwargs"].get("tool_calls") or ():
                _number(call.get("id") if isinstance(call, Mapping) else None, numbers)
    if not numbers:
        return list(messages)
    return [_renamed(message, numbers) for message in messages]


def _number(name: object, numbers: dict[str, str]) -> None:
    if isinstance(name, str) and name not in numbers:
        numbers[name] = f"call_{len(numbers) + 1}"


def _renamed(message: AnyMessage, numbers: Mapping[str, str]) -> AnyMessage:
    if message.type not in ("ai", "tool"):
        return message
    fields = vars(message)
    given = {name: fields[name] for name in _FIELDS if name in fields}
    return message.model_copy(update=_replaced(given, numbers))


def _replaced(value: Any, numbers: Mapping[str, str], name: str = "") -> Any:
    if isinstance(value, str):
        return numbers.get(value, value) if name in _NAMES else value
    if isinstance(value, Mapping):
        return {key: _replaced(item, numbers, str(key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, numbers) for item in value]
    return value
