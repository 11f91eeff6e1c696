"""What a verdict costs: processor time by length, lines a second, first call, memory.

Every text is a new one, so that nothing is remembered of it. The texts are made from the
training data; the ordinary ones are its harmless questions.
"""

import gzip
import io
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from router_agent.classifying import Options, judge_files
from router_agent.sensitivity import classify

CORPUS = Path(__file__).parents[2] / "training" / "data" / "corpus.jsonl.gz"
LENGTH = 200
TEXTS = 2_000
LARGE_BYTES = 100_000
LINES = 20_000
FRESH_PROCESSES = 5

# In a fresh process: the first call after the import, and what is resident above numpy and re2.
_FIRST_CALL = """
import time
from router_agent import classify
start = time.process_time()
classify("What is the capital of France? My number is 010-1234-5678.")
print((time.process_time() - start) * 1e3)
"""
_RESIDENT = """
import json, sys
import numpy, re2
numpy.zeros(3).sum(), re2.compile("a").search("a")
def resident():
    pages = int(open("/proc/self/statm").read().split()[1])
    return pages * 4096 / 2**20
before = resident()
from router_agent import classify
for text in json.load(sys.stdin):
    classify(text)
print(resident() - before)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, beside its goal.

    Attributes:
        name: What it is.
        value: The value.
        goal: What it should be; at least that for a rate, at most that for all else.
        unit: The unit of both.
    """

    name: str
    value: float
    goal: float
    unit: str


def run() -> Iterator[Figure]:
    """Measure, and yield each figure; the processor's time, not the clock on the wall."""
    questions, ordinary = _corpus(only=None), _corpus(only="low")
    yield from _of_length()
    yield Figure("100 kB of ordinary text", _large(ordinary), 8, "ms")
    yield Figure("router-agent classify", _lines_a_second(questions), 8_000, "lines/s")
    first = [float(_fresh(_FIRST_CALL)) for _ in range(FRESH_PROCESSES)]
    yield Figure("first call after import", statistics.median(first), 150, "ms")
    for count in (1, 1_000, LINES):
        texts = json.dumps(questions[:count])
        name = f"resident above numpy and re2 after {count:,} texts"
        yield Figure(name, float(_fresh(_RESIDENT, texts)), 40, "MiB")


def _corpus(only: str | None) -> list[str]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    texts = [item["text"] for item in items if only in (None, item["label"])]
    random.Random(7).shuffle(texts)
    return texts


def texts_of(length: int, only: str | None = None) -> list[str]:
    """Return texts of one length, each of questions one behind the other."""
    joined = " ".join(_corpus(only))
    return [joined[place : place + length] for place in range(0, len(joined), length)]


def _of_length() -> Iterator[Figure]:
    times = [_seconds(text) for text in texts_of(LENGTH)[: 2 * TEXTS]][TEXTS:]  # after warm-up
    percentiles = statistics.quantiles(times, n=100)
    yield Figure(f"{LENGTH} characters, p50", percentiles[49] * 1e6, 100, "us")
    yield Figure(f"{LENGTH} characters, p99", percentiles[98] * 1e6, 400, "us")


def _large(texts: list[str]) -> float:
    joined = " ".join(texts).encode()
    pieces = [joined[place : place + LARGE_BYTES] for place in range(0, len(joined), LARGE_BYTES)]
    times = [_seconds(piece.decode(errors="ignore")) for piece in pieces]
    return statistics.median(times) * 1e3


def _seconds(text: str) -> float:
    start = time.process_time()
    classify(text)
    return time.process_time() - start


def _lines_a_second(questions: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "questions.jsonl"
        file.write_text("\n".join(json.dumps({"text": text}) for text in questions[:LINES]))
        start = time.process_time()
        counts = judge_files([str(file)], Options("balanced"), io.StringIO(), lambda _: None)
        return counts.levels.total() / (time.process_time() - start)


def _fresh(program: str, given: str = "") -> str:
    return subprocess.run(
        [sys.executable, "-c", program], input=given, capture_output=True, text=True, check=True
    ).stdout
