"""What the commands that measure have in common: their options, and how they fail."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from router_agent.sensitivity.assessment import Preset
from training import plot
from training.files import DataSetError
from training.report import NotWritten, writing

WRONG_USE: Final = 2

Privacy = Annotated[Preset, typer.Option(help="The preset to judge by.")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write all figures into this file.")]
PlotFile = Annotated[
    Path | None, typer.Option("--plot", help="Draw the curve over thresholds into this PNG.")
]


@contextmanager
def measuring(json_file: Path | None, plot_file: Path | None) -> Iterator[None]:
    """Make sure of what takes a second before what takes minutes, and end with one line.

    Raises:
        typer.Exit: If data cannot be read or figures cannot be written; it was said.
    """
    try:
        if plot_file is not None:
            plot.check()
        for file in (json_file, plot_file):
            if file is not None:
                _check(file)
        yield
    except (DataSetError, NotWritten, plot.NoLibrary, plot.NothingToPlot) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(WRONG_USE) from None


def _check(file: Path) -> None:
    """Make sure that a file can be written, and leave it as it is."""
    new = not file.exists()
    with writing(file), file.open("ab"):
        pass
    if new:
        file.unlink()
