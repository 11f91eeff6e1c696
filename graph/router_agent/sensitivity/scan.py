r"""Many patterns over one text, in time linear in its length.

RE2 never backtracks, so no text can make it slow, and its `\b` is ASCII: a Hangul particle
right behind an identifier is a boundary.

Source:
    google/re2, `re2/set.h`; syntax at github.com/google/re2/wiki/Syntax.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

# An automaton's states are kept until they fill the memory that it was given, and are then made
# anew. In bytes for an instruction, of which 64 are for compiling it (`re2/compile.cc`).
_SET_MEM: Final = 1000
_ALONE_MEM: Final = 80
_LEAST_MEM: Final = 1 << 18
_MOST_MEM: Final = 1 << 25
# Instructions of one set. The states of its automaton are combinations of what each pattern is
# in the middle of: in one set of all patterns nearly every character made a new one.
_SET_SIZE: Final = 1200
# Matches where every text ends, and so shows that the scan came that far.
_END: Final = r"\z"

_COUNT: Final = re.compile(r"(?<!\\)(?<!\\[xpP])\{(\d+)(?:,(\d*))?\}")
_FEW: Final = 6
_MANY: Final = 8


class Scanner:
    """Patterns that are looked for together, compiled when they are first used."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)

    def which(self, text: str | bytes) -> list[int]:
        """Return the indexes of the patterns that match somewhere in `text`, in order.

        Args:
            text: The text, or its bytes in UTF-8.

        Raises:
            MemoryError: If the scan could not be done. Found nothing would be a lie.
        """
        found = _matching(self._sets, text.encode() if isinstance(text, str) else text)
        found.sort()
        return found

    @cached_property
    def _sets(self) -> "tuple[PatternSet, ...]":
        return _sets_of(self._patterns)


class PatternSet(NamedTuple):
    """A few patterns as one automaton, which says in one pass which of them match.

    Attributes:
        match: Takes an encoded text, returns the places in `numbers` of what matches in it.
        numbers: The patterns' numbers.
        nothing: What `match` returns of a text in which none matches: that it came to the end.
    """

    match: Callable[[bytes], list[int] | None]
    numbers: tuple[int, ...]
    nothing: list[int]


def _matching(sets: Iterable[PatternSet], encoded: bytes) -> list[int]:
    numbers: list[int] = []
    for match, those, nothing in sets:
        found = match(encoded)
        if found == nothing:
            continue
        # RE2 tells nobody when a scan ran out of memory half-way.
        if not found or nothing[0] not in found:
            raise MemoryError("a text could not be scanned")
        numbers += [those[place] for place in found if place != nothing[0]]
    return numbers


def alone(pattern: str) -> Any:
    """Return a compiled pattern that tells where it matches, as `re` does."""
    import re2

    return re2.compile(pattern, options(_ALONE_MEM * _size(pattern)))


def loose(pattern: str) -> str:
    r"""Return a pattern that finds all that the given one does, and perhaps more, in less time.

    To count, an automaton needs a state for every count that it may be at.

    >>> loose(r"key[^\n]{0,200}?[a-z]{2,3}\d{16,64}-[a-f]{40}")
    'key[^\\n]{0,}?[a-z]{2,3}\\d{8,}-[a-f]{8,}'
    """
    return _COUNT.sub(_loose, pattern)


def _loose(count: re.Match[str]) -> str:
    least = int(count[1])
    most = least if count[2] is None else int(count[2] or _MANY)
    return count[0] if most < _FEW else f"{{{min(least, _MANY)},}}"


def options(memory: int = _MOST_MEM) -> Any:
    """Return how patterns are compiled, to take at most so many bytes."""
    import re2

    chosen = re2.Options()
    chosen.max_mem = max(_LEAST_MEM, min(memory, _MOST_MEM))
    chosen.log_errors = False
    return chosen


@cache
def _size(pattern: str) -> int:
    """Return how many instructions a pattern takes."""
    import re2

    return int(re2.compile(pattern, options()).programsize)


def _sets_of(patterns: Sequence[str]) -> tuple[PatternSet, ...]:
    """Return patterns as compiled sets, each of at most `_SET_SIZE` instructions, or of one."""
    parts: list[list[int]] = []
    total = _SET_SIZE
    for number, pattern in enumerate(patterns):
        size = _size(pattern)
        if total + size > _SET_SIZE:
            parts.append([])
            total = 0
        parts[-1].append(number)
        total += size
    return tuple(_compiled(numbers, patterns) for numbers in parts)


def _compiled(numbers: Sequence[int], patterns: Sequence[str]) -> PatternSet:
    import re2

    size = sum(_size(patterns[number]) for number in numbers)
    made = re2.Set.SearchSet(options(_SET_MEM * max(size, _SET_SIZE)))
    for number in numbers:
        made.Add(patterns[number])
    made.Add(_END)
    made.Compile()
    return PatternSet(made.Match, tuple(numbers), [len(numbers)])
