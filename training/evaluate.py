"""Measures the sensitivity classifier: `python -m training.evaluate FILE...`.

Judged is by the whole of what the product does without a local model, on labelled texts of any
sensible form; see `training.datasets`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import track

from router_agent.sensitivity.assessment import Level, Preset
from training import command, datasets, report
from training.judging import Judged, judge

app: Final = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    files: Annotated[
        list[Path],
        typer.Argument(help="Data sets and folders of them: .jsonl, .json, .csv, .tsv, .txt, .gz."),
    ],
    privacy: command.Privacy = "balanced",
    json_file: command.JsonFile = None,
    plot_file: command.PlotFile = None,
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
    with command.measuring(json_file, plot_file):
        judged = _judged(datasets.load(files, name, label), privacy)
        report.publish(judged, privacy, name, json_file, plot_file)


def _judged(items: Sequence[datasets.Item], privacy: Preset) -> list[Judged]:
    console = Console(stderr=True)
    progress = track(
        items, "Judging", console=console, transient=True, disable=not console.is_terminal
    )
    return [judge(item, privacy) for item in progress]


if __name__ == "__main__":
    app()
