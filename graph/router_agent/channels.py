"""How keys of the state are kept: a text never bare in a checkpoint, a level that only rises.

A saver may write what is a bare text or number into its own table as it is, past the serializer,
and so past an encrypting one; PostgreSQL's does (langgraph-checkpoint-postgres 3,
`PostgresSaver.put`: "inline primitive values in checkpoint table"). A list of one goes through
the serializer everywhere.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Self

from langgraph.channels.binop import BinaryOperatorAggregate
from langgraph.channels.last_value import LastValue
from langgraph.types import Overwrite

_OVERWRITE: Final = "__overwrite__"


class Folded(LastValue[str]):
    """Keeps the last value, which is a text; in a checkpoint it is a list of one."""

    __slots__ = ()

    def checkpoint(self) -> Any:
        """Return what a checkpoint keeps."""
        kept = super().checkpoint()
        return [kept] if self.is_available() else kept

    def from_checkpoint(self, checkpoint: Any) -> Self:
        """Return the channel as a checkpoint kept it; also one from before texts were folded."""
        return super().from_checkpoint(
            checkpoint[0] if isinstance(checkpoint, list) else checkpoint
        )


class Rising(BinaryOperatorAggregate[Any]):
    """Takes every value into what it has, also one that asks to overwrite it.

    LangGraph lets any update replace a value past its reducer, as `Overwrite` or as plain data
    in its form, which a server's caller can send.
    """

    __slots__ = ()

    def update(self, values: Sequence[Any]) -> bool:
        """Take values in; returns whether there were any."""
        return super().update([_plain(value) for value in values])


def _plain(value: Any) -> Any:
    if isinstance(value, Overwrite):
        return value.value
    if isinstance(value, Mapping):
        return value.get(_OVERWRITE, value.get("value"))
    return value
