r"""One pattern over one text, in time linear in its length.

RE2 never backtracks, so no text can make it slow, and its `\b` is ASCII: a Hangul particle
right behind an identifier is a boundary.

Source:
    Syntax at github.com/google/re2/wiki/Syntax.
"""

from functools import cache
from typing import Any, Final

# In bytes, for the program and for the states of its automaton that are kept. Short texts are
# all different: more room made them slower, not faster. A long one comes back to its states.
_SHORT_MEM: Final = 1 << 16
_LONG_MEM: Final = 1 << 20
_MOST_MEM: Final = 1 << 25
_LONG: Final = 1024


def alone(pattern: str, length: int) -> Any:
    """Return a compiled pattern that tells where it matches, as `re` does.

    Args:
        pattern: In RE2's syntax.
        length: Of the text that it is for, in characters.
    """
    return _compiled(pattern, _SHORT_MEM if length < _LONG else _LONG_MEM)


@cache
def _compiled(pattern: str, memory: int) -> Any:
    import re2

    while True:
        options = re2.Options()
        options.max_mem = memory
        options.log_errors = False
        try:
            return re2.compile(pattern, options)
        except re2.error:
            if memory >= _MOST_MEM:
                raise
            memory *= 2
