"""Character n-grams and words of a text, as the numbers of the buckets that they hash into.

The model's training and its use share this module, so that both see the same text: lower
case, every digit 0, white space as one space, a space at both ends. Beside the n-grams of
characters there are words, pairs of neighbouring words, and pairs with one word between them.

Source:
    Rolling polynomial hashes (Karp and Rabin 1987) from one prefix sum, which gives the hash of
    every n-gram in one subtraction; the characters are mixed before, as in MurmurHash3 (Appleby
    2011). Feature hashing: Weinberger et al., "Feature Hashing for Large Scale Multitask
    Learning", 2009.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]

BITS: Final = 20
LONGEST: Final = 5
KINDS: Final = LONGEST + 3
"""Rows of `buckets`: the lengths of n-grams, then words and the two kinds of pairs."""
NOWHERE: Final = 1 << BITS
"""The bucket of n-grams that would run past the end; it weighs nothing."""
MOST_CODES: Final = 1 << 16
NEW_LINE: Final = 10

_SHIFT: Final = np.uint32(32 - BITS)
# Odd numbers that keep a word, and each kind of pair, apart from n-grams of the same letters.
_WORD: Final = np.uint32(0x85EB_CA6B)
_FIRST: Final = np.uint32(0xC2B2_AE35)
_FIRST_OF_TWO: Final = np.uint32(0x27D4_EB2F)
# Whether a character is part of a word: digits, Latin letters, and all that is not ASCII.
_OF_WORDS: Final = np.array([chr(c).isalnum() for c in range(128)] + [True])

_BASE: Final = 0x0400_064D
_BASE_INVERSE: Final = pow(_BASE, -1, 1 << 32)


def codes(text: str) -> Codes:
    """Return the text's code points as the model reads them.

    Args:
        text: Any text; half a character (a lone surrogate) counts as unknown.

    Returns:
        Shape (n,): a space, the folded text, a space. Line breaks and tabs are one line break,
        with a space before it.
    """
    lines = text.lower().replace("\t", "\n").splitlines()
    if len(lines) > 1:
        lines = [line for line in map(str.strip, lines) if line]
    folded = f" {f' {chr(NEW_LINE)}'.join(lines)} ".encode("utf-32-le", "replace")
    points = np.frombuffer(folded, dtype=np.uint32)
    points = np.where(points - np.uint32(48) < 10, np.uint32(48), points)
    spaces = (points < 33) & (points != NEW_LINE)
    points = np.where(spaces, np.uint32(32), points)
    if not spaces[1:][spaces[:-1]].any():
        return points
    kept = ~spaces
    kept[1:] |= ~spaces[:-1]
    kept[0] = True
    shortened: Codes = points[kept]
    return shortened


def buckets(points: Codes, ends: NDArray[np.intp] | None = None) -> NDArray[np.uint32]:
    """Return the buckets of all n-grams of 1 to `LONGEST` characters, of words and of pairs.

    Args:
        points: Shape (n,), n at most `MOST_CODES`, from `codes`; or those of several texts, one
            behind the other.
        ends: Where each of several texts ends; nothing reaches over an end.

    Returns:
        Shape (`KINDS`, n): at [k, i] the bucket, in [0, 2**BITS), of what starts at character
        i: for k < `LONGEST` the n-gram of k + 1 characters, then the word, the word with the
        next one, and the word with the one after the next. `NOWHERE` where there is none.
    """
    size = len(points)
    powers, inverses = _powers()
    sums = np.zeros(size + 1, dtype=np.uint32)
    np.cumsum(_mixed(points) * powers[:size], dtype=np.uint32, out=sums[1:])
    hashes = np.zeros((KINDS, size), dtype=np.uint32)
    for k in range(min(LONGEST, size)):
        np.subtract(sums[k + 1 :], sums[: size - k], out=hashes[k, : size - k])
    hashes *= inverses[:size]
    hashes >>= _SHIFT
    for k in range(1, LONGEST):
        hashes[k, max(0, size - k) :] = NOWHERE
    hashes[LONGEST:] = NOWHERE
    inside = np.zeros(size + 2, dtype=np.bool_)  # a word; not so before the text and behind it
    _OF_WORDS.take(points, mode="clip", out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, behind = edges[::2], edges[1::2]
    words = (sums[behind] - sums[starts]) * inverses[starts] * _WORD
    pairs = (words[:-1] * _FIRST + words[1:]) * _WORD >> _SHIFT
    wider = (words[:-2] * _FIRST_OF_TWO + words[2:]) * _WORD >> _SHIFT
    if ends is not None:
        text_of = np.searchsorted(ends, starts, side="right")
        pairs[text_of[:-1] != text_of[1:]] = NOWHERE
        wider[text_of[:-2] != text_of[2:]] = NOWHERE
        for k in range(1, LONGEST):
            hashes[k, np.maximum(ends[:, None] - np.arange(1, k + 1), 0)] = NOWHERE
    hashes[LONGEST, starts] = words >> _SHIFT
    hashes[LONGEST + 1, starts[:-1]] = pairs
    hashes[LONGEST + 2, starts[:-2]] = wider
    return hashes


def _mixed(points: Codes) -> Codes:
    mixed = points * np.uint32(0x9E37_79B1)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B_3C6D)
    mixed ^= mixed >> np.uint32(12)
    return mixed


@cache
def _powers() -> tuple[Codes, Codes]:
    """Return the powers of the base, and of its inverse, modulo 2**32."""

    def powers(base: int) -> Codes:
        factors = np.full(MOST_CODES, base, dtype=np.uint32)
        factors[0] = 1
        return np.cumprod(factors, dtype=np.uint32)

    return powers(_BASE), powers(_BASE_INVERSE)
