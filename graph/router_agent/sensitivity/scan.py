r"""Many patterns over one text in one pass.

`re2.Set` says in one linear scan which of its patterns match; only those are run again for
their places. RE2 never backtracks, so no text can make it slow, and its `\b` is ASCII: a
Hangul particle right behind an identifier is a boundary.

Source:
    google/re2, `re2/set.h`; syntax at github.com/google/re2/wiki/Syntax.
"""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Any, Final

_MAX_MEM: Final = 256 << 20


class Scanner:
    """A set of patterns, compiled when it is first used."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = tuple(patterns)

    def which(self, text: str) -> list[int]:
        """Return the indexes of the patterns that match somewhere in `text`, in order.

        Raises:
            MemoryError: If the scan could not be done. Found nothing would be a lie.
        """
        found = self._set.Match(text)
        # The last pattern always matches: without it the scan ran out of memory half-way,
        # which RE2 tells nobody.
        if not found or (last := max(found)) != len(self._patterns):
            raise MemoryError("a text could not be scanned")
        return sorted(index for index in found if index != last)

    def matches(self, index: int, text: str) -> Iterator[Any]:
        """Yield the matches of one pattern, as `re` does."""
        yield from self._alone(index).finditer(text)

    @cache  # noqa: B019 - a scanner lives as long as the process
    def _alone(self, index: int) -> Any:
        import re2

        return re2.compile(self._patterns[index], _options())

    @cached_property
    def _set(self) -> Any:
        import re2

        compiled = re2.Set.SearchSet(_options())
        for pattern in (*self._patterns, ""):
            compiled.Add(pattern)
        compiled.Compile()
        return compiled


def _options() -> Any:
    import re2

    options = re2.Options()
    options.max_mem = _MAX_MEM
    options.log_errors = False
    return options
