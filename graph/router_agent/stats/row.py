"""What is recorded of one question. There is no place for its text, on purpose."""

import json
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question, as the statistics count it.

    Attributes:
        question_id: The question's id; a question that is run again replaces its row.
        asked_at: When it came in; aware of its time zone.
        sensitivity: `low`, `medium` or `high`, of everything that would be sent.
        complexity: `simple` or `complex`.
        kinds: Kinds of private data that were found.
        model_type: `cloud`, `local`, or `none` when it was held.
        model_name: Name of the model; None when it was held.
        reason_code: The rule's reason code.
        outcome: `answered` or `held`.
        fallback_from: Model type that was tried first and failed.
        input_tokens: Tokens sent; None when unknown.
        output_tokens: Tokens of the answer; None when unknown.
        usd: Price in US dollars; None when unknown, never 0 for that.
        seconds: From question to answer.
        seconds_to_first_token: From question to the first token; None when held.
        judged: Whether the local model judged the sensitivity.
        version: Version of this package.
        consent: What the user answered to being asked; None when not asked.
    """

    question_id: str
    asked_at: datetime
    sensitivity: str
    complexity: str
    kinds: tuple[str, ...]
    model_type: str
    model_name: str | None
    reason_code: str
    outcome: str
    fallback_from: str | None
    input_tokens: int | None
    output_tokens: int | None
    usd: float | None
    seconds: float
    seconds_to_first_token: float | None
    judged: bool
    version: str
    consent: str | None


def values_of(row: Row) -> dict[str, Any]:
    """Return the row's values as the table keeps them; impossible counts become unknown."""
    return {
        "question_id": row.question_id,
        "asked_at": row.asked_at.timestamp(),
        "sensitivity": row.sensitivity,
        "complexity": row.complexity,
        "kinds": json.dumps(row.kinds) if row.kinds else "[]",
        "model_type": row.model_type,
        "model_name": row.model_name,
        "reason_code": row.reason_code,
        "outcome": row.outcome,
        "fallback_from": row.fallback_from,
        "input_tokens": _count(row.input_tokens),
        "output_tokens": _count(row.output_tokens),
        "usd": _amount(row.usd),
        "seconds": _amount(row.seconds),
        "seconds_to_first_token": _amount(row.seconds_to_first_token),
        "judged": row.judged,
        "version": row.version,
        "consent": row.consent,
    }


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None


def _amount(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) and value >= 0 else None
