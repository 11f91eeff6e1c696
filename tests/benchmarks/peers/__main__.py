"""`python -m tests.benchmarks.peers [FILE...]` measures the router beside its peers."""

import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import typer
from training.corpus import DATA
from training.datasets import Item
from training.files import DataSetError

from tests.benchmarks.peers import table
from tests.benchmarks.peers.adapters import ABSENT, OURS, PEERS, Adapter, Flags
from tests.benchmarks.peers.measuring import measure, offline, warm_up
from training import datasets

OWN: Final = Path(__file__).parent / "texts.jsonl"
OWN_NAME: Final = "Held-out texts of our own"
WRONG_USE: Final = 2
_COMMAND: Final = "make bench-peers"
_NOTES: Final = (
    "Caught: flagged of the texts that are high. Flagged: of those that are low, false alarms. A "
    "peer flags a text when it finds anything at its default threshold, web addresses, dates and "
    "post codes aside; the router, when the text must stay on the machine.",
    "µs: CPU time of a text, the median of all, of one never seen and of one seen before, in a "
    "warm process, one peer in turn after the other, offline. The presets take the same time.",
    "Of our own texts a third of the high ones holds identifiers or secrets, two thirds say "
    "private matters or business in plain words, which patterns cannot find. The model has not "
    "learnt from them, but they were written within this project, as were those that it has.",
    "Presidio runs without a model of names and places, which would have to be downloaded; with "
    "its Korean recognizers, a Korean phone region and ASCII word boundaries, none of which is "
    "its default. LiteLLM runs with its prebuilt patterns for personal data, cards, credentials "
    "and networks.",
)


def main(arguments: Sequence[str]) -> int:
    """Print the tables; return the exit code."""
    try:
        items = [*_own(), *_given([Path(argument) for argument in arguments])]
    except DataSetError as error:
        typer.echo(error, err=True)
        return WRONG_USE
    with offline():
        peers, broken, missing = set_up((*OURS, *PEERS))
        if missing:
            typer.echo(f"{', '.join(missing)}: not installed; run `{_COMMAND}`", err=True)
            return WRONG_USE
        figures = measure(items, peers, warm_up())
    versions = {each.name: each.version for each in (*OURS, *PEERS) if each.name in peers}
    untimed = {each.name for each in OURS if not each.timed}
    typer.echo("\n".join(table.markdown(figures, versions, list(_notes(items, broken)), untimed)))
    return 0


def set_up(adapters: Sequence[Adapter]) -> tuple[dict[str, Flags], dict[str, str], list[str]]:
    """Return the peers that run here, why others do not, and the packages that are missing."""
    peers: dict[str, Flags] = {}
    broken: dict[str, str] = {}
    missing: list[str] = []
    for each in adapters:
        try:
            peers[each.name] = each.make()
        except ImportError:
            missing.append(each.package)
        except Exception as error:  # noqa: BLE001 - whatever ails one, the others are measured
            broken[each.name] = f"does not run here ({type(error).__name__}: {error})"
    return peers, broken, missing


def _own() -> list[Item]:
    return datasets.load([OWN], OWN_NAME)


def _given(paths: Sequence[Path]) -> Iterator[Item]:
    """Yield the items of files; what the router has learnt from is marked."""
    for path in paths:
        seen = path.resolve().is_relative_to(DATA)
        for item in datasets.load([path]):
            yield item._replace(set=item.set + table.SEEN) if seen else item


def _notes(items: Sequence[Item], broken: dict[str, str]) -> Iterator[str]:
    yield from _NOTES
    if any(item.set.endswith(table.SEEN) for item in items):
        yield f"{table.SEEN.strip()} The router's model has learnt from these very texts."
    for name, why in {**broken, **ABSENT}.items():
        yield f"Not in the table: {name}: {why}."
    own_only = all(item.set == OWN_NAME for item in items)
    command = _COMMAND if own_only else f"{_COMMAND} FILES=..."
    machine = f"{platform.system()} {platform.machine()}"
    yield f"Made by `{command}` with Python {platform.python_version()} on {machine}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
