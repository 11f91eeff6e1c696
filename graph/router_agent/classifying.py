"""Files judged line by line, and written as JSON Lines that never hold a text."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final, NamedTuple, TextIO, cast

from router_agent.lines import Form, Line, parse
from router_agent.sensitivity.assessment import RANK, Assessment, Level, Preset
from router_agent.sensitivity.classifier import assess, prepare
from router_agent.wording import Spoken, Text

STANDARD_INPUT: Final = "-"
SUMMARY: Final = Text(
    "{total:,}줄: low {low:,}, medium {medium:,}, high {high:,}"
    "(그중 확실하지 않음 {doubtful:,}, 읽을 수 없음 {unreadable:,})",
    "{total:,} lines: {low:,} low, {medium:,} medium, {high:,} high "
    "({doubtful:,} of them in doubt, {unreadable:,} unreadable)",
)
EXPECTED: Final = Text(
    "파일을 주거나, 표준 입력으로 한 줄에 글 하나(또는 JSON)를 보내세요: "
    "router-agent classify 파일 / 명령 | router-agent classify",
    "give it files, or one text (or JSON) a line on standard input: "
    "router-agent classify FILE, or COMMAND | router-agent classify",
)
_encode: Final = json.JSONEncoder().encode

# Some hundred lines: enough to be judged together, and few enough to see them come.
_READ_BYTES: Final = 1 << 14

Advance = Callable[[int], None]
"""Is told how many more bytes were judged."""


class Options(NamedTuple):
    """How lines are read, judged and written.

    Attributes:
        privacy: The preset.
        form: What the lines are.
        layers: Whether what each layer said is written, too.
    """

    privacy: Preset
    form: Form = "auto"
    layers: bool = False


@dataclass(slots=True)
class Counts:
    """What came out.

    Attributes:
        levels: How many lines are of each level.
        doubtful: How many lines are high because they are in doubt.
        unreadable: How many lines cannot be read, or not all of them.
        failures: The files that could not be read, with the reason.
    """

    levels: Counter[Level] = field(default_factory=Counter)
    doubtful: int = 0
    unreadable: int = 0
    failures: list[str] = field(default_factory=list)

    def reach(self, level: Level) -> bool:
        """Whether any line is at or above a level."""
        return any(RANK[found] >= RANK[level] for found in self.levels)

    def summary(self, spoken: Spoken) -> str:
        """Return the counts in one line."""
        levels = {level: self.levels[level] for level in RANK}
        return SUMMARY.say(
            spoken,
            total=self.levels.total(),
            doubtful=self.doubtful,
            unreadable=self.unreadable,
            **levels,
        )


def size_of(files: Sequence[str]) -> int | None:
    """Return how many bytes there are to judge; None where that is not known."""
    total = 0
    for name in files:
        if name == STANDARD_INPUT:
            return None
        try:
            status = Path(name).stat()
        except OSError:
            continue  # said when its turn comes
        if not S_ISREG(status.st_mode):
            return None
        total += status.st_size
    return total


def judge_files(files: Sequence[str], options: Options, out: TextIO, advance: Advance) -> Counts:
    """Judge every line of some files, in order, and write a verdict for each as it comes.

    Args:
        files: Names of files; `-` is standard input.
        options: How to read, judge and write.
        out: Where the verdicts go, one JSON object a line; no text of a line is among them.
        advance: Is told how many bytes were judged.

    Raises:
        ModelFileError: If the sensitivity model is missing or damaged.
    """
    counts = Counts()
    for name in files:
        head = {"file": name} if len(files) > 1 else {}
        try:
            with _opened(name) as stream:
                for number, line, verdict in _judged(stream, options, advance, out):
                    _count(counts, line, verdict)
                    out.write(_encode({**head, "line": number, **_said(line, verdict, options)}))
                    out.write("\n")
        except BrokenPipeError:
            raise
        except OSError as error:
            counts.failures.append(f"{name}: {error.strerror or type(error).__name__}")
    return counts


def _judged(
    stream: BufferedReader, options: Options, advance: Advance, out: TextIO
) -> Iterator[tuple[int, Line, Assessment]]:
    count = 0
    for raws in _batches(stream, advance):
        lines = [
            parse(raw, options.form, first=number == 1)
            for number, raw in enumerate(raws, count + 1)
        ]
        prepare((message for line in lines for message in line.messages), options.privacy)
        for line in lines:
            count += 1
            yield count, line, assess(line.messages, options.privacy)
        out.flush()  # whoever writes line by line may wait for them


@contextmanager
def _opened(name: str) -> Iterator[BufferedReader]:
    if name == STANDARD_INPUT:
        yield cast("BufferedReader", sys.stdin.buffer)
        return
    with Path(name).open("rb") as stream:
        yield stream


def _batches(stream: BufferedReader, advance: Advance) -> Iterator[list[bytes]]:
    """Yield the lines that are there, as soon as they are, without their line breaks."""
    begun: list[bytes] = []  # in pieces, as to add to one of 10 MB is to copy it
    while piece := stream.read1(_READ_BYTES):
        *whole, rest = piece.split(b"\n")
        if whole:
            whole[0] = b"".join([*begun, whole[0]])
            begun = []
            yield whole
        begun.append(rest)
        advance(len(piece))
    if last := b"".join(begun):
        yield [last]


def _count(counts: Counts, line: Line, verdict: Assessment) -> None:
    counts.levels[verdict.level] += 1
    counts.doubtful += not verdict.certain
    counts.unreadable += not line.readable


def _said(line: Line, verdict: Assessment, options: Options) -> dict[str, Any]:
    said: dict[str, Any] = {} if line.id is None else {"id": line.id}
    said["level"] = verdict.level
    said["certain"] = verdict.certain
    if not line.readable:
        said["unreadable"] = True
    one = len(line.messages) == 1
    said["findings"] = [
        {
            "kind": found.kind,
            "start": found.start,
            "end": found.end,
            "score": found.score,
            **({} if one else {"message": found.message}),
        }
        for found in verdict.findings
    ]
    if options.layers:
        said["layers"] = [
            {
                "layer": opinion.layer,
                "level": opinion.level,
                "certain": opinion.certain,
                "because": opinion.because,
            }
            for opinion in verdict.layers
        ]
    return said
