"""What the model sees of a text: its characters folded, and a mixed number and a kind for each.

The model's training and its use share this module, so that both see the same text: lower case,
every digit 0, white space as one space, a space at both ends. What lies beyond the first 65,536
characters (emoji, rare ideographs) counts as what stands as far behind a multiple of that.

Source:
    The numbers are mixed as in MurmurHash3 (Appleby 2011).
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]

NUMBER: Final = np.dtype(np.uint32)
GAP: Final = "\0\1\0\1"
"""What stands between two texts: nothing, and two empty words, to whatever reads over an end."""

WORD: Final = b"a"
END: Final = b"."
CLOSE: Final = b")"
LINE_END: Final = b"\n"
SPACE: Final = b" "
_OTHER: Final = b"-"

_KNOWN: Final = 1 << 16
_NEW_LINE: Final = 10
_SPACE: Final = 32
# Emoji, in the place of characters that no normalised text holds: private ones, and ideographs
# that have another spelling.
_EMOJI: Final = slice(0xE000, 0xFB00)
# Ends a sentence and may stand in a word: the full stop of Chinese and Japanese, and the bullet.
_ENDS_IN_WORDS: Final = ("\u3002", "\u2022")
_MARK: Final = "\v"


def fold(text: str) -> str:
    r"""Return a normalised text as the model reads it, but for the case and the digits.

    >>> fold("One  line.\r\n\tAnother")
    ' One line. \nAnother '
    """
    lines = text.replace("\t", "\n").splitlines()
    if len(lines) == 1:
        text = lines[0]
    else:
        text = " \n".join([line for line in map(str.strip, lines) if line])
    text = f" {text} "
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def join(folded: Iterable[str]) -> str:
    """Return texts one behind the other, so that none is read together with the next.

    The first begins at place 1, each other one at `len(GAP)` behind the end of the one before.
    """
    return f"{GAP[-1]}{GAP.join(folded)}{GAP}{GAP}"


def numbers(joined: str) -> Numbers:
    """Return the mixed number of each character; what belongs to no text has 0."""
    points = np.frombuffer(joined.encode("utf-32-le", "replace"), NUMBER)
    return _mixed().take(points, None, None, "wrap")


def letters(joined: str) -> bytes:
    """Return a byte for each character, to be translated by `KINDS` or `IN_WORDS`."""
    plain = joined.replace("?", "!")  # so that ? can stand for all that is not ASCII
    if not plain.isascii():
        for end in _ENDS_IN_WORDS:
            plain = plain.replace(end, _MARK)
    return plain.encode("ascii", "replace")


def _kind(letter: str) -> bytes:
    if letter.isalnum() or letter == "?":
        return WORD
    if letter in "\n\v":
        return LINE_END
    if letter <= " ":
        return _OTHER if letter in GAP else SPACE
    return END if letter in ".!;" else CLOSE if letter in "\"')*" else _OTHER


def _in_words(letter: str) -> bool:
    return letter.isalnum() or letter in ("?", _MARK, GAP[0])


KINDS: Final = b"".join(_kind(chr(letter)) for letter in range(128)).ljust(256, _OTHER)
IN_WORDS: Final = bytes(_in_words(chr(letter)) for letter in range(128)).ljust(256, b"\0")


@cache
def _mixed() -> Numbers:
    """Return the number of each character, that of its lower case."""
    every = np.arange(_KNOWN, dtype=NUMBER)
    text = every.tobytes().decode("utf-32-le", "surrogatepass")
    lower = text.replace("\u0130", "i").lower()  # the only one that becomes two
    points = np.frombuffer(lower.encode("utf-32-le", "surrogatepass"), NUMBER).copy()
    points[ord("0") : ord("9") + 1] = ord("0")
    points[:_NEW_LINE] = points[_NEW_LINE + 1 : _SPACE] = _SPACE
    points[_EMOJI] = every[_EMOJI] + _KNOWN
    mixed = points * np.uint32(0x9E37_79B1)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B_3C6D)
    mixed ^= mixed >> np.uint32(12)
    mixed[[ord(letter) for letter in GAP]] = 0
    return mixed
