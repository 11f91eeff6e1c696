"""What can be asked: checks on what comes in, before LangGraph could quote it in an error."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from langchain_core.messages import (
    AnyMessage,
    BaseMessage,
    HumanMessage,
    RemoveMessage,
    convert_to_messages,
)

from router_agent.errors import InvalidQuestion
from router_agent.sensitivity.conversation import MessageText, texts

# A message that nobody checked can have any text for a type.
_TYPES: Final = ("ai", "system", "chat", "function", "remove", "AIMessageChunk")
_SHAPE: Final = '{"messages": "a question"} or {"messages": [...]}'


def parse(given: object, max_chars: int) -> dict[str, Any]:
    """Return the graph's input with its messages checked, as LangChain messages.

    Args:
        given: What a caller passed as input.
        max_chars: Most characters that all of its messages together may have.

    Raises:
        InvalidQuestion: If it is no input, or could never be answered. The message names the
            cause and quotes nothing.
    """
    if not isinstance(given, Mapping):
        raise InvalidQuestion(f"the input is a {type(given).__name__}; it must be {_SHAPE}")
    if "messages" not in given:
        raise InvalidQuestion(f"the input has no messages; it must be {_SHAPE}")
    asked = given["messages"]
    messages: list[Any] = [HumanMessage(asked)] if isinstance(asked, str) else _convert(asked)
    kept = [message for message in messages if not isinstance(message, RemoveMessage)]
    if not kept:
        raise InvalidQuestion("the input has no messages; ask a question")
    _check_text([MessageText(asked)] if isinstance(asked, str) else texts(kept), max_chars)
    query_of(kept)
    return {**given, "messages": messages}


def query_of(messages: list[AnyMessage]) -> str:
    """Return the question: the text of the last message from a person.

    Raises:
        InvalidQuestion: If the conversation does not end in something to answer.
    """
    if not messages:
        raise InvalidQuestion("there are no messages; ask a question")
    if (last := messages[-1]).type not in ("human", "tool"):
        kind = repr(last.type) if last.type in _TYPES else "another kind"
        raise InvalidQuestion(
            f"the conversation ends in a message of type {kind}; it must end in one from the user"
        )
    asked = next((m for m in reversed(messages) if m.type == "human"), None)
    if asked is None:
        raise InvalidQuestion("the conversation has no message from the user")
    text = asked.content if isinstance(asked.content, str) else str(asked.text)
    if not any(c.isprintable() and not c.isspace() for c in text) and not _has_attachment(asked):
        raise InvalidQuestion("the question is empty")
    return text


def _convert(given: object) -> list[AnyMessage]:
    items = list(given) if isinstance(given, list | tuple) and not _is_pair(given) else [given]
    converted: list[Any] = []
    for index, item in enumerate(items):
        try:
            converted += convert_to_messages([item])  # type: ignore[list-item]
        except Exception as error:  # noqa: BLE001 - its text quotes the message
            raise InvalidQuestion(
                f"message {index} cannot be read ({type(error).__name__}); it must be a LangChain "
                'message, a mapping with "role" and "content", or a (role, content) pair'
            ) from None
    return converted


def _is_pair(given: object) -> bool:
    """Whether it is one (role, content) message, not a list of messages."""
    return isinstance(given, tuple) and len(given) == 2 and given[0] in ("user", "human")


def _has_attachment(message: BaseMessage) -> bool:
    return isinstance(message.content, list) and any(
        not isinstance(part, str) and part.get("type") != "text" for part in message.content
    )


def _check_text(messages: Sequence[MessageText], max_chars: int) -> None:
    total = 0
    for index, message in enumerate(messages):
        total += len(message.text)
        if "\0" in message.text:
            raise InvalidQuestion(f"message {index} holds a NUL character; remove it")
        try:
            message.text.encode()
        except UnicodeEncodeError:
            raise InvalidQuestion(
                f"message {index} holds half a character (a lone surrogate); "
                "it was decoded wrongly before it came here"
            ) from None
    if total > max_chars:
        raise InvalidQuestion(
            f"the question has {total:,} characters, more than the {max_chars:,} that "
            "ROUTER_MAX_QUESTION_CHARS allows"
        )
