"""What the rows add up to, and how it is shown."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from router_agent.stats import Store
from router_agent.stats.report import render
from router_agent.stats.summary import summarise
from router_agent.wording import Spoken
from tests.stats.test_store import ROW


def shown(store: Store, language: Spoken) -> str:
    out = io.StringIO()
    Console(file=out, width=120).print(render(summarise(store), language))
    return out.getvalue()


@pytest.fixture
def filled(statistics: Store) -> Store:
    local = replace(ROW, model_type="local", reason_code="privacy", usd=0.0, seconds=3.0)
    held = replace(ROW, model_type="none", model_name=None, reason_code="privacy_held", usd=0.0)
    statistics.record(ROW)
    statistics.record(replace(ROW, question_id="2", usd=None, input_tokens=None))
    statistics.record(replace(local, question_id="3"))
    statistics.record(replace(held, question_id="4", seconds_to_first_token=None))
    return statistics


def test_it_counts_shares_tokens_and_what_has_no_price(filled: Store) -> None:
    summary = summarise(filled)

    cloud = summary.model_types["cloud"]
    assert summary.total == 4
    assert (cloud.count, cloud.share, cloud.unpriced) == (2, 0.5, 1)
    assert (cloud.input_tokens, cloud.output_tokens) == (12, 96)
    assert cloud.usd == pytest.approx(0.001)
    assert summary.model_types["local"].seconds == pytest.approx(3.0)
    assert list(summary.reasons) == ["quality", "privacy", "privacy_held"]
    assert sum(share.share for share in summary.reasons.values()) == pytest.approx(1)


def test_nothing_adds_up_to_nothing(statistics: Store) -> None:
    summary = summarise(statistics)
    assert summary.total == 0
    assert [share.share for share in summary.model_types.values()] == [0.0, 0.0, 0.0]
    assert summary.reasons == {}
    assert summary.model_types["cloud"].seconds is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Questions: 4", "cloud", "local", "held", "50.0%", "1 unknown", "privacy_held")),
        ("ko", ("질문 수: 4", "클라우드", "로컬", "보류", "25.0%", "알 수 없음 1건")),
    ],
)
def test_people_read_totals_shares_and_reasons(
    language: Spoken, words: tuple[str, ...], filled: Store
) -> None:
    text = shown(filled, language)
    assert all(word in text for word in words), text


def test_a_price_that_is_unknown_throughout_is_not_shown_as_0(statistics: Store) -> None:
    statistics.record(replace(ROW, usd=None))
    line = next(line for line in shown(statistics, "en").splitlines() if "cloud" in line)
    assert "unknown" in line
    assert "$" not in line


def test_as_dict_is_plain_data(filled: Store) -> None:
    import json

    assert json.loads(json.dumps(summarise(filled).as_dict()))["total"] == 4
