"""Measures how surely identifiers and secrets are found: `python -m training.identifiers`.

Values of every kind are made anew, right and mistyped, and put into sentences of both languages,
with particles, in full-width letters, and into the middle of 50 kB of harmless text. A value
counts where its text is high and a finding lies over it.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Annotated, Final, NamedTuple

import typer
from rich.console import Console
from rich.table import Table

from router_agent import classify
from training.values import KINDS, Kind, mistyped

_KOREAN: Final = (
    "제 {name} {value} 맞는지 확인해줘",
    "{name}: {value}",
    "{name}는 {value} 입니다",
    "이거 내 {name} {value} 저장해도 돼?",
    "신청서에 {name} {value} 라고 쓰면 되나요?",
)
_PARTICLES: Final = ("이고", "입니다", "로 보내줘", "은 맞아?", "를 적었어", "인데 괜찮아?", "이야")
_ENGLISH: Final = (
    "my {name} is {value}, is that right?",
    "{name}: {value}",
    "please check the {name} {value} for me",
    "the {name} they gave me was {value}",
    '"{name}": "{value}"',
)
_FILLER: Final = (
    "The quick brown fox jumps over the lazy dog while the river runs slowly to the sea. "
    "다람쥐가 헌 쳇바퀴에 타고 하늘은 맑으며 바람이 시원하게 부는 날이다.\n"
)
_HALF_CHARS: Final = 25_000
# A long text takes as long as a hundred short ones.
_LONG_SHARE: Final = 10
_WIDE: Final = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}


class Said(NamedTuple):
    """A text, and the value in it.

    Attributes:
        text: The text.
        value: The value as it stands in it.
    """

    text: str
    value: str


def _korean(kind: Kind, value: str, made: Random) -> Said:
    return Said(made.choice(_KOREAN).format(name=kind.ko, value=value), value)


def _english(kind: Kind, value: str, made: Random) -> Said:
    return Said(made.choice(_ENGLISH).format(name=kind.en, value=value), value)


def _with_particle(kind: Kind, value: str, made: Random) -> Said:
    return Said(f"제 {kind.ko}는 {value}{made.choice(_PARTICLES)}", value)


def _full_width(kind: Kind, value: str, made: Random) -> Said:
    wide = value.translate(_WIDE)
    return Said(made.choice(_KOREAN).format(name=kind.ko, value=wide), wide)


def _amid_much(kind: Kind, value: str, made: Random) -> Said:
    said = made.choice((_korean, _english))(kind, value, made)
    half = _FILLER * (_HALF_CHARS // len(_FILLER.encode()))
    return Said(f"{half}{said.text}\n{half}", value)


FORMS: Final[dict[str, Callable[[Kind, str, Random], Said]]] = {
    "Korean": _korean,
    "English": _english,
    "particle": _with_particle,
    "full width": _full_width,
    "in 50 kB": _amid_much,
}


class Tried(NamedTuple):
    """A value that was tried.

    Attributes:
        kind: Its kind.
        form: How it was said, a key of `FORMS`.
        right: Whether it was as it was made; else it was mistyped.
        high: Whether its text was found to be high.
        found: Whether a finding lay over it.
        text: The text.
    """

    kind: str
    form: str
    right: bool
    high: bool
    found: bool
    text: str


def tried(each: int, seed: int, kinds: Sequence[Kind]) -> Iterator[Tried]:
    """Try values of every kind in every form, every other one mistyped.

    Args:
        each: How many of a kind and form; a tenth of it in long texts.
        seed: What the values are made from.
        kinds: The kinds.
    """
    for kind in kinds:
        made = Random(f"{seed} {kind.kind}")  # noqa: S311 - nobody's values
        for form, say in FORMS.items():
            for number in range(max(2, each // _LONG_SHARE) if say is _amid_much else each):
                value = kind.make(made)
                right = number % 2 == 0 or kind.fixed >= len(value)
                said = say(kind, value if right else mistyped(value, kind.fixed, made), made)
                yield _judged(kind.kind, form, right, said)


def _judged(kind: str, form: str, right: bool, said: Said) -> Tried:
    verdict = classify(said.text)
    start = said.text.index(said.value)
    end = start + len(said.value)
    found = any(f.start < end and f.end > start for f in verdict.findings)
    return Tried(kind, form, right, verdict.level == "high", found, said.text)


def main(
    each: Annotated[int, typer.Option(min=2, help="How many of each kind and form.")] = 100,
    seed: Annotated[int, typer.Option(help="What the values are made from.")] = 0,
    show: Annotated[bool, typer.Option(help="Show what was missed.")] = False,
) -> None:
    """Measure how surely identifiers and secrets are found, for each kind and form."""
    all_tried = list(tried(each, seed, KINDS))
    Console(width=None if sys.stdout.isatty() else 120).print(_table(all_tried))
    if show:
        for one in all_tried:
            if not (one.high and one.found):
                print(one.kind, one.form, "high" if one.high else "passed", ascii(one.text[-200:]))


def _table(all_tried: list[Tried]) -> Table:
    table = Table(title="Found and high, %; every other value mistyped")
    table.add_column("kind")
    for column in (*FORMS, "right", "mistyped", "all", "high"):
        table.add_column(column, justify="right")
    by_kind: dict[str, list[Tried]] = defaultdict(list)
    for one in all_tried:
        by_kind[one.kind].append(one)
    for kind, those in (*by_kind.items(), ("all", all_tried)):
        table.add_row(
            kind,
            *(_share([one for one in those if one.form == form]) for form in FORMS),
            _share([one for one in those if one.right]),
            _share([one for one in those if not one.right]),
            _share(those),
            f"{100 * sum(one.high for one in those) / len(those):.1f}",
            end_section=kind == KINDS[-1].kind,
        )
    return table


def _share(those: list[Tried]) -> str:
    if not those:
        return "-"
    return f"{100 * sum(one.high and one.found for one in those) / len(those):.1f}"


if __name__ == "__main__":
    typer.run(main)
