"""The questions to learn from: written for this project, labelled by the definition of levels."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, get_args

from router_agent.sensitivity.assessment import Level

DATA: Final = Path(__file__).parent / "data"
LEVELS: Final[tuple[Level, ...]] = get_args(Level)


class Row(NamedTuple):
    """A labelled question.

    Attributes:
        text: The question, as somebody would type it.
        lang: `ko` or `en`.
        label: Its level.
        kind: What it is about, as its author called it.
        author: Which batch it comes from; batches are held out whole.
        pair: What it belongs together with, if anything: its translation, or its contrast.
    """

    text: str
    lang: str
    label: Level
    kind: str
    author: str
    pair: str = ""


def load() -> list[Row]:
    """Return all rows, in the order of the files; a text that came before is left out.

    Raises:
        ValueError: If a line is no row; it names the file and the line.
    """
    seen: set[str] = set()
    rows: list[Row] = []
    for path in (DATA / "corpus.jsonl.gz", *sorted((DATA / "own").glob("*.jsonl"))):
        for row in read(path):
            key = " ".join(row.text.split()).casefold()
            if key not in seen:
                seen.add(key)
                rows.append(row)
    return rows


def read(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file, compressed or not."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for number, line in enumerate(lines, 1):
            try:
                item = json.loads(line)
                row = Row(*(item.get(name, "") for name in Row._fields))
            except ValueError as error:
                raise ValueError(f"{path.name}:{number} is no JSON") from error
            if row.label not in LEVELS or row.lang not in {"ko", "en"} or not row.text:
                raise ValueError(f"{path.name}:{number} is no labelled question")
            yield row
