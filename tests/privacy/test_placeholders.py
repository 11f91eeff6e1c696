"""Placeholders come back as values however a model writes them, and never show one themselves."""

import copy
import json
import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from router_agent.privacy.masking.placeholders import Placeholders
from router_agent.privacy.masking.restoring import Restorer

PHONE = "010-4821-9937"
TRICKY = '<PIN_1> "\\<PHONE_NUMBER_1\\>'
VALUES = [(PHONE, "PHONE_NUMBER"), *((f"0{n}", "PHONE_NUMBER") for n in range(12)), (TRICKY, "PIN")]


def made() -> Placeholders:
    placeholders = Placeholders()
    for value, kind in VALUES:
        placeholders.name_of(value, kind)
    return placeholders


@pytest.mark.parametrize(
    "written",
    [
        "<PHONE_NUMBER_1>",
        "<phone_number_1>",
        "<Phone_Number_1>",
        r"\<PHONE_NUMBER_1\>",
        r"<PHONE\_NUMBER\_1>",
        r"\<PHONE\_NUMBER\_1\>",
        "&lt;PHONE_NUMBER_1&gt;",
        "&LT;PHONE_NUMBER_1&GT;",
        r"\u003cPHONE_NUMBER_1\u003e",
        r"\u003CPHONE_NUMBER_1\u003E",
        r"\\<PHONE_NUMBER_1\\>",
        r"\\u003cPHONE_NUMBER_1\\u003e",
    ],
)
def test_a_placeholder_is_understood_as_models_write_it(written: str) -> None:
    assert made().restore(f"전화는 {written}이고") == f"전화는 {PHONE}이고"


@pytest.mark.parametrize(
    ("given_text", "restored"),
    [
        ("`<PHONE_NUMBER_1>`", f"`{PHONE}`"),
        ("**<PHONE_NUMBER_1>**", f"**{PHONE}**"),
        (r"C:\<PHONE_NUMBER_1>\x", rf"C:\{PHONE}\x"),
        ("<<PHONE_NUMBER_1>>", f"<{PHONE}>"),
        ("<PHONE_NUMBER_1", "<PHONE_NUMBER_1"),
        ("<PHONE_NUMBER_99> <PHONE_NUMBER_01>", "<PHONE_NUMBER_99> <PHONE_NUMBER_01>"),
        ("<EMAIL_ADDRESS_1>", "<EMAIL_ADDRESS_1>"),
        ("PHONE_NUMBER_1", "PHONE_NUMBER_1"),
    ],
)
def test_what_surrounds_it_stays_and_what_is_none_stays_too(given_text: str, restored: str) -> None:
    assert made().restore(given_text) == restored


def test_a_number_of_two_digits_is_not_one_with_a_digit_behind_it() -> None:
    assert made().restore("<PHONE_NUMBER_12> <PHONE_NUMBER_1>2") == f"010 {PHONE}2"


def test_a_restored_value_is_not_restored_again() -> None:
    assert made().restore("<PIN_1>") == TRICKY


def test_the_same_value_has_the_same_placeholder() -> None:
    placeholders = Placeholders()
    names = [placeholders.name_of(v, "PIN") for v in ("9031", "2580", "9031")]
    assert names == ["PIN_1", "PIN_2", "PIN_1"]


@pytest.mark.parametrize("literal", ["<PIN_1>", "<pin_1>", r"<PIN\_1>", "PIN_1", "&lt;PIN_1&gt;"])
def test_a_placeholder_that_stands_in_the_text_is_not_given_out(literal: str) -> None:
    assert Placeholders([f"what does {literal} mean?"]).name_of("9031", "PIN") == "PIN_2"


def test_no_value_is_shown_pickled_or_copied() -> None:
    """It stays in memory, in one place, which ends with the run."""
    placeholders = made()
    assert PHONE not in repr(placeholders) + str(placeholders) + f"{placeholders!r:>40}"
    assert not hasattr(placeholders, "__dict__")
    assert copy.copy(placeholders) is copy.deepcopy(placeholders) is placeholders
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError) as caught:
            pickle.dumps(placeholders, protocol)
        assert PHONE not in str(caught.value)
    with pytest.raises(TypeError):
        json.dumps(placeholders)


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            (
                *("<PHONE_NUMBER_1>", "<PHONE_NUMBER_12>", "<pin_1>", r"\<PIN\_1\>"),
                *("&lt;PIN_1&gt;", r"\u003cPHONE_NUMBER_2\u003e", "<PHONE_NUMBER", "&l"),
                *(r"\<", "<", "\\", "_", ">"),
            )
        ),
        st.text(max_size=6),
    ),
    max_size=12,
).map("".join)


@given(text=PIECES, cuts=st.lists(st.integers(0, 200), max_size=40), in_json=st.booleans())
def test_a_stream_adds_up_to_the_whole_text_wherever_it_is_cut(
    text: str, cuts: list[int], in_json: bool
) -> None:
    """What is held back begins a placeholder, and is shorter than any."""
    placeholders = made()
    whole = Restorer(placeholders, in_json=in_json)
    restorer = Restorer(placeholders, in_json=in_json)
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    said = ""
    for start, end in pairwise(places):
        said += restorer.feed(text[start:end])
        assert len(restorer.held) < placeholders.longest
        assert not restorer.held or restorer.held[0] in "<\\&"
    said += restorer.flush()
    assert said == whole.feed(text) + whole.flush()
    if not in_json:
        assert said == placeholders.restore(text)


@given(text=st.text(st.characters(exclude_characters="<\\&")))
def test_a_text_that_begins_no_placeholder_is_never_held_back(text: str) -> None:
    restorer = Restorer(made())
    assert [restorer.feed(letter) for letter in text] == list(text)


def test_a_long_run_of_brackets_takes_no_long_time() -> None:
    """Each is looked at once, in a window as long as a placeholder."""
    text = "<" * 200_000
    assert made().restore(text) == text
