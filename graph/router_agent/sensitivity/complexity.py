"""How demanding a question is: a hint for price, used only where privacy allows both models.

Estimates from the text alone are weak (RouteLLM reports the same of length), so this one is
cheap: it counts what a question asks for - reasoning, code, mathematics, a long answer - and
adds its length. `python -m training.complexity` says how good that is.
"""

from typing import Final

from router_agent.sensitivity.assessment import Complexity

COMPLEX_FROM: Final = 0.5
"""The score from which a question is `complex`: one demand, or its length alone."""

_LONG_CHARS: Final = 400  # of Latin letters; Hangul says the same in about half

# A demand a pattern, in both languages, so that a question and its translation make the same.
DEMANDS: Final = (
    # reasoning
    r"(?i)\b(?:prove|derive|step[- ]by[- ]step)\b|증명|유도해|단계별",
    # a plan
    r"(?i)\b(?:design|architect|strategy|plan for)\b|설계|아키텍처|전략|계획을 (?:세워|짜)",
    # weighing
    r"(?i)\b(?:analy[sz]e|compare|contrast|evaluate|trade-?offs?|pros and cons|critique)\b"
    r"|분석|비교|대조|평가해|장단점|비평",
    # code
    r"(?i)\b(?:refactor|optimi[sz]e|debug|implement|algorithm|"
    r"write an? (?:\S{1,12} )?(?:function|program|script|query))\b"
    r"|리팩터|최적화|디버그|디버깅|구현|알고리즘"
    r"|(?:함수|프로그램|스크립트|쿼리|코드)[를을]? ?(?:작성|짜)",
    r"```|\bdef |\bclass \w+[:({]|#include|\bSELECT .{1,80} FROM\b|=> ?\{",
    # mathematics
    r"(?i)\b(?:solve for|probability|equations?)\b|에 대해 풀어|확률|방정식",
    r"[≤≥∑∫√]|\d\s?=\s?\d{0,6}[xyz]\b",
    # a long answer
    r"(?i)\bessay\b|에세이|논술",
    # several questions
    r"\?[^?]{4,}\?",
)


def judge(text: str, demands: int) -> Complexity:
    """Return `complex` for a question that asks for reasoning, code or a long answer."""
    return "complex" if score(text, demands) >= COMPLEX_FROM else "simple"


def score(text: str, demands: int) -> float:
    """Return how demanding a normalised question is, in [0, 1).

    It rises with the number of its demands and with its length.

    Args:
        text: The question.
        demands: How many of `DEMANDS` match in it.
    """
    demanded = demands + _latin_letters(text) / _LONG_CHARS
    return demanded / (1 + demanded)


def _latin_letters(text: str) -> float:
    """Return a text's length in Latin letters: a Hangul syllable, of 3 bytes, counts as 2."""
    if text.isascii():
        return len(text)
    return (len(text) + len(text.encode())) / 2
