"""What was measured as tables on standard output, as JSON, and as a picture."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from rich.console import Console, JustifyMethod
from rich.table import Table

from router_agent.sensitivity.assessment import Preset
from training import figures, plot
from training.judging import Judged

_WIDTH: Final = 160  # of a table that goes to no terminal
_EVERY: Final = 5  # of the curve's points; all are in the JSON
_CURVE: Final = {"missed": "high_missed", "passed": "low_passed"}
_LABELS: Final = ("high", "medium", "low", "unlabelled")

Shares = dict[str, Any]


class NotWritten(Exception):
    """What was measured cannot be written. The message says where, or what is missing for it."""


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Have what goes wrong with a file raised as `NotWritten`."""
    try:
        yield
    except OSError as error:
        raise NotWritten(f"{file} cannot be written: {error.strerror}") from None


def publish(
    judged: Sequence[Judged],
    privacy: Preset,
    name: str = "",
    json_file: Path | None = None,
    plot_file: Path | None = None,
) -> None:
    """Print the figures of verdicts, and write them where a file is given.

    Raises:
        plot.NothingToPlot: If a picture is wanted of texts without a curve.
        NotWritten: If a file cannot be written.
    """
    found = figures.of_sets(judged)
    if json_file is not None:
        report = {"privacy": privacy, "texts": len(judged), "sets": found}
        with writing(json_file):
            json_file.write_text(
                json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
    if plot_file is not None:
        with writing(plot_file):
            plot.draw(judged, plot_file, name)
    show(found, privacy)


def show(found: dict[str, Shares], privacy: Preset) -> None:
    """Print what `figures.of_sets` found as tables."""
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.print(_verdicts(found, privacy))
    unlabelled = sum(
        language["n"]["unlabelled"]
        for name, of_set in found.items()
        if name != figures.ALL
        for language in of_set["languages"].values()
    )
    if unlabelled:
        console.print(f"{unlabelled} texts have no label; only their doubt and findings count.")
    whole = found.get(figures.ALL) or next(iter(found.values()))
    for table in (_both_languages(found), _findings(whole), _curve(whole)):
        if table.row_count:
            console.print(table)


def _verdicts(found: dict[str, Shares], privacy: Preset) -> Table:
    table = Table(title=f"Verdicts under `{privacy}`, %; high is missed where it goes to the cloud")
    _columns(table, "set", "lang")
    _columns(table, "high", "caught", "as medium", "as low", "to cloud", style="right")
    _columns(table, "medium", "to cloud", "low", "to cloud", "no label", "in doubt", style="right")
    for name, of_set in found.items():
        for lang, of in of_set["languages"].items():
            n, high = of["n"], of["high"]
            table.add_row(
                *(name, lang, str(n["high"])),
                *(_percent(high[key]) for key in ("caught", "as_medium", "as_low", "to_cloud")),
                *(str(n["medium"]), _percent(of["medium"]["to_cloud"])),
                *(str(n["low"]), _percent(of["low"]["to_cloud"])),
                *(str(n["unlabelled"]), _percent(of["in_doubt"])),
            )
    return table


def _both_languages(found: dict[str, Shares]) -> Table:
    table = Table(title="Korean minus English, percentage points; pairs with the same verdict, %")
    _columns(table, "set")
    _columns(table, "high caught", "medium to cloud", "low to cloud", style="right")
    _columns(table, "pairs", "same", style="right")
    for name, of_set in found.items():
        gap, pairs = of_set["gap"] or {}, of_set["pairs"] or {}
        if gap or pairs:
            table.add_row(
                name,
                *(_percent(gap.get(k)) for k in figures.GAPS),
                *(str(pairs.get("n", 0)), _percent(pairs.get("same"))),
            )
    return table


def _findings(of_set: Shares) -> Table:
    table = Table(title="Findings: in how many texts of each level")
    _columns(table, "lang", "kind")
    _columns(table, *_LABELS, style="right")
    for lang, of in of_set["languages"].items():
        for kind, counts in of["findings"].items():
            table.add_row(lang, kind, *(str(counts.get(label, 0)) for label in _LABELS))
    return table


def _curve(of_set: Shares) -> Table:
    table = Table(title="High missed, low passed as the model's threshold moves, %")
    languages = of_set["languages"]
    _columns(table, "threshold", *(f"{lang} {of}" for lang in languages for of in _CURVE))
    before: list[str] = []
    for points in list(zip(*(of["curve"] for of in languages.values()), strict=True))[::_EVERY]:
        shares = [_percent(point[of]) for point in points for of in _CURVE.values()]
        if shares != before:
            table.add_row(f"{points[0]['threshold']:.1f}", *shares)
        before = shares
    return table


def _columns(table: Table, *names: str, style: JustifyMethod = "left") -> None:
    for name in names:
        table.add_column(name, justify=style)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
