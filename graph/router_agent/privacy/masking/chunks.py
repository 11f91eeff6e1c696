"""Values back into the messages of a chat model: whole ones, and chunks of one."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk

from router_agent.privacy.masking.placeholders import Placeholders
from router_agent.privacy.masking.restoring import Restorer, spelled_in_json

# Where a model's words are in its message.
_SAID: Final = ("content", "additional_kwargs", "tool_calls", "invalid_tool_calls")
_SAID_IN_CHUNK: Final = ("content", "additional_kwargs", "tool_call_chunks")
_OTHER_FIELDS: Final = ("id", "name", "response_metadata", "usage_metadata", "chunk_position")
# What is the same in every chunk, and not put together from pieces.
_FIXED: Final = frozenset(("type", "id", "index"))
# The source of a JSON value. Once read it is a mapping, in which texts are plain.
_JSON: Final = frozenset(("args", "arguments", "partial_json"))


class Part(NamedTuple):
    """A part of a list: chunks tell it by its number, where they do not by its type."""

    number: object
    kind: object


Place = tuple[object, ...]
"""Where a text stands in a message: names, and parts of lists. Its pieces have one place."""

Restore = Callable[[str, Place], str]
M = TypeVar("M", bound=BaseMessage)


def restored(message: M, placeholders: Placeholders) -> M:
    """Return a copy of a whole message with the values in it."""

    def restore(text: str, place: Place) -> str:
        return "".join(placeholders.read(text, spelled_in_json if _is_json(place) else str))

    return message.model_copy(update=_rebuilt_fields(message, _SAID, placeholders, restore))


class ChunkRestorer:
    """Restores a message that arrives in chunks; what they add up to is the restored message."""

    def __init__(self, placeholders: Placeholders) -> None:
        """Put in the values of `placeholders`."""
        self._placeholders = placeholders
        self._texts: dict[Place, Restorer] = {}
        self._id: str | None = None

    def feed(self, chunk: ChatGenerationChunk) -> ChatGenerationChunk:
        """Return a chunk restored as far as it is certain; with the last goes all the rest."""
        message = chunk.message
        self._id = message.id or self._id
        update = _rebuilt_fields(message, _SAID_IN_CHUNK, self._placeholders, self._restore)
        if any(value != getattr(message, name) for name, value in update.items()):
            chunk = ChatGenerationChunk(
                message=_changed(message, update), generation_info=chunk.generation_info
            )
        rest = self.rest() if _ends(chunk) else None
        return chunk if rest is None else chunk + rest

    def rest(self) -> ChatGenerationChunk | None:
        """Return what was held back, as one more chunk; None where nothing was."""
        rest: ChatGenerationChunk | None = None
        for place, text in self._texts.items():
            if held := text.flush():
                said = {"content": "", "id": self._id} | _around(place, held)
                chunk = ChatGenerationChunk(message=AIMessageChunk(**said))
                rest = chunk if rest is None else rest + chunk
        return rest

    def _restore(self, piece: str, place: Place) -> str:
        text = self._texts.get(place)
        if text is None:
            text = self._texts[place] = Restorer(self._placeholders, in_json=_is_json(place))
        return text.feed(piece)


def _is_json(place: Place) -> bool:
    return place[-1] in _JSON and _JSON.isdisjoint(place[:-1])


def _rebuilt_fields(
    message: BaseMessage, names: tuple[str, ...], placeholders: Placeholders, restore: Restore
) -> dict[str, Any]:
    """Return the fields of a message that hold something, restored.

    Args:
        message: The message, or a chunk of one.
        names: Of the fields.
        placeholders: For keys of mappings, which always come whole.
        restore: For all other texts, which may be pieces of one.
    """

    def rebuilt(value: Any, place: Place) -> Any:
        if isinstance(value, str):
            return restore(value, place)
        if isinstance(value, Mapping):
            return {
                placeholders.restore(key) if isinstance(key, str) else key: inside
                if key in _FIXED
                else rebuilt(inside, (*place, key))
                for key, inside in value.items()
            }
        if isinstance(value, list | tuple):
            return [rebuilt(part, (*place, _part(part))) for part in value]
        return value

    given = ((name, getattr(message, name, None)) for name in names)
    return {name: rebuilt(value, (name,)) for name, value in given if value}


def _part(part: Any) -> Part:
    if isinstance(part, Mapping):
        number = part.get("index")
        return Part(number, part.get("type") if number is None else None)
    return Part(None, None)


def _around(place: Place, held: str) -> dict[str, Any]:
    """Return the field of a chunk that adds `held` to the text at a place."""
    value: Any = held
    for depth in range(len(place) - 1, 0, -1):
        key = place[depth]
        if not isinstance(key, Part):
            value = {key: value}
            continue
        if isinstance(value, dict):
            numbered = {} if key.number is None else {"index": key.number}
            if place[0] == "tool_call_chunks":
                value = {"name": None, "args": None, "id": None, **value}
            elif "text" in value:
                value = {"type": key.kind or "text", **value}
            value = {**numbered, **value}
        value = [value]
    return {str(place[0]): value}


def _changed(message: BaseMessage, update: dict[str, Any]) -> BaseMessage:
    if not isinstance(message, AIMessageChunk) or not message.tool_call_chunks:
        return message.model_copy(update=update)
    # Made anew, so that it reads the calls out of their restored pieces.
    fields = {name: getattr(message, name) for name in _OTHER_FIELDS}
    return type(message)(**fields | {"content": message.content} | update)


def _ends(chunk: ChatGenerationChunk) -> bool:
    """Whether a chunk says that the answer is over."""
    info = {**(chunk.generation_info or {}), **chunk.message.response_metadata}
    return bool(
        getattr(chunk.message, "chunk_position", None) == "last"
        or info.get("finish_reason")
        or info.get("done_reason")
    )
