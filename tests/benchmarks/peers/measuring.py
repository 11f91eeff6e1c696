"""What each peer flags, and the CPU time that it takes, on the same texts in turn."""

import socket
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from training.datasets import Item

from router_agent.sensitivity.conversation import texts
from tests.benchmarks.peers.adapters import Flags
from training import corpus

# One peer judges so many texts before it is another's turn: few enough that all of them feel
# the machine's moods alike, enough that each works with warm caches.
_TURN: Final = 32
_AGAIN: Final = 3
# RE2, for one, builds its automaton while it reads: a process is warm after many texts, not one.
_WARM_UP: Final = 1000


class Figure(NamedTuple):
    """What a peer does on the texts of one set and language.

    Attributes:
        high: How many texts are labelled high.
        caught: The share of them that it flags, in [0, 1]; None of nothing.
        low: How many are labelled low.
        flagged: The share of them that it flags; None of nothing.
        first: CPU time of a text that it has never seen, in microseconds, the median over both.
        again: The same of a text that it has seen.
    """

    high: int
    caught: float | None
    low: int
    flagged: float | None
    first: float
    again: float


class _Seen(NamedTuple):
    label: str
    flagged: bool
    first: int
    again: float


@contextmanager
def offline() -> Iterator[None]:
    """Let nothing be connected to: what a peer finds must not depend on what it can fetch."""

    def refuse(*_: object) -> None:
        raise OSError("peers are measured offline")

    connect, look_up = socket.socket.connect, socket.getaddrinfo
    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.getaddrinfo = refuse  # type: ignore[assignment]
    try:
        yield
    finally:
        socket.socket.connect = connect  # type: ignore[method-assign]
        socket.getaddrinfo = look_up


def measure(
    items: Sequence[Item], peers: Mapping[str, Flags], warm_up: Sequence[str] = ()
) -> dict[tuple[str, str], dict[str, Figure]]:
    """Return a figure of every peer for each set and language, of what is high and what is low.

    Args:
        items: What to judge; medium and unlabelled items count neither way and are left out.
        peers: Who judges, by name.
        warm_up: Texts that each of them judges first.
    """
    for flags in peers.values():
        for text in warm_up:
            flags(text)
    groups: dict[tuple[str, str], dict[str, list[_Seen]]] = {}
    distinct = list(_distinct(items))
    for start in range(0, len(distinct), _TURN):
        of_turn = distinct[start : start + _TURN]
        for name, flags in peers.items():
            first = [_timed(flags, text) for _, text in of_turn]
            # The router remembers its verdicts on very texts: blanks make it judge again.
            rounds = [
                [_timed(flags, text + " " * number)[1] for _, text in of_turn]
                for number in range(1, _AGAIN + 1)
            ]
            again = [statistics.median(times) for times in zip(*rounds, strict=True)]
            for (item, _), (flagged, taken), later in zip(of_turn, first, again, strict=True):
                by_peer = groups.setdefault((item.set, item.lang), {})
                by_peer.setdefault(name, []).append(_Seen(item.label or "", flagged, taken, later))
    return {
        group: {name: _figure(seen) for name, seen in by_peer.items()}
        for group, by_peer in groups.items()
    }


def warm_up() -> list[str]:
    """Return texts of all kinds, which are in none of the sets to measure with, letter by letter.

    They are those that the router's model learns from, spread over all of them.
    """
    rows = corpus.load()
    return [f" {row.text}" for row in rows[:: max(1, len(rows) // _WARM_UP)]]


def _timed(flags: Flags, text: str) -> tuple[bool, int]:
    """Return whether a text is flagged, and the CPU time that it took in nanoseconds."""
    start = time.process_time_ns()
    flagged = flags(text)
    return flagged, time.process_time_ns() - start


def _distinct(items: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """Yield each text once: a second time the router would answer from memory."""
    known = set()
    for item in items:
        text = "\n".join(message.text for message in texts(item.content))
        if item.label in ("high", "low") and text not in known:
            known.add(text)
            yield item, text


def _figure(seen: Sequence[_Seen]) -> Figure:
    high, low = ([s.flagged for s in seen if s.label == label] for label in ("high", "low"))
    return Figure(
        high=len(high),
        caught=statistics.fmean(high) if high else None,
        low=len(low),
        flagged=statistics.fmean(low) if low else None,
        first=statistics.median(s.first for s in seen) / 1000,
        again=statistics.median(s.again for s in seen) / 1000,
    )
