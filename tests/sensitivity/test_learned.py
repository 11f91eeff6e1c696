"""By which language's thresholds a text is judged, and that a mixed one is judged by both."""

from typing import get_args

import pytest

from router_agent.sensitivity import learned, scoring
from router_agent.sensitivity.assessment import Preset
from router_agent.sensitivity.presets import SENTENCE, THRESHOLDS

MIXED = "how do I tell my boss about 병가 next week"


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("what is a lease", ("en",)),
        ("¿Qué?", ("en",)),
        ("2 + 2", ("en",)),
        ("임대차 계약이 뭐야", ("ko",)),
        ("임대차 계약에서 확정일자를 A 형으로 받는 방법", ("ko",)),
        ("React에서 hook 쓰는 법", ("ko", "en")),
        (MIXED, ("ko", "en")),
        ("what is a lease 가", ("ko", "en")),
    ],
)
def test_the_share_of_letters_decides(text: str, languages: tuple[str, ...]) -> None:
    assert learned.languages(text) == languages


@pytest.mark.parametrize("privacy", get_args(Preset))
def test_a_letter_of_hangul_never_loosens_english(privacy: Preset) -> None:
    doubt = THRESHOLDS[privacy]["en"].doubt
    for scores in (
        scoring.Scores(doubt, 0.0),
        scoring.Scores(-9.0, 0.0, doubt + SENTENCE["en"], sentences=1),
    ):
        english = learned.margin(scores, "what is a lease", privacy)
        assert english == pytest.approx(0)
        assert learned.margin(scores, "what is a lease 가", privacy) >= english


@pytest.mark.parametrize("privacy", get_args(Preset))
def test_a_mixed_text_is_in_doubt_where_either_measure_says_so(privacy: Preset) -> None:
    """Korean counts one sentence from a lower score on, English the whole."""
    korean, english = THRESHOLDS[privacy]["ko"], THRESHOLDS[privacy]["en"]
    by_sentence = scoring.Scores(-9.0, 0.0, korean.doubt + SENTENCE["ko"], sentences=1)
    whole = scoring.Scores(english.doubt, 0.0)

    assert learned.margin(by_sentence, MIXED, privacy) == pytest.approx(0)
    assert learned.margin(whole, MIXED, privacy) == pytest.approx(0)
    assert learned.margin(by_sentence, "what is a lease", privacy) < 0
    assert learned.margin(whole, "임대차 계약이 뭐야", privacy) < 0
