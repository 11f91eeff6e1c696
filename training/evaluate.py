"""Measures the sensitivity classifier: `python -m training.evaluate FILE...`.

Judged is by the whole of what the product does without a local model, on labelled texts of any
sensible form; see `training.datasets`.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console
from rich.progress import track

from router_agent.sensitivity.assessment import Level, Preset
from training import datasets, plot, report
from training.files import DataSetError
from training.judging import Judged, judge

WRONG_USE: Final = 2

app: Final = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    files: Annotated[
        list[Path],
        typer.Argument(help="Data sets and folders of them: .jsonl, .json, .csv, .tsv, .txt, .gz."),
    ],
    privacy: Annotated[Preset, typer.Option(help="The preset to judge by.")] = "balanced",
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write all figures into this file.")
    ] = None,
    plot_file: Annotated[
        Path | None, typer.Option("--plot", help="Draw the curve over thresholds into this PNG.")
    ] = None,
    name: Annotated[str, typer.Option(help="Take all files as one set of this name.")] = "",
    label: Annotated[
        Level | None, typer.Option(help="The level of the texts in files that give none.")
    ] = None,
) -> None:
    """Measure the sensitivity classifier on labelled texts, for each set and language.

    A text is in a field text, question, prompt, ... or messages; its level (low, medium, high)
    in label, level, sensitivity, ...; beside them may be lang, kind, and pair, which a text
    shares with its translation in the same set.
    """
    try:
        if plot_file is not None:
            plot.check()
        items = datasets.load(files, name, label)
    except ImportError:
        _stop("matplotlib, which draws the plot, is missing: uv sync --group training")
    except DataSetError as error:
        _stop(str(error))
    judged = _judged(items, privacy)
    try:
        report.publish(judged, privacy, name, json_file, plot_file)
    except plot.NothingToPlot as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{error.filename} cannot be written: {error.strerror}")


def _stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(WRONG_USE)


def _judged(items: Sequence[datasets.Item], privacy: Preset) -> list[Judged]:
    console = Console(stderr=True)
    progress = track(
        items, "Judging", console=console, transient=True, disable=not console.is_terminal
    )
    return [judge(item, privacy) for item in progress]


if __name__ == "__main__":
    app()
