"""What the statistics add up to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from router_agent.stats.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The questions of one model type, or of one reason.

    Attributes:
        count: How many questions.
        share: Their part of all questions, in [0, 1].
        input_tokens: Tokens sent, where known.
        output_tokens: Tokens of the answers, where known.
        usd: Price in US dollars, where known.
        unpriced: How many of the questions have no known price.
        seconds: Mean seconds from question to answer; None where there is none.
    """

    count: int
    share: float
    input_tokens: int
    output_tokens: int
    usd: float
    unpriced: int
    seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All questions of a database.

    Attributes:
        total: How many there are.
        model_types: `cloud`, `local` and `none` (held), each always present.
        reasons: By reason code, the most frequent first.
    """

    total: int
    model_types: dict[str, Share]
    reasons: dict[str, Share]

    def as_dict(self) -> dict[str, Any]:
        """Return the summary as plain data."""
        return asdict(self)


def summarise(store: Store) -> Summary:
    """Return the sums of a store; the database does the counting.

    Raises:
        StatisticsError: If it cannot be read.
    """
    rows = store.read(_sums)
    total = sum(row["count"] for row in rows)
    types = {"cloud": _share([], total), "local": _share([], total), "none": _share([], total)}
    reasons: dict[str, Share] = {}
    for name in {row["model_type"] for row in rows}:
        types[name] = _share((r for r in rows if r["model_type"] == name), total)
    for code in {row["reason_code"] for row in rows}:
        reasons[code] = _share((r for r in rows if r["reason_code"] == code), total)
    frequent = sorted(reasons.items(), key=lambda item: (-item[1].count, item[0]))
    return Summary(total=total, model_types=types, reasons=dict(frequent))


def _sums(connection: "Connection") -> list[dict[str, Any]]:
    from sqlalchemy import func, select

    from router_agent.stats.table import questions

    c = questions.c
    query = select(
        c.model_type,
        c.reason_code,
        func.count().label("count"),
        func.coalesce(func.sum(c.input_tokens), 0).label("input_tokens"),
        func.coalesce(func.sum(c.output_tokens), 0).label("output_tokens"),
        func.coalesce(func.sum(c.usd), 0.0).label("usd"),
        (func.count() - func.count(c.usd)).label("unpriced"),
        func.coalesce(func.sum(c.seconds), 0.0).label("seconds"),
    ).group_by(c.model_type, c.reason_code)
    return [dict(row._mapping) for row in connection.execute(query)]


def _share(rows: Iterable[dict[str, Any]], total: int) -> Share:
    rows = list(rows)
    count = sum(row["count"] for row in rows)
    return Share(
        count=count,
        share=count / total if total else 0.0,
        input_tokens=sum(row["input_tokens"] for row in rows),
        output_tokens=sum(row["output_tokens"] for row in rows),
        usd=sum(row["usd"] for row in rows),
        unpriced=sum(row["unpriced"] for row in rows),
        seconds=sum(row["seconds"] for row in rows) / count if count else None,
    )
