"""What is known of the run under way in this process's memory alone.

What would let a question out (the user's consent, the failure of the local model) is not
believed from the state, which a parent graph, an edited checkpoint or a custom node can write:
it counts only from here, and dies with the run.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from langchain_core.messages import AnyMessage

from router_agent.policy import Consent
from router_agent.sensitivity.assessment import Preset
from router_agent.settings import Settings

if TYPE_CHECKING:
    from router_agent.privacy.masking.mask import Masked


_OWN_KEY: Final = secrets.token_bytes(32)


@dataclass(slots=True)
class Run:
    """One run of the graph, from its entrance to its end.

    Attributes:
        resumed: Whether its caller answers an interrupt.
        local_down: Whether the local model turned out to be down in it.
        consent: What the user answered in it, and the hash of the messages asked about.
        masked: The messages that were masked last, by their hash and the preset.
        left: Whether pieces of values are left in them.
    """

    resumed: bool = False
    local_down: bool = False
    consent: tuple[bytes, Consent] | None = None
    masked: "tuple[tuple[bytes, Preset], Masked] | None" = None
    left: "tuple[Masked, bool] | None" = None

    def agree(self, messages: Sequence[AnyMessage], answer: Consent) -> None:
        """Remember what the user answered, for exactly these messages."""
        self.consent = digest(messages), answer

    def agreed(self, messages: Sequence[AnyMessage]) -> Consent | None:
        """Return what the user answered about exactly these messages; None if not asked."""
        if self.consent is None or self.consent[0] != digest(messages):
            return None
        return self.consent[1]


def digest(messages: Sequence[AnyMessage]) -> bytes:
    """Return the hash of messages with all that they hold, as it is after a checkpoint, too."""
    whole = hashlib.blake2b(digest_size=32)
    for message in messages:
        data = _canonical((message.type, vars(message))).encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.digest()


def _canonical(value: object) -> str:
    try:
        return json.dumps(value, default=_plain, skipkeys=True)
    except (ValueError, RecursionError):  # it holds itself, or is nested too deeply
        return repr(value)


def _plain(value: object) -> object:
    """Return what stands for a value that JSON has no form for, in every process the same."""
    if isinstance(value, bytes | bytearray):
        return hashlib.blake2b(value).hexdigest()
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return type(value).__name__


def seal(messages: Sequence[AnyMessage], env: Settings) -> str:
    """Return what stands for exactly these messages in what the user is asked.

    A message authentication code by the cloud's key, which all processes of a deployment share
    and no checkpoint holds: whoever edits a thread that waits for an answer cannot have the
    answer count for other messages. Without a key it is one of this process: a bare hash would
    tell whoever reads the checkpoint which text it may be of.
    """
    known = env.openai_api_key
    key = known.get_secret_value().encode() if known else _OWN_KEY
    return hmac.digest(key, digest(messages), "sha256").hex()


_under_way: ContextVar[Run | None] = ContextVar("router_agent_run", default=None)


def under_way() -> Run | None:
    """Return the run that calls this; None outside of the graph's entrance."""
    return _under_way.get()


@contextmanager
def inside(run: Run) -> Iterator[None]:
    """Let what is called belong to `run`.

    Put it around each item that is taken from the graph, not around the loop: it would stay in
    force in the caller's code between two items.
    """
    token = _under_way.set(run)
    try:
        yield
    finally:
        _under_way.reset(token)
