"""What leaves the graph when something fails: the kind of a foreign error, never its text.

A validation error quotes the message, an HTTP error the request, a database's the parameters,
a serializer's the object; whatever logs an exception logs its causes, too. So nothing foreign
leaves: another error takes its place, with no way from it to the first.
"""

import errno
import re
from types import TracebackType
from typing import Final

from langgraph.errors import GraphBubbleUp, GraphRecursionError, InvalidUpdateError

from router_agent.errors import RouterAgentError
from router_agent.privacy.quoting.failure_kinds import kind_for

# A type can be made at run time, with any name.
_TYPE_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}", re.ASCII)
# Where databases say what went wrong. A server's own `code` is not among them: it chooses it.
_CODES: Final = (
    ("sqlstate", re.compile(r"[0-9A-Z]{5}", re.ASCII)),  # PostgreSQL
    ("sqlite_errorname", re.compile(r"SQLITE_[A-Z_]{1,40}", re.ASCII)),
)
_STATUSES: Final = range(100, 600)
# How texts begin that are worth hearing: of such a text this beginning is said, and no more.
_FIXED: Final = (
    "recursion_limit must be at least 1",
    "Checkpointer requires one or more of the following 'configurable' keys: "
    "thread_id, checkpoint_ns, checkpoint_id",
    "No checkpointer set",
    "Cannot use Command(resume=...) without checkpointer",
    "Received empty Command input",
    "Received no input for __start__",
    "Ambiguous update, specify as_node",
    "'thread_id'",
    "MAC check failed",  # a wrong key of the encrypted serializer
    "The SqliteSaver does not support async methods. Consider using AsyncSqliteSaver instead.",
    "Synchronous calls to AsyncSqliteSaver are only allowed from a different thread. "
    "From the main thread, use the async interface.",
)
# What is said of a text that names what a caller passed for a node, which may be anything.
_NO_NODE: Final = "the graph has no node of the name that was given (`as_node`)"
_MOST_NAMED: Final = 5


def instead_of(error: BaseException) -> BaseException:
    """Return what may leave the graph for `error`, with nothing behind it.

    Our own errors, LangGraph's control flow and what ends a program or a task stay what they
    are. Raise the result outside of the `except` block: inside, Python would tie `error` to it.
    """
    if isinstance(error, BaseExceptionGroup) and not isinstance(error, Exception):
        # What ends a program, in company of errors that may quote: it goes on alone.
        error = _leaf(error)
    if not isinstance(error, Exception) or isinstance(error, GraphBubbleUp):
        return _cut(error)
    if isinstance(error, RouterAgentError | GraphRecursionError):
        # Frames hold the question; here the message says where to look.
        return _cut(error).with_traceback(None)
    return kind_for(error)(
        _kind(error), _code(error), _status(error), _place(error.__traceback__), _said(error)
    )


def _cut(error: BaseException) -> BaseException:
    """Return an error without what caused it, and what was noted on it."""
    error.__cause__ = error.__context__ = None
    if getattr(error, "__notes__", None):
        error.__notes__ = []
    return error


def _leaf(group: BaseExceptionGroup[BaseException]) -> BaseException:
    for one in group.exceptions:
        found = _leaf(one) if isinstance(one, BaseExceptionGroup) else one
        if not isinstance(found, Exception):
            return found
    return group.exceptions[0]


def _kind(error: BaseException) -> str:
    """Return an error's type; of a group, the types that are in it as well."""
    name = type(error).__name__
    name = name if _TYPE_NAME.fullmatch(name) else "Exception"
    if isinstance(error, BaseExceptionGroup):
        inside = sorted({_kind(one) for one in error.exceptions})
        return f"{name} of {', '.join(inside[:_MOST_NAMED])}"
    return name


def _code(error: BaseException) -> str | None:
    for attribute, form in _CODES:
        code = getattr(error, attribute, None)
        if isinstance(code, str) and form.fullmatch(code):
            return code
    return errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    return status if type(status) is int and status in _STATUSES else None


def _said(error: BaseException) -> str | None:
    # Not its `str`: an error's own can be as slow, or as broken, as anybody's code.
    first = error.args[0] if error.args else None
    if isinstance(error, KeyError) and type(first) is str:
        first = repr(first)
    if type(first) is not str:
        return None
    if isinstance(error, InvalidUpdateError) and (
        first.startswith("Node ") and first.endswith(" does not exist")
    ):
        return _NO_NODE
    return next((text for text in _FIXED if first.startswith(text)), None)


def _place(traceback: TracebackType | None) -> str | None:
    """Return the module and line that raised; a line number says nothing of the text."""
    if traceback is None:
        return None
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    module = str(traceback.tb_frame.f_globals.get("__name__"))
    return f"{module}:{traceback.tb_lineno}"
