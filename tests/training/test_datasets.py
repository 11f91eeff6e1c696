"""Data sets of any sensible form are read, and an error quotes nothing of them."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from training.datasets import Item, load
from training.files import DataSetError

TEXT = "내 번호는 010-2345-6789"
CONVERSATION = [{"role": "user", "content": TEXT}, {"role": "assistant", "content": "ok"}]


def write(path: Path, *records: object) -> Path:
    """Write a file of JSON lines."""
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())
    return path


def read(folder: Path, *records: object) -> list[Item]:
    return load([write(folder / "set.jsonl", *records)])


@pytest.mark.parametrize(
    "record",
    [
        *(
            {name: TEXT, "label": "high"}
            for name in ("text", "question", "prompt", "query", "content", "full_text", "value")
        ),
        *({name: TEXT, "level": "HIGH"} for name in ("literal", "string", "input", "Text")),
        {"turns": [TEXT, "and then?"], "sensitivity": "high"},
        {"user_ko": 1, "text": TEXT, "private": True},
        {"input": {"question": TEXT}, "expected": {"level": "high"}},
        {"text": TEXT, "label": "health", "gold": "high"},
        [TEXT, "high"],
    ],
)
def test_a_text_and_its_level_are_found_under_any_usual_name(
    tmp_path: Path, record: object
) -> None:
    assert read(tmp_path, record) == [Item(TEXT, "high", "ko", "", "", "set")]


@pytest.mark.parametrize(
    "record", [{name: CONVERSATION, "label": 1} for name in ("messages", "input", "turns")]
)
def test_a_conversation_stays_a_conversation(tmp_path: Path, record: object) -> None:
    assert read(tmp_path, record) == [Item(CONVERSATION, "high", "ko", "", "", "set")]


@pytest.mark.parametrize(
    ("given", "level"),
    [
        *(("low", "low"), ("Medium", "medium"), (" high ", "high"), ("높음", "high")),
        *(("private", "high"), ("public", "low"), (1, "high"), (0, "low"), (1.0, "high")),
        *((True, "high"), (False, "low"), (None, None), ("", None)),
    ],
)
def test_a_level_may_be_said_in_other_words(tmp_path: Path, given: object, level: object) -> None:
    assert read(tmp_path, {"text": "a", "label": given})[0].label == level


def test_language_kind_and_pair_are_taken_or_found_out(tmp_path: Path) -> None:
    items = read(
        tmp_path,
        {"text": "I", "lang": "ko-KR", "kind": "health", "pair": 7},
        {"text": "I"},
        {"text": "나"},
        {"text": "私", "language": "ja"},
    )

    assert [(i.lang, i.kind, i.pair) for i in items] == [
        ("ko", "health", "7"),
        ("en", "", ""),
        ("ko", "", ""),
        ("ja", "", ""),
    ]


@pytest.mark.parametrize(
    "record", [{"ko": "나", "en": "I", "label": "low"}, {"text_ko": "나", "text_en": "I"}]
)
def test_two_languages_in_one_record_are_a_pair(tmp_path: Path, record: object) -> None:
    korean, english = read(tmp_path, record)

    assert (korean.content, korean.lang, english.content, english.lang) == ("나", "ko", "I", "en")
    assert korean.pair == english.pair != ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '\ufeff{"text": "a\\u2028b", "label": "low"}\r\n\r\n{"text": "c"}\n'),
        ("a.json", '[{"text": "a\\u2028b", "label": "low"}, "c"]'),
        ("a.json", '{"by": ["me"], "items": [{"text": "a\\u2028b", "label": "low"}, "c"]}'),
        ("a.json", '{"text": "a\\u2028b", "label": "low"}\n{"text": "c"}\n'),
        ("a.csv", 'Text,label\n"a\u2028b",low\nc,\n'),
        ("a.tsv", "label\tquestion\nlow\ta\u2028b\n\tc\n"),
    ],
)
def test_every_kind_of_file_is_read(tmp_path: Path, name: str, content: str) -> None:
    plain, packed = tmp_path / name, tmp_path / f"b-{name}.gz"
    plain.write_text(content, newline="")
    packed.write_bytes(gzip.compress(content.encode()))

    for path in (plain, packed):
        assert [(i.content, i.label) for i in load([path])] == [("a\u2028b", "low"), ("c", None)]


def test_a_text_file_is_one_text_a_line_without_labels_unless_they_are_given(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one\n\n둘\n")
    labelled = write(tmp_path / "b.jsonl", {"text": "three", "label": "low"}, {"text": "four"})

    items = load([path, labelled], label="high")

    assert [(i.content, i.label) for i in items] == [
        ("one", "high"),
        ("둘", "high"),
        ("three", "low"),
        ("four", None),
    ]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        *(("high.txt", "high"), ("ko-high.txt", "high"), ("private_en.txt", "high")),
        *(("low.txt", "low"), ("high-school.txt", None), ("ko.txt", None)),
    ],
)
def test_a_file_may_be_named_by_its_level(tmp_path: Path, name: str, level: object) -> None:
    (tmp_path / name).write_text("one\n")

    assert [i.label for i in load([tmp_path / name])] == [level]
    assert [i.label for i in load([tmp_path / name], label="medium")] == ["medium"]


def test_the_keys_of_an_object_of_lists_may_be_levels_and_languages(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"ko": {"high": ["a"], "low": ["b"]}, "en": {"low": ["c"]}}))

    assert [(i.content, i.label, i.lang) for i in load([path])] == [
        ("a", "high", "ko"),
        ("b", "low", "ko"),
        ("c", "low", "en"),
    ]


def test_every_file_is_a_set_of_its_own_name_unless_one_is_given(tmp_path: Path) -> None:
    for name in ("one/v.jsonl.gz", "two/v.jsonl", "two/README.md"):
        write(tmp_path / name, {"text": "a"})
    alone = write(tmp_path / "other.v1.jsonl", {"text": "a"})

    assert [i.set for i in load([tmp_path / "one", tmp_path / "two", alone])] == [
        str(tmp_path / "one/v.jsonl.gz"),
        str(tmp_path / "two/v.jsonl"),
        "other.v1",
    ]
    assert [i.set for i in load([tmp_path])] == ["one/v", "other.v1", "two/v"]
    assert {i.set for i in load([tmp_path], name="mine")} == {"mine"}


SQUARE = {"source": "s", "lang": "ko", "text": "a", "text_en": "a"}
SPANS: dict[str, Any] = {"full_text": "a", "masked": "b", "template_id": 1, "metadata": None}


@pytest.mark.parametrize(
    ("record", "read_as"),
    [
        (SPANS | {"spans": [{"entity_type": "US_SSN"}]}, ("high", "en", "set")),
        (SPANS | {"spans": [{"entity_type": "PERSON"}]}, (None, "en", "set")),
        (
            SPANS | {"spans": [{"entity_type": t} for t in ("PERSON", "STREET_ADDRESS")]},
            ("high", "en", "set"),
        ),
        ({"entity": "KR_RRN", "text": "a", "expect": 2}, ("high", "ko", "set")),
        ({"entity": "KR_RRN", "text": "a", "expect": 0}, (None, "ko", "set")),
        ({"rule_file": "a.go", "text": "a", "expect": "secret"}, ("high", "code", "set")),
        (
            {"rule_file": "a.go", "text": "a", "expect": "not_secret"},
            ("low", "code", "set, hard negatives"),
        ),
        (
            {
                "source": "s",
                "lang": "ko",
                "text": "a",
                "text_en": "a",
                "source_label": "sensitive:x",
            },
            ("medium", "ko", "set"),
        ),
        (
            {
                "source": "s",
                "lang": "ko",
                "text": "a",
                "text_en": "a",
                "source_label": "nonsensitive",
            },
            ("low", "ko", "set"),
        ),
        ({"question": "a", "answer": ["b"]}, ("low", "en", "set")),
        ({"question_id": 1, "category": "c", "turns": ["a", "b"]}, ("low", "en", "set")),
    ],
)
def test_public_sets_are_read_as_they_mean_it(
    tmp_path: Path, record: object, read_as: tuple[object, ...]
) -> None:
    (item,) = read(tmp_path, record)

    assert (item.content, (item.label, item.lang, item.set)) == ("a", read_as)


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.jsonl", f'{{"text": "a"}}\n{{"text": "{TEXT}\n', "a.jsonl:2 is no JSON"),
        ("a.jsonl", f'{{"text": "{TEXT}", "label": "{TEXT}"}}', "a.jsonl:1 has a label"),
        ("a.jsonl", f'\n{{"body": "{TEXT}"}}', "a.jsonl:2 has no text"),
        ("a.jsonl", f'{{"messages": [{{"content": "a"}}, ["{TEXT}"]]}}', "a.jsonl:1 has messages"),
        ("a.json", f'[\n"a"\n"{TEXT}"]', "a.json:3 is no JSON"),
        ("a.json", f'["a", {{"{TEXT}": 1}}]', "a.json[2] has no text"),
        ("a.json", f'{{"{TEXT}": [1]}}', "a.json:...[1] is no object"),
        ("a.json", f'"{TEXT}"', "a.json holds no list"),
        ("a.csv", f"text,label\na,low\n{TEXT},{TEXT}\n", "a.csv:3 has a label"),
        ("a.csv", f"{TEXT}\n{TEXT}\n", "a.csv:2 has no text"),
        ("a.pdf", TEXT, "a.pdf is none of"),
        ("a.txt.gz", TEXT, "a.txt.gz cannot be read"),
        ("a.txt", "\n", "no text to measure"),
        ("b/a.md", TEXT, "b/a.md is none of"),
    ],
)
def test_what_cannot_be_read_is_named_by_place_and_never_quoted(
    tmp_path: Path, name: str, content: str, place: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)

    with pytest.raises(DataSetError) as raised:
        load([path])

    assert place in str(raised.value)
    assert "010" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match="nowhere"):
        load([tmp_path / "nowhere.jsonl"])
