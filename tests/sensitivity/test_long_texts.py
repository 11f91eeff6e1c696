"""A value is whole wherever a long text is cut, and none is lost however many there are."""

import base64
import random
import re
import time
from itertools import pairwise

import pytest

from router_agent import classify
from router_agent.sensitivity.pieces import pieces

WORDS = "The quick brown fox jumps over the lazy dog. "
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJ" + "a1B" * 1700 + ".abc"
PEM_LINES = "\n".join(base64.b64encode(bytes(range(n, n + 48))).decode() for n in range(80))
LONG = [
    ("JWT", JWT),
    ("JWT", JWT.replace("a1B" * 1700, "a1B" * 5000)),
    ("CONNECTION_STRING", "postgres://admin:S3cr3tPw@" + "db" * 2500 + ".internal"),
    ("CONNECTION_STRING", "postgres://admin:" + "S3cr3tPw" * 600 + "@db.internal"),
    ("PRIVATE_KEY", f"-----BEGIN RSA PRIVATE KEY-----\n{PEM_LINES}\n-----END RSA PRIVATE KEY-----"),
    ("API_KEY", "sk-proj-" + "aB3dE5gH7jK9" * 16),
]


@pytest.mark.parametrize("before", [0, 3_990, 4_050, 9_000])
@pytest.mark.parametrize(("kind", "value"), LONG, ids=lambda v: v[:16])
def test_a_long_token_is_found_whole(kind: str, value: str, before: int) -> None:
    front = (WORDS * 300)[:before].rpartition(" ")[0]
    text = f"{front} {value} {WORDS * 200}"
    found = [f for f in classify(text).findings if f.kind == kind]
    assert found
    if not re.search(r"\s", value):
        assert any(text[f.start : f.end].startswith(value) for f in found)


@pytest.mark.parametrize("seed", range(30))
def test_no_run_without_white_space_is_cut(seed: int) -> None:
    made = random.Random(seed)
    text = "".join(
        "x" * made.choice([1, 5, 9, 9, 9, 300, 5_000, 16_000, 16_384, 40_000])
        + made.choice([" ", "\n", " \t"])
        for _ in range(60)
    )
    cut = list(pieces(text))
    assert (cut[0][0], cut[-1][0] + len(cut[-1][1])) == (0, len(text))
    for (start, piece), (following, _) in pairwise(cut):
        assert start < following <= start + len(piece)
    for run in re.finditer(r"\S+", text):
        if len(run[0]) <= 1 << 14:
            assert any(s <= run.start() and run.end() <= s + len(p) for s, p in cut)
    assert sum(len(piece) for _, piece in cut) < 4 * len(text)


@pytest.mark.parametrize("value", ["010-1234-5678 ", "4111 1111 1111 1111 ", "880314-1024531, "])
def test_a_megabyte_of_values_is_found_to_the_last_in_linear_time(value: str) -> None:
    def seconds(count: int) -> float:
        text = value * count
        start = time.process_time()
        found = classify(text).findings
        assert [f.start for f in found] == list(range(0, len(text), len(value)))
        return time.process_time() - start

    many = 1_000_000 // len(value)
    seconds(10)
    assert seconds(many) < 9 * seconds(many // 4)
