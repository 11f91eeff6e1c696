"""Anything as plain data: mappings, lists, texts, numbers. What is not understood is a mark."""

from collections import deque
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

MARK: Final = "[private text removed by router-agent]"

# Deeper, or in a circle, is not read.
_MOST_DEEP: Final = 40


def plain(value: object, deep: int = 0) -> Any:
    """Return a value as what JSON knows; a mark stands for what cannot be read.

    Bytes, exceptions, secrets and objects of unknown classes cannot.
    """
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if deep > _MOST_DEEP:
        return MARK
    if isinstance(value, Mapping):
        return {_key(key): plain(item, deep + 1) for key, item in value.items()}
    if isinstance(value, list | tuple | Set | deque):
        return [plain(item, deep + 1) for item in value]
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name, None), deep + 1) for f in fields(value)}
    dump = getattr(value, "model_dump", None)
    if callable(dump) and not isinstance(value, type):
        return plain(dump(), deep + 1)
    return MARK


def _key(key: object) -> str:
    return key if isinstance(key, str) else str(key) if isinstance(key, int | UUID) else MARK
