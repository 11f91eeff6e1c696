"""All patterns as one automaton, which reads a text once, however many they are.

To compile them takes seconds, so the package ships them compiled for most processors. Elsewhere
they are compiled once a machine, and kept in the user's cache folder.

Source:
    Wang et al., "Hyperscan: A Fast Multi-pattern Regex Matcher for Modern CPUs" (NSDI 2019), as
    its fork Vectorscan; intel.github.io/hyperscan/dev-reference/serialization.html.
"""

import hashlib
import os
import zlib
from collections import deque
from collections.abc import Iterable, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, NamedTuple

import hyperscan

FILE: Final = "patterns.bin"
# Each pattern is told once a text.
_FLAGS: Final = hyperscan.HS_FLAG_SINGLEMATCH
_OF_CHARACTERS: Final = _FLAGS | hyperscan.HS_FLAG_UTF8
# Matches where every text ends, and so shows that the scan came that far.
_END: Final = rb"\z"
_END_FLAGS: Final = _FLAGS | hyperscan.HS_FLAG_ALLOWEMPTY
_DIGEST_BYTES: Final = 32
_LEVEL: Final = 9


class Pattern(NamedTuple):
    """What is looked for.

    Attributes:
        text: In PCRE's syntax without look-around and back-references.
        of_bytes: Whether it is one over the bytes of UTF-8, not over its characters.
    """

    text: str
    of_bytes: bool


class Automaton:
    """Compiled patterns. Threads may share it."""

    def __init__(self, database: hyperscan.Database, count: int) -> None:
        self._database = database
        self._end = count
        # A scan needs a working memory of its own.
        self._first = hyperscan.Scratch(database)
        self._free = deque([self._first])

    def matching(self, encoded: bytes) -> list[int]:
        """Return the numbers of the patterns that match somewhere in a text, in order.

        Args:
            encoded: The text in UTF-8.

        Raises:
            MemoryError: If the scan could not be done. Found nothing would be a lie.
        """
        found: list[int] = []

        def note(number: int, _start: int, _end: int, _flags: int, _context: object) -> None:
            found.append(number)

        try:
            scratch = self._free.pop()
        except IndexError:
            scratch = self._first.clone()
        try:
            self._database.scan(encoded, note, scratch=scratch)
        except hyperscan.error:
            raise MemoryError("a text could not be scanned") from None
        self._free.append(scratch)
        found.sort()
        if not found or found.pop() != self._end:
            raise MemoryError("a text was not scanned to its end")
        return found


def load(patterns: Sequence[Pattern]) -> Automaton:
    """Return the automaton of patterns: as it was shipped or kept, or newly compiled."""
    shipped = _read(files("router_agent.sensitivity").joinpath(FILE), patterns)
    if shipped is not None:
        return Automaton(shipped, len(patterns))
    kept = _kept_at(patterns)
    if (database := _read(kept, patterns)) is not None:
        return Automaton(database, len(patterns))
    database = _compile(patterns)
    _keep(kept, packed(patterns, database))
    return Automaton(database, len(patterns))


def packed(patterns: Sequence[Pattern], database: hyperscan.Database | None = None) -> bytes:
    """Return what a file holds: which patterns they are, and they, compiled."""
    return _digest(patterns) + zlib.compress(
        hyperscan.dumpb(database or _compile(patterns)), _LEVEL
    )


def _digest(patterns: Iterable[Pattern]) -> bytes:
    told = [(pattern.text, _flags(pattern)) for pattern in patterns]
    return hashlib.sha256(repr(told).encode()).digest()


def _flags(pattern: Pattern) -> int:
    return _FLAGS if pattern.of_bytes else _OF_CHARACTERS


def _compile(patterns: Sequence[Pattern]) -> hyperscan.Database:
    database = hyperscan.Database()
    database.compile(
        expressions=[*(pattern.text.encode() for pattern in patterns), _END],
        ids=range(len(patterns) + 1),
        flags=[*map(_flags, patterns), _END_FLAGS],
    )
    return database


def _kept_at(patterns: Sequence[Pattern]) -> Path:
    import platform
    from importlib.metadata import version

    from platformdirs import user_cache_path

    key = _digest(patterns).hex()[:16]
    name = f"patterns-{version('hyperscan')}-{platform.machine()}-{key}.bin"
    return user_cache_path("router-agent") / name


def _read(place: Traversable, patterns: Sequence[Pattern]) -> hyperscan.Database | None:
    """Return the automaton in a file; None unless it is one of these patterns for this machine."""
    try:
        content = place.read_bytes()
        if content[:_DIGEST_BYTES] != _digest(patterns):
            return None
        return hyperscan.loadb(
            zlib.decompress(content[_DIGEST_BYTES:]), mode=hyperscan.HS_MODE_BLOCK
        )
    except (OSError, zlib.error, hyperscan.error):
        return None


def _keep(place: Path, content: bytes) -> None:
    """Write a file, whole or not at all: where it cannot be, each process compiles."""
    import tempfile

    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            whole = Path(folder, place.name)
            whole.touch(mode=0o600)
            whole.write_bytes(content)
            os.replace(whole, place)
    except OSError:
        return
