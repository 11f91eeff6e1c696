"""Measures the hint of complexity: `python -m training.complexity FOLDER`.

A router pays for the strong model where it gains most. Ranked by the score, the questions go to
it one after another; the share of what it could gain that is gained by then, averaged over all
shares of strong calls, is APGR: 0.5 by chance, 1 never quite.

Source:
    Ong et al., "RouteLLM", arXiv:2406.18665: average performance gap recovered; the files are of
    its repository, `routellm/evals`.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple, NoReturn

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from router_agent.sensitivity import complexity
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.sweep import sweep

WRONG_USE: Final = 2
_WEAK: Final = "mistralai/Mixtral-8x7B-Instruct-v0.1"
_STRONG: Final = "gpt-4-1106-preview"
_CHANCE: Final = 0.5


class Asked(NamedTuple):
    """A question, and by how much the strong model's answer is better.

    Attributes:
        text: The question.
        gain: In points of its benchmark; negative where the weak model's is better.
    """

    text: str
    gain: float


def _score(text: str) -> float:
    swept = sweep(normalise(text))
    return complexity.score(swept.normal.text, len(swept.demands))


_SCORES: Final[dict[str, Callable[[str], float]]] = {
    "score": _score,
    "tier": lambda text: _score(text) >= complexity.COMPLEX_FROM,
    "length alone": len,
}

app: Final = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    folder: Annotated[
        Path, typer.Argument(help="With gsm8k_correct.jsonl and mt_bench_scores.jsonl.")
    ],
    questions: Annotated[
        Path | None,
        typer.Option(help="MT-bench's question.jsonl; default: in FOLDER or in mt_bench beside."),
    ] = None,
) -> None:
    """Measure how well complexity ranks questions by what the strong model gains (APGR)."""
    beside = [folder / "question.jsonl", folder.parent / "mt_bench" / "question.jsonl"]
    found = questions or next((path for path in beside if path.exists()), beside[-1])
    try:
        sets = {
            "GSM8K": gsm8k(folder / "gsm8k_correct.jsonl"),
            "MT-bench": mt_bench(folder / "mt_bench_scores.jsonl", found),
        }
    except OSError as error:
        _stop(f"{error.filename} cannot be read: {error.strerror}")
    except (KeyError, ValueError, TypeError) as error:
        _stop(f"a file is not of RouteLLM's form ({type(error).__name__})")
    table = Table("APGR", "questions", *_SCORES, "chance")
    for name, asked in sets.items():
        gains = [each.gain for each in asked]
        figures = [apgr([score(each.text) for each in asked], gains) for score in _SCORES.values()]
        table.add_row(name, str(len(asked)), *(f"{f:.3f}" for f in (*figures, _CHANCE)))
    Console().print(table)


def _stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(WRONG_USE)


def apgr(scores: Sequence[float], gains: Sequence[float]) -> float:
    """Return the average performance gap recovered when the highest scores go to the strong model.

    Args:
        scores: Of each question, length n.
        gains: By how much the strong model answers each better, length n.

    Returns:
        The area under the share of the gap that is recovered, over the share of strong calls.
        Questions of one score are taken in every order alike.

    Raises:
        ValueError: If there is no gap to recover.
    """
    gap = float(np.sum(gains))
    if gap <= 0:
        raise ValueError("the strong model gains nothing")
    _, rank = np.unique(-np.asarray(scores, dtype=float), return_inverse=True)
    mean = np.bincount(rank, weights=gains) / np.bincount(rank)
    recovered = np.append(0.0, np.cumsum(mean[np.sort(rank)])) / gap
    return float((recovered[1:] + recovered[:-1]).mean() / 2)


def gsm8k(path: Path) -> list[Asked]:
    """Return the questions of GSM8K; the gain is 1 where only the strong model is right."""
    return [
        Asked(each["prompt"], _right(each[_STRONG]) - _right(each[_WEAK])) for each in _lines(path)
    ]


def _right(said: object) -> int:
    return int(str(said) == "True")


def mt_bench(scores: Path, questions: Path) -> list[Asked]:
    """Return the first turns of MT-bench; the gain is in points of 10, the mean of both turns."""
    gains: dict[int, list[float]] = defaultdict(list)
    for each in _lines(scores):
        sign = {_STRONG: 1, _WEAK: -1}[each["model"]]
        gains[each["question_id"]].append(sign * float(each["score"]))
    return [
        Asked(each["turns"][0], sum(gains[each["question_id"]]) / len(each["turns"]))
        for each in _lines(questions)
    ]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    app()
