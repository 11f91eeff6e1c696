"""How demanding a question is: a hint for price, used only where privacy allows both models.

Estimates from the text alone are weak (RouteLLM reports the same of length), so this one is
cheap: it looks for words that ask for reasoning, for code, for several questions, and length.
"""

from typing import Final

from router_agent.sensitivity.assessment import Complexity
from router_agent.sensitivity.scan import Scanner

_LONG_CHARS: Final = 400  # of Latin letters; Hangul says the same in about half
_HANGUL_WEIGHT: Final = 2

_DEMANDING: Final = Scanner(
    (
        r"(?i)\b(?:prove|derive|design|architect|refactor|optimi[sz]e|debug|analy[sz]e|compare|contrast|"
        r"evaluate|trade-?offs?|step[- ]by[- ]step|implement|algorithm|strategy|essay|critique|"
        r"plan for)\b",
        r"증명|유도해|설계|아키텍처|리팩터|최적화|디버그|디버깅|분석|비교|대조|평가해|장단점|단계별|구현|"
        r"알고리즘|전략|에세이|논술|비평|계획을 세워",
        r"```|\bdef |\bclass \w+[:({]|#include|\bSELECT .{1,80} FROM\b|=> ?\{",
        r"\?[^?]{4,400}\?",
        r"[≤≥∑∫√]|\d\s?=\s?\d{0,6}[xyz]\b",
    )
)


def judge(text: str) -> Complexity:
    """Return `complex` for a question that asks for reasoning, code or a long answer."""
    if _weight(text) > _LONG_CHARS or _DEMANDING.which(text):
        return "complex"
    return "simple"


def _weight(text: str) -> int:
    """Return a text's length in Latin letters; not exact where it cannot matter."""
    if len(text) * _HANGUL_WEIGHT <= _LONG_CHARS or len(text) > _LONG_CHARS:
        return len(text)
    return len(text) + sum("\uac00" <= c <= "\ud7a3" for c in text) * (_HANGUL_WEIGHT - 1)
