"""Character n-grams and words of texts, as the numbers of the buckets that they hash into.

Beside the n-grams of characters there are words, pairs of neighbouring words, and pairs with one
word between them. What would reach over the end of a text reads zeros there, and so tells how the
text ends.

Source:
    Feature hashing: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning",
    2009. The hash of an n-gram is a polynomial of its characters (Karp and Rabin 1987), made of
    that of the n-gram one shorter.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from router_agent.sensitivity import characters
from router_agent.sensitivity.characters import NUMBER, Numbers

BITS: Final = 20
LONGEST: Final = 5
WORDS: Final = 3
"""Words, pairs, and pairs with one word between them."""
KINDS: Final = LONGEST + WORDS
"""The most buckets that belong to one character."""
PAST: Final = LONGEST - 1
"""How many characters at the end no n-gram starts at."""

# Arrays without a dimension: numpy takes twice as long for a scalar.
_SHIFT: Final = np.array(32 - BITS, NUMBER)
_BASE: Final = np.array(0x0400_064D, NUMBER)
# Odd numbers that keep a word, and each kind of pair, apart from n-grams of the same letters.
_OF_WORDS: Final = np.array(0x85EB_CA6B, NUMBER)
_OF_PAIRS: Final = np.array([[0xC2B2_AE35], [0x27D4_EB2F]], NUMBER)
_YES_NO: Final = np.dtype(np.bool_)


def buckets(joined: str, letters: bytes) -> tuple[Numbers, NDArray[np.intp]]:
    """Return the buckets of all n-grams of 1 to `LONGEST` characters, of words and of pairs.

    Args:
        joined: Texts, as `characters.join` gives them.
        letters: The same, as `characters.letters` gives it.

    Returns:
        First the buckets, each in [0, 2**BITS): those of the n-grams of one character that start
        at each of the n - `PAST` places, of two characters, and so on; then, for each of the m
        words, those of the word with the next one, of the word with the one after the next, and
        of the word alone. Second, shape (m,): the place before each word's first letter.
    """
    numbers = characters.numbers(joined)
    inside = np.frombuffer(letters.translate(characters.IN_WORDS), _YES_NO)
    edges = (inside[1:] != inside[:-1]).nonzero()[0]
    # Nothing stands behind the last two words, which are empty ones.
    before, count = edges[:-4:2], len(edges) // 2 - 2
    size = len(numbers) - PAST
    behind = LONGEST * size
    found = np.empty(behind + WORDS * count, NUMBER)
    row = found[:size]
    row[:] = numbers[:size]
    for k in range(1, LONGEST):
        shorter, row = row, found[k * size : (k + 1) * size]
        np.multiply(shorter, _BASE, row)
        np.add(row, numbers[k : k + size], row)
    # A word is known by the sum of its letters and by its first two.
    sums = np.add.accumulate(numbers, 0, NUMBER)[edges]
    words = sums[1::2] - sums[::2]
    np.add(words, found[size + 1 :][edges[::2]], words)
    np.multiply(words, _OF_WORDS, words)
    of_words = found[behind:].reshape(WORDS, count)
    of_words[2] = words[:-2]
    pairs = np.multiply(words[:-2], _OF_PAIRS, of_words[:2])
    pairs[0] += words[1:-1]
    pairs[1] += words[2:]
    np.right_shift(found, _SHIFT, found)
    return found, before
