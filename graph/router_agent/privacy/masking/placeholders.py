r"""What stands for a value while it must not be seen: `<PHONE_NUMBER_1>`, and the way back.

Models do not always give a placeholder back as it was: they change its case, and escape it as
Markdown, HTML or JSON would. Where that leaves no doubt, it is understood.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NoReturn, Self

# What a placeholder begins with, in any spelling.
_OPENING: Final = re.compile(r"[<\\&]")
# How a name is written out: what stands before it, between its words, and behind it.
_SPELLINGS: Final = (
    ("<", "_", ">"),
    ("<", r"\_", ">"),  # Markdown
    ("<", r"\\_", ">"),  # Markdown in JSON
    (r"\<", "_", r"\>"),
    (r"\<", r"\_", r"\>"),
    (r"\\<", "_", r"\\>"),
    (r"\\<", r"\\_", r"\\>"),
    ("&lt;", "_", "&gt;"),  # HTML
    (r"\u003c", "_", r"\u003e"),  # JSON for web pages
    (r"\\u003c", "_", r"\\u003e"),
)
# More than any number that is given out has; Python refuses to read thousands.
_MOST_DIGITS: Final = 12


class Placeholders:
    """The placeholders of one run with their values, in this process's memory alone.

    No value of it is shown, copied or pickled.
    """

    __slots__ = ("_avoided", "_longest", "_meanings", "_names", "_next", "_spellings", "_values")

    def __init__(self, avoid: Sequence[str] = ()) -> None:
        """Give out placeholders that stand in none of the texts `avoid`."""
        self._avoided = avoid
        self._names: dict[str, str] = {}
        self._values: dict[str, str] = {}
        self._next: dict[str, Iterator[int]] = {}
        # Made when the first answer is read: what each spelling stands for, and all in order.
        self._meanings: dict[str, str] = {}
        self._spellings: list[str] = []
        self._longest = 0

    def name_of(self, value: str, kind: str) -> str:
        """Return the name of a value's placeholder, as `PHONE_NUMBER_1`.

        Args:
            value: The value; the same value has the same name.
            kind: The kind of a value that is new; those of a kind are numbered from 1.
        """
        name = self._names.get(value)
        if name is None:
            numbers = self._next.setdefault(kind, _numbers(kind, self._avoided))
            name = self._names[value] = f"{kind}_{next(numbers)}"
            self._values[name] = value
            self._spellings = []
        return name

    def knows(self, name: str) -> bool:
        """Whether `name` is that of a placeholder."""
        return name in self._values

    def values(self) -> list[str]:
        """Return all values, for this package alone: to look whether one is left in a text."""
        return list(self._values.values())

    @property
    def longest(self) -> int:
        """The length of the longest spelling of any placeholder, in characters."""
        self._ready()
        return self._longest

    def restore(self, text: str) -> str:
        """Return a whole text with the values in the place of their placeholders.

        Values are put in as they are, and not looked into again.
        """
        restored, rest = self.read(text)
        return restored + rest

    def read(self, text: str, spell: Callable[[str], str] = str) -> tuple[str, str]:
        """Return the beginning of a text restored, and the rest, which more text may change.

        Args:
            text: The text.
            spell: How a value is to be written.

        Returns:
            The text up to where a placeholder may have begun, restored; and what is behind that
            place, as it is: the beginning of a spelling of a placeholder, or nothing.
        """
        spellings = self._ready()
        if not spellings:
            return text, ""
        done: list[str] = []
        place = 0
        for opening in _OPENING.finditer(text):
            start = opening.start()
            if start < place:
                continue
            seen = text[start : start + self._longest].lower()
            # No spelling is the beginning of another, so that only the one right before `seen`
            # in their order can be what it begins with, and the one right behind what it begins.
            following = bisect_right(spellings, seen)
            if following and seen.startswith(spelled := spellings[following - 1]):
                done += text[place:start], spell(self._meanings[spelled])
                place = start + len(spelled)
            elif (
                len(text) - start < self._longest
                and following < len(spellings)
                and spellings[following].startswith(seen)
            ):
                done.append(text[place:start])
                return "".join(done), text[start:]
        done.append(text[place:])
        return "".join(done), ""

    def _ready(self) -> list[str]:
        if not self._spellings and self._values:
            self._meanings = {
                f"{before}{name.replace('_', between)}{behind}".lower(): value
                for name, value in self._values.items()
                for before, between, behind in _SPELLINGS
            }
            self._spellings = sorted(self._meanings)
            self._longest = max(map(len, self._spellings))
        return self._spellings

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)}>"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: object) -> Self:
        return self

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError("placeholders cannot be pickled: their values never leave memory")


def _numbers(kind: str, avoided: Sequence[str]) -> Iterator[int]:
    """Yield numbers from 1 without those that stand behind `kind` in a text."""
    taken: set[int] = set()
    for text in avoided:
        plain = text.replace("\\", "").upper()
        if kind in plain:
            taken.update(int(n[:_MOST_DIGITS]) for n in re.findall(rf"{kind}_([0-9]+)", plain))
    number = 0
    while True:
        number += 1
        if number not in taken:
            yield number
