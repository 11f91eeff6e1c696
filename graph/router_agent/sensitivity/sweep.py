"""One look at a text for the patterns of all layers: which of them match in it."""

import threading
from typing import Final, NamedTuple

from router_agent.sensitivity import complexity, cues, decoding, payload, respelling
from router_agent.sensitivity.automaton import Automaton, Pattern, load
from router_agent.sensitivity.normal import Normal
from router_agent.sensitivity.pieces import pieces
from router_agent.sensitivity.recognizers.gate import gate
from router_agent.sensitivity.recognizers.registry import RECOGNIZERS

# In the order of `Sweep`. Those of the recognizers are looked for again, to see where they match.
LAYERS: Final = (
    tuple(gate(recognizer.pattern) for recognizer in RECOGNIZERS),
    cues.PATTERNS,
    payload.PATTERNS,
    (*respelling.RESPELLED, *decoding.ENCODED),
    complexity.DEMANDS,
)
_lock: Final = threading.RLock()
_loaded: Final[list[tuple[Automaton, list[tuple[int, int]]]]] = []


class Piece(NamedTuple):
    """A piece of a text in which values may be.

    Attributes:
        start: Where it starts.
        text: The piece.
        recognizers: The numbers of the recognizers that may match in it.
    """

    start: int
    text: str
    recognizers: list[int]


class Sweep(NamedTuple):
    """What matches in a text, as numbers of patterns.

    Attributes:
        normal: The text.
        pieces: The pieces in which recognizers may match.
        cues: Of `cues.PATTERNS`.
        payload: Of `payload.PATTERNS`.
        readings: Of `respelling.RESPELLED`, and behind them of `decoding.ENCODED`.
        demands: Of `complexity.DEMANDS`.
    """

    normal: Normal
    pieces: list[Piece]
    cues: set[int]
    payload: set[int]
    readings: set[int]
    demands: set[int]


def sweep(normal: Normal) -> Sweep:
    """Look at a text.

    Raises:
        MemoryError: If it could not be scanned.
    """
    automaton, places = _ready()
    places_in: list[Piece] = []
    others: tuple[set[int], ...] = (set(), set(), set(), set())
    for start, piece in pieces(normal.text):
        recognizers: list[int] = []
        for number in automaton.matching(piece.encode()):
            layer, index = places[number]
            if layer == 0:
                recognizers.append(index)
            else:
                others[layer - 1].add(index)
        if recognizers:
            places_in.append(Piece(start, piece, recognizers))
    return Sweep(normal, places_in, *others)


def _ready() -> tuple[Automaton, list[tuple[int, int]]]:
    """Return the automaton, and of each pattern its layer and its number there."""
    if not _loaded:
        with _lock:  # two threads would otherwise compile the patterns both
            if not _loaded:
                _loaded.append(_load())
    return _loaded[0]


def _load() -> tuple[Automaton, list[tuple[int, int]]]:
    places = [(layer, index) for layer, those in enumerate(LAYERS) for index in range(len(those))]
    return load(patterns()), places


def patterns() -> list[Pattern]:
    """Return the patterns of all layers, one layer after the other; gates are over bytes."""
    return [Pattern(text, number == 0) for number, layer in enumerate(LAYERS) for text in layer]
