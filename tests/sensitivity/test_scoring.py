"""The trained model reads a text as its definition says, alone or among others, short or long."""

import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from router_agent.sensitivity import characters, model, ngrams, scoring
from router_agent.sensitivity.model import FIELD
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.sentences import WINDOW, sentences, windows

WORD_MULTIPLIER = 0x85EB_CA6B
NEXT, AFTER_NEXT = 0xC2B2_AE35, 0x27D4_EB2F
BASE = 0x0400_064D
TEXTS = [
    "Hi",
    "What is the capital of France?",
    "My PIN is 4821. I was dismissed on Friday (again!) and cannot sleep.\n\n- one\n- two",
    "제 비밀번호는 1234예요. 어제 병원에서 우울증 진단을 받았습니다; 어떻게 하죠?",
    "x",
    "?!",
    "1 2 3",
    "昨日、公園へ行きました。楽しかった。• 点 \U0001f600 ok",
    "a  b\t c\r\n\x85 d \u2028 e",
    "word " * 100,
    "no-end" * 300,
    "One sentence. And another one! " * 40,
]
# Read in pieces.
LONG = ["회의록을 요약해줘. " * 1_100, "It is said that the sky is blue, " * 300]


def _mixed(letter: str) -> int:
    lower = "i" if letter == "\u0130" else letter.lower()
    code = ord("0" if lower in "0123456789" else lower)
    mixed = code * 0x9E37_79B1 % 2**32
    mixed = (mixed ^ mixed >> 15) * 0x2C1B_3C6D % 2**32
    return mixed ^ mixed >> 12


def _by_place(folded: str) -> list[Counter[int]]:
    """The buckets of what starts at each character, one after the other."""
    numbers = [*map(_mixed, folded), 0, 0, 0, 0]
    found: list[Counter[int]] = []
    for place in range(len(folded)):
        hashed = 0
        found.append(Counter())
        for number in numbers[place : place + ngrams.LONGEST]:
            hashed = (hashed * BASE + number) % 2**32
            found[-1][hashed >> 12] += 1
    starts, words = [], []
    for match in re.finditer("(?:(?!\u2022|\u3002)[^\\W_]|[^\\x00-\\x7f])+", folded):
        start, end = match.span()
        hashed = sum(numbers[start:end]) + numbers[start] * BASE + numbers[start + 1]
        starts.append(start)
        words.append(hashed * WORD_MULTIPLIER % 2**32)
    after = [*words, 0, 0]
    for index, (start, word) in enumerate(zip(starts, words, strict=True)):
        found[start][word >> 12] += 1
        found[start][(word * NEXT + after[index + 1]) % 2**32 >> 12] += 1
        found[start][(word * AFTER_NEXT + after[index + 2]) % 2**32 >> 12] += 1
    return found


def _read(folded: str) -> list[Counter[int]]:
    joined = characters.join([folded])
    found, before_words = ngrams.buckets(joined, characters.letters(joined))
    size = len(joined) - ngrams.PAST
    behind = ngrams.LONGEST * size
    by_place = [Counter(column) for column in found[:behind].reshape(-1, size).T.tolist()]
    of_words = found[behind:].reshape(ngrams.WORDS, -1).T.tolist()
    for place, buckets in zip((before_words + 1).tolist(), of_words, strict=True):
        by_place[place].update(buckets)
    return by_place[1 : len(folded) + 1]


@given(st.text(st.characters(max_codepoint=0xD7A3) | st.sampled_from("aB1 .,?•。\U0001f600가")))
def test_the_buckets_are_those_of_the_definition(text: str) -> None:
    folded = characters.fold(normalise(text).text)
    assert _read(folded) == _by_place(folded)


def _sum(by_place: list[Counter[int]], start: int, end: int) -> tuple[float, float, float]:
    """The scores of a span by the three heads."""
    heads = model.load()
    fields = [0, 0, 0, 0]
    for buckets in by_place[start:end]:
        packed = sum(int(heads.table[bucket]) * times for bucket, times in buckets.items())
        for place in range(4):
            field = packed % 2**FIELD
            if place != 2 and field >= 2 ** (FIELD - 1):
                field -= 2**FIELD
            fields[place] += field
            packed = packed - field >> FIELD
    of_sentence, of_high, rarity, of_not_low = fields
    high, not_low, sentence = (
        value / max(rarity, 1) ** 0.5 * scale + intercept
        for value, scale, intercept in zip(
            (of_high, of_not_low, of_sentence), heads.scales, heads.intercepts, strict=True
        )
    )
    return high, not_low, sentence


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_scores_are_those_of_the_definition(text: str) -> None:
    folded = characters.fold(normalise(text).text)
    by_place = _by_place(folded)
    kinds = characters.letters(folded).translate(characters.KINDS)
    korean = re.search("[가-힣]", text) is not None
    (found,) = scoring.scores([normalise(text).text])
    whole = [_sum(by_place, *span) for span in windows(len(folded))]
    parts = [_sum(by_place, *span)[2] for span in sentences(kinds, korean=korean)]
    assert found.windows == len(whole)
    assert found.sentences == len(parts)
    assert found.high == pytest.approx(max(high for high, _, _ in whole))
    assert found.not_low == pytest.approx(max(not_low for _, not_low, _ in whole))
    assert found.sentence == pytest.approx(max(parts, default=-np.inf))


def test_texts_read_together_have_the_scores_that_each_has_alone() -> None:
    texts = [normalise(text).text for text in (TEXTS + LONG) * 3]
    alone = [scoring.scores([text])[0] for text in texts]
    assert scoring.scores(texts) == alone
    assert scoring.scores(texts[::-1]) == alone[::-1]


def test_no_text_is_no_score() -> None:
    assert scoring.scores([]) == []


@pytest.mark.parametrize("most", [1, 10**9])
def test_many_spans_have_the_scores_that_each_has(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [normalise(text).text for text in TEXTS + LONG]
    usual = scoring.scores(texts)
    monkeypatch.setattr(scoring, "_MANY", most)
    for found, expected in zip(scoring.scores(texts), usual, strict=True):
        assert found == pytest.approx(expected)


def test_a_private_sentence_is_found_wherever_it_stands() -> None:
    harmless = "The sky is blue because of the way that light is scattered in the air. "
    secret = "My doctor says that I have depression and I am on sick leave. "
    alone, *amid = (
        scoring.scores([f"{harmless * before}{secret}{harmless * (300 - before)}"])[0].sentence
        for before in (0, 1, 113, 114, 115, 116, 230, 300)
    )
    assert all(score > alone - 0.5 for score in amid)


@given(st.integers(1, 5_000))
def test_windows_cover_a_text_and_overlap(size: int) -> None:
    spans = windows(size)
    assert spans[0][0] == 0
    assert spans[-1][1] == size
    assert all(end - start <= WINDOW for start, end in spans)
    assert all(later[0] < earlier[1] for earlier, later in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One sentence only.", []),
        ("The first one. The second one?", [" The first one.", " The second one? "]),
        ("OK. The first one! Now the second", [" OK. The first one!", " Now the second "]),
        ('He said "no." Then he left.', [' He said "no."', " Then he left. "]),
        ("version 1.2 of 3.4;5", []),
        ("first line\nsecond line", [" first line \n", "second line "]),
        (
            "昨日は公園へ行きました。今日は家にいます。",
            [" 昨日は公園へ行きました。", "今日は家にいます。 "],
        ),
    ],
)
def test_sentences_end_where_people_end_them(text: str, parts: list[str]) -> None:
    folded = characters.fold(text)
    kinds = characters.letters(folded).translate(characters.KINDS)
    spans = sentences(kinds, korean=False)
    assert [folded[start:end] for start, end in spans] == parts


@pytest.mark.parametrize(("korean", "stretch"), [(False, 64), (True, 32)])
def test_what_goes_on_without_an_end_is_read_in_stretches(korean: bool, stretch: int) -> None:
    spans = sentences(characters.WORD * 400, korean=korean)
    assert {end - start for start, end in spans} == {stretch}
    assert spans[0][0] == 0
    assert spans[-1][1] == 400
    assert all(later[0] < earlier[1] for earlier, later in pairwise(spans))
