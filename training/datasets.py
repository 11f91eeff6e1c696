"""Data sets to measure with: files and folders of texts, labelled or not.

What cannot be read is an error that names the file and the line, never what stands there.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from router_agent.sensitivity.assessment import Level
from training import files, public_sets, shapes
from training.files import DataSetError


class Item(NamedTuple):
    """A text to measure with.

    Attributes:
        content: A text, or a conversation as `classify` takes it.
        label: Its level; None where its set gives none.
        lang: `ko`, `en`, or what else the set says.
        kind: What it is about, as its set says, or "".
        pair: What it shares with its translation in the same set, or "".
        set: The name of its set.
    """

    content: object
    label: Level | None
    lang: str
    kind: str
    pair: str
    set: str


def load(paths: Sequence[Path], name: str = "", label: Level | None = None) -> list[Item]:
    """Return the items of all files, in order.

    Args:
        paths: Files, and folders of files.
        name: One name for all of them; by default each file is a set of its own.
        label: The level of all items of files that give no levels; by default a file's name
            may give it, as in `high.txt` and `ko-high.txt`.

    Raises:
        DataSetError: If a file or a line cannot be read, or there is nothing to measure with.
    """
    items: list[Item] = []
    for path, own_name in _named(paths):
        found = list(_items(path, name or own_name))
        level = label or _named_level(path)
        if level is not None and all(item.label is None for item in found):
            found = [item._replace(label=level) for item in found]
        items.extend(found)
    if not items:
        raise DataSetError("there is no text to measure with")
    return items


def _named(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every file with a name that no other has."""
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if files.suffix(p) in files.SUFFIXES and p.is_file()
            )
            found.extend((p, files.bare(p.relative_to(path))) for p in inside)
        else:
            found.append((path, files.bare(Path(path.name))))
    names = [name for _, name in found]
    for path, name in found:
        yield path, name if names.count(name) == 1 else str(path)


def _named_level(path: Path) -> Level | None:
    """Return the level that is all of a file's name, with a language at most."""
    words = re.split(r"[^a-z]+", Path(files.bare(path)).name.casefold())
    others = [word for word in words if word not in shapes.LANGUAGES]
    return shapes.level(others[0]) if len(others) == 1 else None


def _items(path: Path, name: str) -> Iterator[Item]:
    for record in files.records(path):
        try:
            found = list(public_sets.said(record.value))
        except shapes.Unreadable as error:
            raise DataSetError(f"{record.place} {error}") from None
        # Two texts in one record translate each other.
        pair = record.place if len(found) > 1 else ""
        for said in found:
            yield Item(
                said.content,
                said.label or record.label,
                record.lang or said.lang,
                said.kind,
                said.pair or pair,
                f"{name}, {said.part}" if said.part else name,
            )
