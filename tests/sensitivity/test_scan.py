"""Many patterns at once find what each of them finds alone, and nothing is left out unseen."""

import gzip
import json
import re
from functools import cache
from pathlib import Path

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from router_agent.sensitivity.cue_words import CLASSES
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.recognizers.recognizer import Recognizer
from router_agent.sensitivity.recognizers.registry import RECOGNIZERS
from router_agent.sensitivity.scan import Scanner, loose

CORPUS = Path(__file__).parents[2] / "training" / "data" / "corpus.jsonl.gz"
CUES = [pattern for patterns in CLASSES.values() for pattern in patterns]
GATES = [recognizer.gate or loose(recognizer.pattern) for recognizer in RECOGNIZERS]

# A character that there is not, and the parts of a pattern that may stand for characters.
NEVER = r"[^\x00-\x{10FFFF}]"
PART = re.compile(
    r"""
      \\[pPx]\{[^}]*\} | \\x[0-9A-Fa-f]{2} | \\.
    | \[\^? \]? (?: \\[pPx]\{[^}]*\} | \\. | \[:\w+:\] | [^\]\\] )* \]
    | \{\d+(?:,\d*)?\} | \(\?P<\w+> | \(\?[a-z]*[:)] | .
    """,
    re.VERBOSE | re.DOTALL,
)
MEMBER = re.compile(r"(\\[pPx]\{[^}]*\}|\\.|[^\\])(?:-(\\[pPx]\{[^}]*\}|\\.|[^\\]))?", re.DOTALL)


@cache
def alone(pattern: str) -> re2._Regexp:
    return re2.compile(pattern)


def expected(patterns: list[str], text: str) -> list[int]:
    return [index for index, pattern in enumerate(patterns) if alone(pattern).search(text)]


def corpus() -> list[str]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return [normalise(json.loads(line)["text"]).text for line in lines][::25]


def test_a_pattern_is_found_in_a_question_as_if_it_were_alone() -> None:
    gates, cues = Scanner(GATES), Scanner(CUES)
    for text in corpus():
        assert gates.which(text) == expected(GATES, text)
        assert cues.which(text) == expected(CUES, text)


@settings(deadline=None)  # the first example compiles the patterns
@given(st.text("0159-. @:/\nabpwkeyisAZ_한번호비내'\"", max_size=80))
def test_a_pattern_is_found_in_any_text_as_if_it_were_alone(text: str) -> None:
    assert Scanner(CUES).which(text) == expected(CUES, text)


def test_what_matches_passes_its_gate_and_holds_what_it_needs() -> None:
    texts = [text for text in corpus() if len(text) < 400]
    for file in Path(__file__).parent.glob("*.py"):
        texts += re.findall(r'"((?:[^"\\]|\\.){6,200})"', file.read_text(encoding="utf-8"))
    matched = set()
    for index, recognizer in enumerate(RECOGNIZERS):
        for text in texts:
            if alone(recognizer.pattern).search(text):
                matched.add(index)
                assert alone(GATES[index]).search(text), (recognizer.pattern, text)
                assert not recognizer.needs or set(recognizer.needs) & set(text)
    assert len(matched) > len(RECOGNIZERS) / 3


@pytest.mark.parametrize(
    "recognizer", [r for r in RECOGNIZERS if r.needs], ids=lambda r: f"{r.kind} {r.pattern[:40]}"
)
def test_no_match_is_without_what_the_recognizer_needs(recognizer: Recognizer) -> None:
    """Without these characters nothing is left of the pattern that could match."""
    left = alone(without(recognizer.pattern, frozenset(recognizer.needs)))
    assert left.programsize == alone(NEVER).programsize


@pytest.mark.parametrize(
    ("pattern", "chars", "is_needed"),
    [
        (r"\d{3}-x", "0123456789", True),
        (r"(?:\d|y)-x", "0123456789", False),
        (r"[0-9a]x", "0123456789", False),
        (r"(?i)id(?:=|:)[\w]", "=", False),
        (r"(?i)id=[\w]", "=", True),
        (r"\$2[aby]\$", "$", True),
        (r"[^\d]\d?", "0123456789", False),
    ],
)
def test_the_proof_tells_what_is_needed(pattern: str, chars: str, is_needed: bool) -> None:
    left = alone(without(pattern, frozenset(chars)))
    assert (left.programsize == alone(NEVER).programsize) is is_needed


def without(pattern: str, chars: frozenset[str]) -> str:
    """Return a pattern that matches at least what the given one does without the characters."""
    return PART.sub(lambda match: _without(match[0], chars), pattern)


def _without(part: str, chars: frozenset[str]) -> str:
    digits = chars >= frozenset("0123456789")
    if part.startswith("[") and part[1] != "^":
        left = [m[0] for m in MEMBER.finditer(part[1:-1]) if not _is_of(m[1], m[2], chars)]
        return (
            f"[{''.join(left)}]".replace(r"\w", r"A-Za-z_" if digits else r"\w") if left else NEVER
        )
    if digits and part == r"\w":
        return "[A-Za-z_]"
    return NEVER if _is_of(part, None, chars) else part


def _is_of(first: str, last: str | None, chars: frozenset[str]) -> bool:
    """Whether a member of a class, or a part of a pattern, stands for these characters only."""
    if first == r"\d" and last is None:
        return chars >= frozenset("0123456789")
    plain = first[1:] if len(first) == 2 and first[0] == "\\" and not first[1].isalnum() else first
    if last is None:
        return plain in chars
    span = range(ord(plain), ord(last) + 1) if len(plain) == len(last) == 1 else range(0)
    return bool(span) and all(chr(c) in chars for c in span)
