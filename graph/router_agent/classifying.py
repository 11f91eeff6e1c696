"""Files judged line by line, and written as JSON Lines that never hold a text."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TextIO

from router_agent.inputs import Advance, InputFailed, batches
from router_agent.lines import Form, Line, parse
from router_agent.sensitivity.assessment import RANK, Assessment, Level, Preset
from router_agent.sensitivity.classifier import assess, prepare
from router_agent.wording import Spoken, Text

SUMMARY: Final = Text(
    "{total:,}줄: low {low:,}, medium {medium:,}, high {high:,}"
    "(그중 확실하지 않음 {doubtful:,}, 읽을 수 없음 {unreadable:,})",
    "{total:,} lines: {low:,} low, {medium:,} medium, {high:,} high "
    "({doubtful:,} of them in doubt, {unreadable:,} unreadable)",
)
_encode: Final = json.JSONEncoder().encode


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


def judge_files(files: Sequence[str], options: Options, out: TextIO, advance: Advance) -> Counts:
    """Judge every line of some files, in order, and write a verdict for each as it comes.

    Args:
        files: Names of files; `-` is standard input.
        options: How to read, judge and write.
        out: Where the verdicts go, one JSON object a line; no text of a line is among them.
        advance: Is told how many bytes were read.

    Raises:
        ModelFileError: If the sensitivity model is missing or damaged.
    """
    counts = Counts()
    for name in files:
        head = {"file": name} if len(files) > 1 else {}
        try:
            for number, line, verdict in _judged(name, options, advance, out):
                _count(counts, line, verdict)
                out.write(_encode({**head, "line": number, **_said(line, verdict, options)}))
                out.write("\n")
        except InputFailed as failure:
            counts.failures.append(str(failure))
    return counts


def _judged(
    name: str, options: Options, advance: Advance, out: TextIO
) -> Iterator[tuple[int, Line, Assessment]]:
    count = 0
    for raws in batches(name, advance):
        lines = [
            parse(raw, options.form, first=number == 1)
            for number, raw in enumerate(raws, count + 1)
        ]
        raws.clear()  # a line may be of 10 MB: it is not kept twice while it is judged
        prepare((message for line in lines for message in line.messages), options.privacy)
        for line in lines:
            count += 1
            yield count, line, assess(line.messages, options.privacy)
        out.flush()  # whoever writes line by line may wait for them


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
