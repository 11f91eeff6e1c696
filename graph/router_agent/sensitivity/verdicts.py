"""The local judge's verdicts, remembered by the content that they were given on.

The memory is this process's own: nothing in a graph's state can add to it, and it holds no
text.
"""

import hashlib
from typing import Final

from router_agent.latest import Latest
from router_agent.sensitivity.assessment import Level, Preset

MOST_KEPT: Final = 10_000

_known: Final[Latest[bytes, Level]] = Latest(MOST_KEPT)


def key_of(text: str, privacy: Preset) -> bytes:
    """Return what a text is remembered by: its hash, together with the preset."""
    return hashlib.blake2b(
        text.encode("utf-8", "surrogatepass"), digest_size=16, person=privacy.encode()
    ).digest()


def remember(key: bytes, level: Level) -> None:
    """Remember the judge's verdict on a text."""
    _known.put(key, level)


def recall(key: bytes) -> Level | None:
    """Return the judge's verdict on a text; None when there is none."""
    return _known.get(key)


def forget() -> None:
    """Forget every verdict."""
    _known.clear()
