"""Measures private sentences amid harmless text: `python -m training.embedded [FILE...]`.

A private sentence is put amid harmless ones, and a harmless one into the same place: the first
must not pass, the second must not be held back. Counted is only what is judged rightly by itself,
sentences and surroundings, so that what is measured is what being together changes; and no
sentence in which an identifier is found, because that is found anywhere.
"""

import json
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from router_agent import classify
from router_agent.context import Choices
from router_agent.policy import confined
from router_agent.sensitivity.assessment import Preset
from training import command, corpus, crossval, datasets, figures, report
from training.datasets import Item
from training.forms import FORMS
from training.shapes import LANGUAGES

# Authors that are held out together: what surrounds a sentence is then by authors as unknown.
_GROUPS: Final = 6
_SEED: Final = 0
# Characters of a sentence, and of a long text at least; Hangul says the same in half as many.
_SENTENCE: Final = {"ko": (10, 90), "en": (20, 160)}
_LONG: Final = {"ko": 160, "en": 320}
_IN_A_ROW: Final = 8  # harmless texts that make a long one where there is none
_WIDTH: Final = 120  # of a table that goes to no terminal

app: Final = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class Case(NamedTuple):
    """What was put into a form, and whether the text then stayed on the machine.

    Attributes:
        form: Its name in `FORMS`.
        lang: `ko` or `en`.
        inside: `private`, `harmless`, or `nothing`: the surroundings by themselves.
        stays: The verdict.
    """

    form: str
    lang: str
    inside: str
    stays: bool


def cases(items: Sequence[Item], privacy: Preset, most: int) -> Iterator[Case]:
    """Yield what the product says of sentences amid others, all of them from `items`.

    Args:
        items: Labelled texts of both languages.
        privacy: The preset.
        most: How many sentences of each language and level.
    """
    for lang in LANGUAGES:
        chance = np.random.default_rng(_SEED)
        texts: dict[str, list[str]] = {"high": [], "low": []}
        for i in chance.permutation(len(items)):
            item = items[i]
            if item.lang == lang and item.label in texts and isinstance(item.content, str):
                texts[item.label].append(item.content)
        least, largest = _SENTENCE[lang]
        short = {
            label: [t for t in of if least <= len(t) <= largest and t.splitlines() == [t]]
            for label, of in texts.items()
        }
        long = [text for text in texts["low"] if len(text) >= _LONG[lang]]
        private = list(islice((t for t in short["high"] if _told_by_words(t, privacy)), most))
        harmless = list(islice((t for t in short["low"] if not _stays(t, privacy)), most))
        if len(short["low"]) < _IN_A_ROW:
            continue
        for number in range(max(len(private), len(harmless))):
            picked = [short["low"][i] for i in chance.permutation(len(short["low"]))[:_IN_A_ROW]]
            whole = long[chance.integers(len(long))] if long else "\n".join(picked)
            for name, form in FORMS.items():
                around = [whole] if form.carriers == 1 else picked[: form.carriers]
                alone = _stays(form.put(around, ()), privacy)
                yield Case(name, lang, "nothing", alone)
                if alone:
                    continue
                for inside, sentences in (("private", private), ("harmless", harmless)):
                    if number < len(sentences):
                        text = form.put(around, (sentences[number],))
                        yield Case(name, lang, inside, _stays(text, privacy))


def _stays(text: str, privacy: Preset) -> bool:
    return confined(classify(text, privacy).level, Choices(privacy=privacy))


def _told_by_words(text: str, privacy: Preset) -> bool:
    """Whether a text stays, and no identifier is in it that would be found anywhere."""
    return _stays(text, privacy) and not classify(text, privacy).findings


def of_forms(found: Sequence[Case]) -> dict[str, Any]:
    """Return for each form and language how much private passes, and how much harmless is held."""
    return {
        form: {
            lang: {
                "private": _share(found, (form, lang, "private"), "passed"),
                "harmless": _share(found, (form, lang, "harmless"), "held"),
                "around": _share(found, (form, lang, "nothing"), "passed"),
            }
            for lang in LANGUAGES
        }
        for form in FORMS
    }


def _share(found: Sequence[Case], which: tuple[str, str, str], of: str) -> dict[str, Any]:
    stays = [case.stays for case in found if case[:3] == which]
    return {"n": len(stays), of: figures.share(each == (of == "held") for each in stays)}


_folds: crossval.Folds | None = None


def _of_group(group: int, privacy: Preset, most: int) -> list[Case]:
    if _folds is None:
        raise RuntimeError("a worker was started without its rows")
    authors = crossval.groups(_folds.rows, _GROUPS)[group]
    items = [crossval.item(row) for row in _folds.rows if row.author in authors]
    with _folds.without(*authors):
        return list(cases(items, privacy, most))


def out_of_author(rows: Sequence[corpus.Row], privacy: Preset, most: int) -> list[Case]:
    """Return the cases of all authors, judged by models that have seen nothing of theirs."""
    global _folds  # what forked workers inherit need not be sent to them
    _folds = crossval.Folds(rows, privacy)
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=fork) as pool:
        jobs = [pool.submit(_of_group, group, privacy, most) for group in range(_GROUPS)]
        return [case for job in jobs for case in job.result()]


def show(found: dict[str, Any], privacy: Preset) -> None:
    """Print what `of_forms` found."""
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    table = Table("a sentence", "lang", title=f"Sentences amid harmless text under `{privacy}`, %")
    for name in ("private", "passed", "harmless", "held", "without it", "passed"):
        table.add_column(name, justify="right")
    for form, of_form in found.items():
        for lang, of in of_form.items():
            shares = [of["private"]["passed"], of["harmless"]["held"], of["around"]["passed"]]
            counts = [str(of[name]["n"]) for name in ("private", "harmless", "around")]
            percent = ["-" if share is None else f"{100 * share:.1f}" for share in shares]
            pairs = zip(counts, percent, strict=True)
            table.add_row(form, lang, *(cell for pair in pairs for cell in pair))
    console.print(table)


@app.command()
def main(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Labelled texts to make the cases of, for the product as it is."),
    ] = None,
    privacy: command.Privacy = "balanced",
    most: Annotated[int, typer.Option(help="Sentences of a language and level, of a group.")] = 100,
    json_file: command.JsonFile = None,
) -> None:
    """Measure private sentences amid harmless text, and harmless ones in their place.

    Without files: on the training questions, by models that have seen nothing of the authors of
    the sentences and of what is around them. With files, which should be no training data: by
    the model that the package ships.
    """
    with command.measuring(json_file, None):
        if files:
            found = of_forms(list(cases(datasets.load(files), privacy, most)))
        else:
            found = of_forms(out_of_author(corpus.load(), privacy, most))
        if json_file is not None:
            content = json.dumps({"privacy": privacy, "forms": found}, indent=1)
            with report.writing(json_file):
                json_file.write_text(f"{content}\n", encoding="utf-8")
        show(found, privacy)


if __name__ == "__main__":
    app()
