"""The summary as people read it: totals, shares in per cent, reasons."""

from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table

from router_agent.stats.summary import Share, Summary
from router_agent.wording import Spoken, Text

_TITLE: Final = Text("사용 통계", "Usage statistics")
_TOTAL: Final = Text("질문 수: {total}", "Questions: {total}")
_NAMES: Final = {
    "cloud": Text("클라우드", "cloud"),
    "local": Text("로컬", "local"),
    "none": Text("보류", "held"),
}
_HEADS: Final = (
    Text("모델", "model"),
    Text("질문", "questions"),
    Text("비율", "share"),
    Text("토큰", "tokens"),
    Text("비용", "cost"),
    Text("평균 시간", "mean time"),
)
_REASON: Final = Text("이유", "reason")
_UNPRICED: Final = Text("{usd} + 알 수 없음 {n}건", "{usd} + {n} unknown")
_UNKNOWN: Final = Text("알 수 없음", "unknown")


def render(summary: Summary, language: Spoken) -> RenderableType:
    """Return the summary for a terminal, in Korean or English."""
    heads = [head.say(language) for head in _HEADS]
    types = Table(*heads, box=None, header_style="bold")
    for name, share in summary.model_types.items():
        types.add_row(_NAMES[name].say(language), *_cells(share, language))
    reasons = Table(_REASON.say(language), *heads[1:], box=None, header_style="bold")
    for code, share in summary.reasons.items():
        reasons.add_row(code, *_cells(share, language))
    total = _TOTAL.say(language, total=summary.total)
    return Group(f"[bold]{_TITLE.say(language)}[/]", total, types, "", reasons)


def _cells(share: Share, language: Spoken) -> tuple[str, ...]:
    return (
        str(share.count),
        f"{share.share:.1%}",
        f"{share.input_tokens} + {share.output_tokens}",
        _cost(share, language),
        "" if share.seconds is None else f"{share.seconds:.2f} s",
    )


def _cost(share: Share, language: Spoken) -> str:
    if share.count and share.unpriced == share.count:
        return _UNKNOWN.say(language)
    usd = f"${share.usd:.6f}"
    return _UNPRICED.say(language, usd=usd, n=share.unpriced) if share.unpriced else usd
