"""The ways in which a sentence stands amid harmless text."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

_MARKS: Final = " .?!;,"
_BREAK: Final = re.compile(r"(?<=[.?!])\s+|\n+")


class Form(NamedTuple):
    """A way in which a sentence stands amid others.

    Attributes:
        carriers: How many harmless texts are about the sentence; of 1, it is a long one.
        put: Makes a text of these and of the sentence; of no sentence, the text without it.
    """

    carriers: int
    put: Callable[[Sequence[str], tuple[str, ...]], str]


def _within(share: float) -> Form:
    """Return the form that has the sentence after about a share of a long text's characters."""

    def put(carriers: Sequence[str], sentence: tuple[str, ...]) -> str:
        (text,) = carriers
        if not sentence:
            return text
        places = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
        place = min(places, key=lambda place: abs(place - share * len(text)))
        before, behind = text[:place], text[place:]
        between = "" if not before or before[-1].isspace() else " " if before[-1] in ".?!" else "\n"
        return f"{before}{between}{_ended(sentence[0])} {behind}"

    return Form(1, put)


def _between(join: str) -> Form:
    """Return the form that has the sentence between two others, all without their last mark."""

    def put(carriers: Sequence[str], sentence: tuple[str, ...]) -> str:
        first, last = carriers
        return join.join(text.rstrip(_MARKS) for text in (first, *sentence, last))

    return Form(2, put)


def _lines(carriers: Sequence[str], sentence: tuple[str, ...]) -> str:
    # Where in the chat it stands must not be the same in each; the first line decides.
    place = 1 + len(carriers[0]) % (len(carriers) - 1)
    return "\n".join((*carriers[:place], *sentence, *carriers[place:]))


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in _MARKS else f"{sentence}."


FORMS: Final[dict[str, Form]] = {
    "in the middle of a long text": _within(0.5),
    "first of a long text": _within(0.0),
    "last of a long text": _within(1.0),
    "between two, full stops": _between(". "),
    "between two, lines": _between("\n"),
    "between two, spaces": _between(" "),
    "between two, commas": _between(", "),
    "in lines of chat": Form(5, _lines),
}
