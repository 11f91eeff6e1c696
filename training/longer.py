"""Longer harmless texts to learn from: what is said of a text must hold for its windows, too.

A long text is judged by its most private window, and questions are short: a model that has seen
few long harmless texts holds them back. Every window of a harmless text is harmless, and so are
several harmless texts in a row. Of private texts neither is true; nor is it of sentences: out of a
story, "She was dismissed on Friday" is no harmless text, and learning it cost 2 % of the private
questions.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.sentences import WINDOW
from training.corpus import Row

_SHARE: Final = 1 / 8  # rows of texts in a row, to each harmless row; more of them gave nothing
_MOST_IN_A_ROW: Final = 5
_BETWEEN: Final = ("\n", " ", "\n\n")
_SEED: Final = 0


def harmless(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield further rows, each by the author of what it was made from."""
    low = [row._replace(text=normalise(row.text).text) for row in rows if row.label == "low"]
    for row in low:
        if len(row.text) > WINDOW:
            for start in range(0, len(row.text) - WINDOW // 2, WINDOW // 2):
                yield row._replace(text=row.text[start : start + WINDOW])
    chance = np.random.default_rng(_SEED)
    by_author: dict[tuple[str, str], list[Row]] = {}
    for row in low:
        by_author.setdefault((row.author, row.lang), []).append(row)
    for group in by_author.values():
        for _ in range(int(len(group) * _SHARE)):
            size = chance.integers(2, _MOST_IN_A_ROW, endpoint=True)
            picked = chance.choice(len(group), size)
            between = _BETWEEN[chance.integers(len(_BETWEEN))]
            yield group[0]._replace(text=between.join(group[i].text for i in picked)[:WINDOW])
