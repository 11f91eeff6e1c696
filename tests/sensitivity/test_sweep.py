"""One look at a text finds what each pattern finds alone, and nothing is left out unseen."""

import gzip
import json
import re
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hyperscan
import pytest
import re2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import router_agent.sensitivity
from router_agent.sensitivity import automaton, pieces
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.recognizers.registry import RECOGNIZERS
from router_agent.sensitivity.sweep import LAYERS, patterns, sweep

CORPUS = Path(__file__).parents[2] / "training" / "data" / "corpus.jsonl.gz"
SHIPPED = Path(router_agent.sensitivity.__file__).with_name(automaton.FILE)
RECOGNIZED = [re2.compile(recognizer.pattern) for recognizer in RECOGNIZERS]
# The layers that take what the automaton says as it is.
BELIEVED = [[re2.compile(pattern) for pattern in layer] for layer in LAYERS[1:]]


def found(compiled: list[re2._Regexp], text: str) -> set[int]:
    return {number for number, pattern in enumerate(compiled) if pattern.search(text)}


def corpus() -> list[str]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][::25]


def written_in_tests() -> list[str]:
    """Return the strings of the tests, among which are values of every kind."""
    return [
        text
        for file in Path(__file__).parent.glob("*.py")
        for text in re.findall(r'"((?:[^"\\]|\\.){6,200})"', file.read_text(encoding="utf-8"))
    ]


def check(text: str) -> set[int]:
    """Compare with every pattern alone; return the recognizers that match."""
    normal = normalise(text)
    swept = sweep(normal)
    matching = found(RECOGNIZED, normal.text)
    assert matching <= {number for piece in swept.pieces for number in piece.recognizers}
    assert [found(layer, normal.text) for layer in BELIEVED] == list(swept[2:])
    return matching


def test_a_pattern_is_found_in_a_question_as_if_it_were_alone() -> None:
    texts = [text for text in corpus() + written_in_tests() if len(text) < 4_000]
    matched = set[int]().union(*map(check, texts))
    assert len(matched) > len(RECOGNIZERS) / 3


@settings(deadline=None)  # the first example loads the patterns
@given(st.text("0159-. @:/\nabpwkeyisAZ_한번호비내'\"", max_size=80))
def test_a_pattern_is_found_in_any_text_as_if_it_were_alone(text: str) -> None:
    check(text)


@pytest.mark.parametrize("number", range(len(RECOGNIZERS)))
def test_whatever_a_recognizer_matches_passes_its_gate(number: int) -> None:
    """Texts are made from the pattern itself, with any characters that it lets in between."""
    pattern = re.sub(r"\\p\{[LN]\}", "가", RECOGNIZERS[number].pattern)
    pattern = re.sub(r"\\x\{(\w+)\}", lambda match: f"\\u{match[1]:0>4}", pattern)
    made = st.from_regex(pattern, fullmatch=True)

    @settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
    @given(made)
    def check_one(text: str) -> None:
        normal = normalise(text)
        if RECOGNIZED[number].search(normal.text):
            assert any(number in piece.recognizers for piece in sweep(normal).pieces)

    check_one()


@pytest.mark.parametrize("before", [0, 3_000, 4_000, 4_090, 5_000, 9_000, 50_000])
def test_a_value_is_found_wherever_a_long_text_is_cut(before: int) -> None:
    swept = sweep(normalise("word " * (before // 5) + "call 010-4821-9937 now " + "word " * 4_000))
    values = {
        RECOGNIZERS[number].kind
        for piece in swept.pieces
        for number in piece.recognizers
        if "010-4821-9937" in piece.text
    }
    assert "PHONE_NUMBER" in values


def test_the_package_ships_these_patterns_compiled() -> None:
    """If this fails, the patterns were changed: `python -m training.patterns` compiles them."""
    shipped, made = SHIPPED.read_bytes(), automaton.packed(patterns())
    assert shipped[:32] == made[:32]
    assert zlib.decompress(shipped[32:]) == zlib.decompress(made[32:])


def test_threads_share_the_automaton() -> None:
    texts = written_in_tests()
    alone = [sweep(normalise(text))[1:] for text in texts]
    start = threading.Barrier(8)

    def all_of_them(_: int) -> list[tuple[object, ...]]:
        start.wait()
        return [sweep(normalise(text))[1:] for text in texts]

    with ThreadPoolExecutor(8) as pool:
        assert all(result == alone for result in pool.map(all_of_them, range(8)))


# Where the shipped file does not serve, the patterns are compiled once and kept.
OWN = [
    automaton.Pattern(r"\d{3}-\d{4}", of_bytes=True),
    automaton.Pattern("(?i)secret", of_bytes=True),
    automaton.Pattern("[가-힣]글", of_bytes=False),
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / name)
    return tmp_path / "router-agent"


def numbers(text: str) -> list[int]:
    return automaton.load(OWN).matching(text.encode())


def test_own_patterns_are_compiled_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert numbers("Secret 한글") == [1, 2]
    (kept,) = cache.iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    monkeypatch.delattr("hyperscan.Database")
    assert numbers("call 555-0134") == [0]


@pytest.mark.parametrize("damage", ["cut", "changed", "other patterns"])
def test_a_file_that_does_not_serve_is_made_anew(cache: Path, damage: str) -> None:
    assert numbers("secret") == [1]
    (kept,) = cache.iterdir()
    content = kept.read_bytes()
    kept.write_bytes(
        {
            "cut": content[:-9],
            "changed": content[:200] + bytes([content[200] ^ 1]) + content[201:],
            "other patterns": automaton.packed(OWN[:2]),
        }[damage]
    )
    assert numbers("secret 555-0134") == [0, 1]
    assert kept.read_bytes() == content


def test_a_folder_that_cannot_be_written_costs_time_only(cache: Path) -> None:
    cache.write_text("a file in its place")
    assert numbers("secret") == [1]


def test_a_scan_that_could_not_be_done_is_no_scan_that_found_nothing() -> None:
    database = hyperscan.Database()
    database.compile(expressions=[b"a"], ids=[0], flags=[hyperscan.HS_FLAG_SINGLEMATCH])
    without_end = automaton.Automaton(database, 1)
    with pytest.raises(MemoryError):
        without_end.matching(b"b")


def test_pieces_hold_the_whole_text() -> None:
    text = "".join(chr(97 + place % 26) for place in range(20_000))
    reach = 0
    for start, piece in pieces.pieces(text):
        assert start <= reach
        assert text.startswith(piece, start)
        reach = start + len(piece)
    assert reach == len(text)
