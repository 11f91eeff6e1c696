"""What a recognizer's pattern becomes beside two hundred others."""

import re
from typing import Final

_COUNT: Final = re.compile(r"(?<!\\)(?<!\\[xpP])\{(\d+)(?:,(\d*))?\}")
# To count, an automaton needs a state for every count that it may be at.
_FEW: Final = 5
_MANY: Final = 16
_VALUE: Final = "(?P<value>"


def gate(pattern: str) -> str:
    r"""Return a pattern that matches wherever the given one does, and perhaps elsewhere.

    >>> gate(r"key[^\n]{0,200}?(?P<value>[a-z]{2,3}\d{16,64}-[a-f]{40})")
    'key[^\\n]{0,}?(?:[a-z]{2,3}\\d{16,}-[a-f]{16,})'
    """
    return _COUNT.sub(_loose, pattern.replace(_VALUE, "(?:"))


def _loose(count: re.Match[str]) -> str:
    least = int(count[1])
    most = least if count[2] is None else int(count[2]) if count[2] else None
    return count[0] if most is not None and most <= _FEW else f"{{{min(least, _MANY)},}}"
