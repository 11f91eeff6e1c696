"""What libraries log while a question is answered: nothing that could quote it.

Clients log at DEBUG what a server sent (headers, a status line, whatever it echoes), older
ones the whole request; LangChain logs what it could not parse. Such records of calls that are
made in a run of ours are stopped, from WARNING on emptied of their text. Two are said outside
of a run, and lose only the part that quotes: asyncio's debug mode shows the result of a slow
task, and a database's client what it writes into a checkpoint.

What a host program's own calls log is untouched, and so is what its own loggers say, in a run
or not.
"""

import logging
import re
from functools import partial
from pathlib import Path
from typing import Final, cast

from router_agent.privacy.run import under_way

# The packages between this one and the two servers, and their loggers that are made late.
_PACKAGES: Final = (
    "h11",
    "h2",
    "hpack",
    "httpcore",
    "httpcore2",
    "httpx",
    "httpx2",
    "langchain",
    "langchain_core",
    "langchain_ollama",
    "langchain_openai",
    "langgraph",
    "langsmith",
    "ollama",
    "openai",
)
_LATE: Final = (
    *(
        f"{package}.{part}"
        for package in ("httpcore", "httpcore2")
        for part in ("connection", "http11", "http2", "proxy", "socks")
    ),
    "openai._base_client",
    "openai._legacy_response",
    "openai._response",
    "langchain_core.callbacks.manager",
    "langchain_core.messages.ai",
    "langchain_core.messages.tool",
    "langchain_ollama.chat_models",
    "langchain_openai.chat_models._client_utils",
    "langchain_openai.chat_models.base",
)
_LEFT_OUT: Final = "(said while a question was answered; left out, as it can quote the question)"

# `Executing <Task finished ... coro=<... defined at FILE:1> result=...> took 0.1 seconds`
_OURS: Final = str(Path(__file__).parents[2])
_RESULT: Final = re.compile(r" (?:result|exception)=.*", re.DOTALL)


# What LangGraph's savers write, with the whole state among its parameters.
_SAVED: Final = re.compile(r"\s*(?:INSERT|REPLACE|UPDATE)\b.*\b(?:checkpoints|writes)\b", re.DOTALL)


class _InRuns(logging.Filter):
    """Stops what a library's logger says in a run; a warning passes without its text."""

    def filter(self, record: logging.LogRecord) -> bool:
        if under_way() is None:
            return True
        if record.levelno < logging.WARNING:
            return False
        record.msg, record.args = _LEFT_OUT, ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


class _OfTasks(logging.Filter):
    """Leaves out what a task of ours returned, which the event loop says outside of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and _OURS in str(record.args):
            record.args = tuple(
                _RESULT.sub(" ...>", one) if isinstance(one, str) else one for one in record.args
            )
        if _OURS in str(record.msg):  # an exception that nobody asked for, or a task that was lost
            record.msg = _RESULT.sub(" ...>", str(record.msg))
            record.exc_info = record.exc_text = None
        return True


class _OfSavers(logging.Filter):
    """Leaves out the parameters of a checkpoint, which a thread of the client's own says."""

    def filter(self, record: logging.LogRecord) -> bool:
        call = record.args[0] if isinstance(record.args, tuple) and record.args else None
        if isinstance(call, partial) and call.args and _SAVED.match(str(call.args[0])):
            record.args = (str(call.args[0]), *cast("tuple[object, ...]", record.args)[1:])
        return True


_IN_RUNS: Final = _InRuns()
_OF_TASKS: Final = _OfTasks()
_OF_SAVERS: Final = _OfSavers()


def quieten() -> None:
    """Put the filters on the loggers that are there; again, where new ones may have come."""
    there = [
        name
        for name in list(logging.root.manager.loggerDict)
        if name.partition(".")[0] in _PACKAGES
    ]
    for name in {*_PACKAGES, *_LATE, *there}:
        logging.getLogger(name).addFilter(_IN_RUNS)
    logging.getLogger("asyncio").addFilter(_OF_TASKS)
    logging.getLogger("aiosqlite").addFilter(_OF_SAVERS)
