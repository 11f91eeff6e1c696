"""How a text is kept in a checkpoint: never as a bare one.

A saver may write what is a bare text or number into its own table as it is, past the serializer,
and so past an encrypting one; PostgreSQL's does (langgraph-checkpoint-postgres 3,
`PostgresSaver.put`: "inline primitive values in checkpoint table"). A list of one goes through
the serializer everywhere.
"""

from typing import Any, Self

from langgraph.channels.last_value import LastValue


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
