"""Judges texts by models that know nothing of their author: `python -m training.crossval`.

Whole authors are held out, one after another: questions of one author resemble each other, and
a model that has seen some of them knows the rest. Judged is as the product judges, every layer
and every window included, with the held-out model in the place of the one that it ships.
"""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from unittest import mock

import typer
from rich.console import Console
from rich.progress import track

from router_agent.sensitivity import model
from router_agent.sensitivity.assessment import Preset
from training import command, corpus, lessons, report, train
from training.datasets import Item
from training.judging import Judged, judge

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class Folds:
    """All rows with their n-grams counted, to be fitted on all authors but one."""

    def __init__(self, rows: Sequence[corpus.Row], privacy: Preset) -> None:
        self.rows = rows
        self.privacy = privacy
        self.lessons = lessons.Lessons(rows)

    def judged(self, author: str) -> list[Judged]:
        """Return the verdicts on an author's texts, by a model that has seen none of them."""
        with self.without(author):
            return [judge(item(row), self.privacy) for row in self.rows if row.author == author]

    @contextmanager
    def without(self, *authors: str) -> Iterator[None]:
        """Let the product judge by a model that has seen nothing of some authors."""
        unseen = model.packed(**train.rounded(self.lessons.fitted(without=authors)))
        # The product loads its model itself, whatever it is given: no setting can replace it.
        with mock.patch.object(model, "load", return_value=unseen):
            yield


def item(row: corpus.Row) -> Item:
    """Return a row as an item to measure with; its author is its set."""
    return Item(row.text, row.label, row.lang, row.kind, row.pair, row.author)


def groups(rows: Sequence[corpus.Row], number: int) -> list[list[str]]:
    """Return all authors in so many groups, of which each has some of every language."""
    languages: dict[str, set[str]] = {}
    for row in rows:
        languages.setdefault(row.author, set()).add(row.lang)
    ordered = sorted(languages, key=lambda author: (sorted(languages[author]), author))
    return [ordered[start::number] for start in range(number)]


_folds: Folds | None = None


def _judged(author: str) -> list[Judged]:
    if _folds is None:
        raise RuntimeError("a worker was started without its rows")
    return _folds.judged(author)


def out_of_author(rows: Sequence[corpus.Row], privacy: Preset) -> list[Judged]:
    """Return the verdicts on all rows, author by author; none was seen by the model that judged."""
    global _folds  # what forked workers inherit need not be sent to them
    _folds = Folds(rows, privacy)
    authors = sorted({row.author for row in rows})
    console = Console(stderr=True)
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=fork) as pool:
        done = track(
            pool.map(_judged, authors),
            "Judging",
            total=len(authors),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        return [each for of_author in done for each in of_author]


@app.command()
def main(
    privacy: command.Privacy = "balanced",
    json_file: command.JsonFile = None,
    plot_file: command.PlotFile = None,
) -> None:
    """Measure the classifier on the training questions, each author held out in turn."""
    with command.measuring(json_file, plot_file):
        judged = out_of_author(corpus.load(), privacy)
        report.publish(judged, privacy, "authors not seen in training", json_file, plot_file)


if __name__ == "__main__":
    app()
