"""The table of questions, and how it is made."""

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Dialect,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    inspect,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from router_agent.errors import StatisticsError

SCHEMA_VERSION: Final = 2

_metadata: Final = MetaData()

questions: Final = Table(
    "questions",
    _metadata,
    Column("question_id", String, primary_key=True),
    Column("asked_at", Float, nullable=False, index=True),  # seconds since 1970
    Column("sensitivity", String, nullable=False),
    Column("complexity", String, nullable=False),
    Column("kinds", String, nullable=False),  # a JSON list
    Column("model_type", String, nullable=False),
    Column("model_name", String),
    Column("reason_code", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("fallback_from", String),
    Column("input_tokens", Integer),
    Column("output_tokens", Integer),
    Column("usd", Float),
    Column("seconds", Float),
    Column("seconds_to_first_token", Float),
    Column("judged", Boolean, nullable=False),
    Column("version", String, nullable=False),
    Column("consent", String),
)

schema: Final = Table(
    "router_agent_schema", _metadata, Column("version", Integer, primary_key=True)
)


def create(connection: Connection) -> None:
    """Make the tables where there are none yet, and add what those of an older version lack.

    Raises:
        StatisticsError: If a newer router-agent made them.
    """
    for attempt in (1, 2):
        try:
            _metadata.create_all(connection)
            _refuse_newer(connection)
            _add_columns(connection)
            connection.execute(
                _insert(connection.dialect.name, schema), {"version": SCHEMA_VERSION}
            )
            connection.commit()
            break
        except DBAPIError:
            connection.rollback()
            # Two processes that start together can both find no table, or an old one; the
            # second finds what the first has made of it.
            if attempt == 2 or not inspect(connection).has_table("questions"):
                raise


def _refuse_newer(connection: Connection) -> None:
    newest = max(connection.execute(schema.select()).scalars().all(), default=0)
    if newest > SCHEMA_VERSION:
        connection.rollback()
        raise StatisticsError(
            f"the statistics were made by a newer router-agent (schema {newest}, this one knows "
            f"{SCHEMA_VERSION}); update it, or name another file in ROUTER_STATS_URL"
        )


def _add_columns(connection: Connection) -> None:
    """Add the columns that a table of an older version lacks; they are empty in its rows."""
    there = {column["name"] for column in inspect(connection).get_columns("questions")}
    for column in questions.columns:
        if column.name not in there:
            kind = column.type.compile(connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE questions ADD COLUMN {column.name} {kind}")


def upsert(dialect: Dialect) -> tuple[str, tuple[str, ...] | None]:
    """Return the SQL that writes a row, or replaces the one with the same id.

    Returns:
        The statement, and the names of its parameters in order; None where it takes them by
        name.
    """
    statement = _dialect(dialect.name).insert(questions)
    changed = {c.name: c for c in statement.excluded if c.name != "question_id"}
    compiled = statement.on_conflict_do_update(
        index_elements=["question_id"], set_=changed
    ).compile(dialect=dialect)
    return str(compiled), tuple(compiled.positiontup) if compiled.positional else None


def _insert(dialect: str, table: Table) -> Any:
    return _dialect(dialect).insert(table).on_conflict_do_nothing()


def _dialect(name: str) -> Any:
    try:
        return {"sqlite": sqlite, "postgresql": postgresql}[name]
    except KeyError:
        raise StatisticsError(
            f"ROUTER_STATS_URL names a {name} database; allowed: sqlite, postgresql"
        ) from None
