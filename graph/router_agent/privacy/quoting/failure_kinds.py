"""`RunFailed` in the kinds that callers go by: each is what the foreign error was, too.

A retry policy, a server and an `except` ask for a type. LangGraph's default retry policy runs
no `ValueError` again, but whatever it does not know; its server answers 400 to a `ValueError` or
an `InvalidUpdateError`, and 500 to the rest. So what takes an error's place has its base, as far
as the base is a plain one: none that must hold a text, a request or an object.
"""

import errno
from typing import Any, Final

from langgraph.errors import (
    EmptyChannelError,
    EmptyInputError,
    InvalidUpdateError,
    TaskNotFound,
)

from router_agent.errors import RunFailed

_BASES: Final[tuple[type[Exception], ...]] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BrokenPipeError,
    BufferError,
    ConnectionAbortedError,
    ConnectionError,
    ConnectionRefusedError,
    ConnectionResetError,
    EOFError,
    FileExistsError,
    FileNotFoundError,
    ImportError,
    IndexError,
    KeyError,
    LookupError,
    MemoryError,
    ModuleNotFoundError,
    NameError,
    NotImplementedError,
    OSError,
    OverflowError,
    PermissionError,
    RecursionError,
    ReferenceError,
    RuntimeError,
    TimeoutError,
    TypeError,
    UnicodeError,
    ValueError,
    ZeroDivisionError,
    EmptyChannelError,
    EmptyInputError,
    InvalidUpdateError,
    TaskNotFound,
)


def _kind_of(base: type[Exception]) -> type[RunFailed]:
    """Return the `RunFailed` that is a `base`, too; under its name, which its text explains."""

    def reduce(error: RunFailed) -> tuple[Any, ...]:
        # By its base: under its own name, pickle would look for this type and find `RunFailed`.
        return again, (base, error.args), vars(error)

    body: dict[str, Any] = {
        "__module__": RunFailed.__module__,
        "__doc__": RunFailed.__doc__,
        "__reduce__": reduce,
    }
    if issubclass(base, OSError):
        body["errno"] = property(lambda error: getattr(errno, error.code or "", None))
    return type(RunFailed.__name__, (RunFailed, base), body)


_KINDS: Final = {base: _kind_of(base) for base in _BASES}
# The first two would end a caller's loop, or become a RuntimeError on their way (PEP 479). The
# third is shown by its own fields instead of its text. LangGraph runs none of them again.
_AS_RUNTIME_ERROR: Final = (StopIteration, StopAsyncIteration, SyntaxError)
_KINDS.update(dict.fromkeys(_AS_RUNTIME_ERROR, _KINDS[RuntimeError]))


def kind_for(error: Exception) -> type[RunFailed]:
    """Return the kind of `RunFailed` for a foreign error: by the nearest of its bases."""
    return next((_KINDS[base] for base in type(error).__mro__ if base in _KINDS), RunFailed)


def again(base: type[Exception], facts: tuple[Any, ...]) -> RunFailed:
    """Return what was pickled."""
    return _KINDS[base](*facts)
