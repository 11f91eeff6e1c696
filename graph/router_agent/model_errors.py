"""What the clients raise, as our errors: the kind of failure is kept, the text is not.

Foreign errors can quote the request or the answer, so nothing of them but type, status and
code crosses this line.
"""

from collections.abc import Iterator
from typing import Final, Literal

from router_agent.errors import (
    ContextTooLong,
    IncompleteAnswer,
    ModelError,
    ModelRejected,
    ModelTimeout,
    ModelUnavailable,
)

_BY_CODE: Final[dict[str, tuple[type[ModelError], str]]] = {
    "context_length_exceeded": (ContextTooLong, "context_too_long"),
    "exceed_context_size_error": (ContextTooLong, "context_too_long"),  # llama.cpp
    "insufficient_quota": (ModelRejected, "insufficient_quota"),
}

_BY_STATUS: Final[dict[int, tuple[type[ModelError], str]]] = {
    400: (ModelRejected, "bad_request"),
    401: (ModelRejected, "unauthorized"),
    403: (ModelRejected, "forbidden"),
    404: (ModelUnavailable, "model_not_found"),
    408: (ModelTimeout, "timeout"),
    429: (ModelRejected, "rate_limited"),
    503: (ModelUnavailable, "server_busy"),
}

# Looked up along the type's ancestors, so that a client's subclass is covered by its base.
_BY_TYPE: Final[dict[str, tuple[type[ModelError], str]]] = {
    "APITimeoutError": (ModelTimeout, "timeout"),
    "TimeoutException": (ModelTimeout, "timeout"),
    "TimeoutError": (ModelTimeout, "timeout"),
    "ConnectTimeout": (ModelUnavailable, "connection_failed"),
    "ConnectError": (ModelUnavailable, "connection_failed"),
    "APIConnectionError": (ModelUnavailable, "connection_failed"),
    "ConnectionError": (ModelUnavailable, "connection_failed"),
    "JSONDecodeError": (IncompleteAnswer, "malformed"),
    "ResponseError": (IncompleteAnswer, "stream_error"),  # Ollama's error line in a stream
    "APIError": (IncompleteAnswer, "stream_error"),
    "UnsupportedProtocol": (ModelUnavailable, "connection_failed"),
}

DOWN: Final = frozenset(
    (
        "connection_failed",
        "model_missing",
        "model_not_found",
        "server_busy",
    )
)
"""Codes that say that a model is down. With any other it failed at this one question, which may
be what makes a server slow or break: what a question says must not make a model count as down,
and so open a door. A server that is down finds the next look at it."""

_CUT: Final = ("RemoteProtocolError", "ReadError")

# The only texts that are looked at: two clients raise a bare ValueError for an empty stream,
# and Ollama has no code for a prompt that is too long.
_EMPTY: Final = ("No data received", "No generation chunks")
_TOO_LONG: Final = ("context length", "longer than the context")


def translate(error: Exception, model_type: Literal["cloud", "local"]) -> ModelError:
    """Return what `error` means.

    Args:
        error: Whatever a chat model raised.
        model_type: Which model was called.

    Returns:
        One of our errors; code `unexpected` where the kind is not known.
    """
    for cause in _causes(error):
        if isinstance(cause, ModelError):
            return cause
    code = getattr(error, "code", None)
    status = getattr(error, "status_code", None)
    status = status if isinstance(status, int) and status >= 100 else None
    kind, name = _kind(error, code if isinstance(code, str) else None, status)
    return kind(model_type, name, status)


def _kind(error: Exception, code: str | None, status: int | None) -> tuple[type[ModelError], str]:
    if code in _BY_CODE:
        return _BY_CODE[code]
    if status is not None:
        if status == 400 and any(mark in str(error) for mark in _TOO_LONG):
            return ContextTooLong, "context_too_long"
        if status in _BY_STATUS:
            return _BY_STATUS[status]
        return (ModelUnavailable, "server_error") if status >= 500 else (ModelRejected, "rejected")
    # A connection that broke while it was in use is told from one that never came about only
    # by what caused the client's error.
    if any(type(cause).__name__ in _CUT for cause in _causes(error)):
        return IncompleteAnswer, "cut_off"
    for ancestor in type(error).__mro__:
        if ancestor.__name__ in _BY_TYPE:
            return _BY_TYPE[ancestor.__name__]
    if isinstance(error, ValueError) and str(error).startswith(_EMPTY):
        return IncompleteAnswer, "empty_answer"
    return ModelError, "unexpected"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, its cause, the cause's cause, ..."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__
