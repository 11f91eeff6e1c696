r"""One pattern over one text, in time linear in its length.

RE2 never backtracks, so no text can make it slow, and its `\b` is ASCII: a Hangul particle
right behind an identifier is a boundary.

Source:
    Syntax at github.com/google/re2/wiki/Syntax.
"""

from functools import cache
from typing import Any, Final

# An automaton's states are kept until they fill the memory that it was given, and are then made
# anew. In bytes for an instruction, of which 64 are for compiling it (`re2/compile.cc`).
_MEM: Final = 80
_LEAST_MEM: Final = 1 << 18
_MOST_MEM: Final = 1 << 25


@cache
def alone(pattern: str) -> Any:
    """Return a compiled pattern that tells where it matches, as `re` does."""
    import re2

    size = re2.compile(pattern, _options(_MOST_MEM)).programsize
    return re2.compile(pattern, _options(_MEM * size))


def _options(memory: int) -> Any:
    """Return how patterns are compiled, to take at most so many bytes."""
    import re2

    chosen = re2.Options()
    chosen.max_mem = max(_LEAST_MEM, min(memory, _MOST_MEM))
    chosen.log_errors = False
    return chosen
