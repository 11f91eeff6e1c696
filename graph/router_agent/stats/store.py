"""Where the rows are kept: a database, opened at first use and shared by all threads."""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from router_agent.errors import StatisticsError
from router_agent.stats.row import Row, values_of

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

T = TypeVar("T")

# How long a question waits for another process that holds the file, and how long nothing is
# tried after a failure: an answer must not wait for its statistic, nor the next one again.
_LOCK_SECONDS: Final = 1.0
_PAUSE_SECONDS: Final = 5.0


@cache
def _writer_of(_pid: int) -> ThreadPoolExecutor:
    """Return the writer of a process: one for all event loops, as SQLite takes one at a time.

    By process, as a forked child has the parent's executor but not its thread.
    """
    return ThreadPoolExecutor(1, thread_name_prefix="router-agent statistics")


@cache
def default_url() -> str:
    """Return the URL of the SQLite file in the user's data folder."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('router-agent') / 'stats.sqlite3'}"


def store_for(url: str | None) -> "Store":
    """Return the store of a URL or of a file's path; the user's own where none is set.

    There is one of each in a process.
    """
    return _store_of(url or default_url())


@lru_cache(maxsize=16)
def _store_of(url: str) -> "Store":
    return Store(url)


if hasattr(os, "register_at_fork"):
    # A child has the parent's stores, perhaps locked by a thread that is not there.
    os.register_at_fork(after_in_child=_store_of.cache_clear)


class Store:
    """The statistics of one database.

    Every method raises `StatisticsError` when the database fails; its message names the
    setting and the cause, and never a password.
    """

    def __init__(self, url: str) -> None:
        """Take a SQLAlchemy URL or the path of a SQLite file; nothing is opened yet."""
        self.url = url if "://" in url else f"sqlite:///{os.path.expanduser(url)}"
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._sql = ""
        self._order: tuple[str, ...] | None = None
        self._driver_errors: tuple[type[Exception], ...] = ()
        self._pid = 0
        self._failed = -_PAUSE_SECONDS

    def record(self, row: Row) -> None:
        """Write one row, committed when this returns; the same question again replaces its row."""
        if time.monotonic() - self._failed < _PAUSE_SECONDS:
            raise StatisticsError(
                "the statistics failed a moment ago and are tried again later; "
                "ROUTER_STATS_URL names the file or the database"
            )
        values = values_of(row)
        with self._lock, self._working("written") as connection:
            # By the driver itself, which both databases' share (PEP 249): on the way through
            # SQLAlchemy one row takes four times as long as the write.
            driver: Any = connection.connection.driver_connection
            driver.cursor().execute(
                self._sql, tuple(map(values.__getitem__, self._order)) if self._order else values
            )
            driver.commit()

    async def arecord(self, row: Row) -> None:
        """Write one row as `record` does, off the event loop; a cancelled caller loses nothing."""
        await asyncio.shield(asyncio.wrap_future(_writer_of(os.getpid()).submit(self.record, row)))

    def spent_since(self, moment: datetime) -> float:
        """Return the US dollars of all questions since `moment` whose price is known."""
        from sqlalchemy import func, select

        from router_agent.stats.table import questions

        query = select(func.coalesce(func.sum(questions.c.usd), 0.0)).where(
            questions.c.asked_at >= moment.timestamp()
        )
        return float(self.read(lambda connection: connection.execute(query).scalar_one()))

    def read(self, query: "Callable[[Connection], T]") -> T:
        """Return what `query` reads from the database."""
        with self._lock, self._working("read") as connection:
            try:
                return query(connection)
            finally:
                connection.rollback()

    def check_writable(self) -> None:
        """Raise `StatisticsError` unless a row could be written now."""
        from sqlalchemy import delete

        from router_agent.stats.table import questions

        with self._lock, self._working("written") as connection:
            connection.execute(delete(questions).where(questions.c.question_id == ""))
            connection.rollback()

    def close(self) -> None:
        """Close the connection; the next call opens it again."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and self._pid == os.getpid():
            connection.close()
            connection.engine.dispose()

    @contextmanager
    def _working(self, what: str) -> "Iterator[Connection]":
        """Give the open connection, and turn what goes wrong into our error."""
        from sqlalchemy.exc import SQLAlchemyError

        try:
            # A connection must not be used on both sides of a fork.
            if self._connection is None or self._pid != os.getpid():
                self._connection = self._open()
                self._pid = os.getpid()
            yield self._connection
        except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
            self._drop()
            self._failed = time.monotonic()
            raise self._error(what, error) from None
        except self._driver_errors as error:
            self._drop()
            self._failed = time.monotonic()
            raise self._error(what, error) from None

    def _open(self) -> "Connection":
        from sqlalchemy import create_engine, event
        from sqlalchemy.engine import make_url
        from sqlalchemy.pool import NullPool

        from router_agent.stats.table import create, upsert

        url = make_url(self.url)
        sqlite = url.get_backend_name() == "sqlite"
        if sqlite and url.database:
            path = Path(url.database)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
        arguments = {"check_same_thread": False, "timeout": _LOCK_SECONDS} if sqlite else {}
        engine = create_engine(url, poolclass=NullPool, connect_args=arguments)
        if sqlite:
            event.listen(engine, "connect", _set_up_sqlite)
        connection = engine.connect()
        try:
            create(connection)
        except BaseException:
            connection.close()
            raise
        self._sql, self._order = upsert(engine.dialect)
        if engine.dialect.dbapi is not None:
            self._driver_errors = (engine.dialect.dbapi.Error,)
        return connection

    def _error(self, what: str, error: Exception) -> StatisticsError:
        cause = getattr(error, "orig", None) or error
        kind = "" if isinstance(error, OSError) else f"{type(cause).__name__}: "
        text = str(cause).splitlines()[0] if str(cause) else ""
        # Of another database only the kind: its address may hold a password anywhere.
        shown = self.url if self.url.startswith("sqlite") else f"{self.url.partition(':')[0]}:..."
        return StatisticsError(
            f"the statistics ({shown}) cannot be {what}: {kind}{text}; "
            "ROUTER_STATS_URL names the file or the database"
        )


def _set_up_sqlite(connection: Any, _: object) -> None:
    # WAL: readers never wait for the writer, and a killed process loses no committed row.
    # synchronous=NORMAL: only a power cut can lose the last rows, and a commit needs no fsync.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
