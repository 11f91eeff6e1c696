"""The records in a file: `.jsonl`, `.json`, `.csv`, `.tsv` or `.txt`, each also compressed."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from router_agent.sensitivity.assessment import Level
from training import shapes

SUFFIXES: Final = (".jsonl", ".json", ".csv", ".tsv", ".txt")
_LONGEST_FIELD: Final = 1 << 30  # Python's csv refuses more than 128 KiB unless it is told


class DataSetError(Exception):
    """A data set that cannot be read. The message names the place, and quotes nothing."""


class Record(NamedTuple):
    """A record, where it stands, and what it lacks but its surroundings say."""

    place: str
    value: object
    label: Level | None = None
    lang: str = ""


def suffix(path: Path) -> str:
    """Return what kind of file it is, compressed or not."""
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix.casefold()


def bare(path: Path) -> str:
    """Return its path without what says its kind."""
    return (path.with_suffix("") if path.suffix == ".gz" else path).with_suffix("").as_posix()


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a file.

    Raises:
        DataSetError: If the file, or a line of it, cannot be read.
    """
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise DataSetError(f"{path} cannot be read: {error.strerror or 'damaged'}") from None
    except (EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataSetError(f"{path} cannot be read ({type(error).__name__})") from None
    match suffix(path):
        case ".jsonl":
            yield from _lines_of_json(path, text)
        case ".json":
            yield from _json(path, text)
        case ".csv":
            yield from _rows(path, text, ",")
        case ".tsv":
            yield from _rows(path, text, "\t")
        case ".txt":
            yield from (Record(place, line) for place, line in _lines(path, text))
        case _:
            raise DataSetError(f"{path} is none of {', '.join(SUFFIXES)}")


def _lines(path: Path, text: str) -> Iterator[tuple[str, str]]:
    # Not `splitlines`, which also breaks at characters that may stand inside a JSON string.
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip():
            yield f"{path}:{number}", line.rstrip("\n")


def _lines_of_json(path: Path, text: str) -> Iterator[Record]:
    for place, line in _lines(path, text):
        yield Record(place, _parsed(line, place))


def _json(path: Path, text: str) -> Iterator[Record]:
    try:
        value = _parsed(text, str(path))
    except DataSetError:
        # Lines of JSON often go by this name, too.
        first = next(_lines(path, text), ("", ""))[1]
        if not (first.startswith("{") and first.endswith("}")):
            raise
        yield from _lines_of_json(path, text)
    else:
        yield from _within(str(path), value)


def _parsed(text: str, place: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = place if "\n" not in text else f"{place}:{error.lineno}"
        raise DataSetError(f"{where} is no JSON") from None
    except (ValueError, RecursionError):
        raise DataSetError(f"{place} is no JSON") from None


def _within(
    place: str, value: object, label: Level | None = None, lang: str = ""
) -> Iterator[Record]:
    """Yield the records of a list, or of the lists in an object, whose keys may say more."""
    if isinstance(value, list):
        for number, element in enumerate(value, 1):
            yield Record(f"{place}[{number}]", element, label, lang)
        return
    if not isinstance(value, dict):
        raise DataSetError(f"{place} holds no list")
    # One list may be the items and another the authors: records are objects where any are.
    lists = {k: v for k, v in value.items() if isinstance(v, list | dict) and v}
    of_objects = {k: v for k, v in lists.items() if isinstance(v, dict) or isinstance(v[0], dict)}
    found = {k: v for k, v in lists.items() if k in shapes.LANGUAGES or shapes.level(k)}
    found = found or {k: v for k, v in of_objects.items() if isinstance(v, list)} or lists
    if not found:
        raise DataSetError(f"{place} holds no list")
    for key, inner in found.items():
        named = key if key in shapes.LANGUAGES else lang
        # A key that is no level and no language may be a text, which no error may quote.
        shown = key if named == key or shapes.level(key) else "..."
        yield from _within(f"{place}:{shown}", inner, shapes.level(key) or label, named)


def _rows(path: Path, text: str, delimiter: str) -> Iterator[Record]:
    csv.field_size_limit(_LONGEST_FIELD)
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in lines:
            yield Record(f"{path}:{lines.line_num}", row)
    except csv.Error:
        raise DataSetError(f"{path}:{lines.line_num} cannot be read") from None
