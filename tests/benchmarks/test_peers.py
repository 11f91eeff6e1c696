"""The comparison with the peers, without any of them."""

import socket
from collections import Counter
from typing import Any, NoReturn

import pytest
from training.datasets import Item

from tests.benchmarks.peers import table
from tests.benchmarks.peers.__main__ import OWN, main, set_up
from tests.benchmarks.peers.adapters import PEERS, Adapter
from tests.benchmarks.peers.measuring import Figure, measure, offline
from training import corpus, datasets


def _item(text: str, label: Any, lang: str = "en") -> Item:
    return Item(text, label, lang, "", "", "set")


def test_a_peer_is_measured_by_the_high_and_the_low_texts_that_it_flags() -> None:
    items = [
        _item("call 5551234", "high"),
        _item("my secret", "high"),
        _item("in 1945", "low"),
        _item("hello", "medium"),
        _item("hello 7", None),
        _item("안녕", "low", "ko"),
    ]
    peers = {"digits": lambda text: any(c.isdigit() for c in text), "nothing": lambda _: False}
    figures = measure(items, peers, warm_up=["a"])

    assert {group: {name: f[:4] for name, f in by.items()} for group, by in figures.items()} == {
        ("set", "en"): {"digits": (2, 0.5, 1, 1.0), "nothing": (2, 0.0, 1, 0.0)},
        ("set", "ko"): {"digits": (0, None, 1, 0.0), "nothing": (0, None, 1, 0.0)},
    }


def test_a_text_that_is_there_twice_counts_once() -> None:
    figures = measure([_item("a", "low"), _item("a", "low")], {"all": lambda _: True})

    assert figures["set", "en"]["all"].low == 1


def test_the_table_is_markdown_with_one_row_a_peer() -> None:
    figures = {
        ("ours", "ko"): {"one": Figure(60, 0.5, 60, 0.0, 1234.4, 99.6)},
        ("ours", "en"): {"one": Figure(0, None, 60, 1.0, 7, 7)},
    }

    assert list(table.markdown(figures, {"one": "1.2"}, ["a note"])) == [
        "| ours | version | ko: 60 high caught, % | 60 low flagged, % | µs new / seen "
        "| en: 0 high caught, % | 60 low flagged, % | µs new / seen |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| one | 1.2 | 50.0 | 0.0 | 1,234 / 100 | - | 100.0 | 7 / 7 |",
        "",
        "- a note",
    ]
    row = list(table.markdown(figures, {"one": "1.2"}, untimed={"one"}))[2]
    assert row == "| one | 1.2 | 50.0 | 0.0 | - | - | 100.0 | - |"


def _missing() -> NoReturn:
    raise ImportError


def _broken() -> NoReturn:
    raise OSError("no model")


def test_what_is_not_installed_and_what_does_not_run_is_said() -> None:
    peers, broken, missing = set_up(
        [
            Adapter("a", "package-a", lambda: lambda _: True),
            Adapter("b", "package-b", _missing),
            Adapter("c", "package-c", _broken),
        ]
    )

    assert list(peers) == ["a"]
    assert broken == {"c": "does not run here (OSError: no model)"}
    assert missing == ["package-b"]


def test_without_the_group_the_command_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tuple(each._replace(make=_missing) for each in PEERS)
    monkeypatch.setattr("tests.benchmarks.peers.__main__.PEERS", gone)

    assert main([]) == 2
    said = capsys.readouterr().err
    assert said.startswith("langchain, presidio-analyzer, litellm, datafog: not installed; run ")
    assert "make bench-peers" in said


def test_a_file_that_cannot_be_read_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_peers_are_offline() -> None:
    with offline(), pytest.raises(OSError, match="offline"):
        socket.getaddrinfo("localhost", 80)


def test_our_own_texts_are_balanced_and_not_learnt_from() -> None:
    items = datasets.load([OWN])
    learnt = {row.text for row in corpus.load()}

    assert Counter((item.lang, item.label, item.kind) for item in items) == {
        (lang, label, kind): count
        for lang in ("ko", "en")
        for label, kind, count in (
            ("high", "identifier or secret", 20),
            ("high", "in plain words", 40),
            ("low", "harmless", 60),
        )
    }
    assert not [item for item in items if item.content in learnt]
