"""What a stand-in answers, and what goes wrong while it does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_HANGUL: Final = ("\uac00", "\ud7a3")  # the first and the last syllable


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One scripted answer. With no fault set it is a whole and quick one.

    Attributes:
        text: The answer; None for the stand-in's default, or for nothing beside `calls`.
        calls: Tools to call, each by name and with its arguments in JSON; OpenAI's only.
        chunk_chars: Characters a chunk.
        first_delay_seconds: Silence before the first byte, as while a model loads.
        chunk_delay_seconds: Pause before each chunk.
        status: HTTP status of an error before the first byte; 200 for none.
        error: Body of that error, as the server would send it.
        headers: Further headers of that error (`Retry-After`).
        cut_after: Chunks after which the connection is cut; None for never.
        end_after: Chunks after which the stream ends cleanly, without its end mark.
        error_after: Chunks after which an error line comes, then the end.
        garbage_after: Chunks after which a line comes that is no JSON.
        html: Answer with a web page.
        finish: Reason for which the answer ended (`stop`, `length`, `load`, `content_filter`).
        counts: Whether token counts are sent.
    """

    text: str | None = None
    calls: tuple[tuple[str, str], ...] = ()
    chunk_chars: int = 4
    first_delay_seconds: float = 0.0
    chunk_delay_seconds: float = 0.0
    status: int = 200
    error: object = None
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    end_after: int | None = None
    error_after: int | None = None
    garbage_after: int | None = None
    html: bool = False
    finish: str = "stop"
    counts: bool = True

    def chunks(self, text: str) -> Iterator[str]:
        """Yield `text` in pieces."""
        for start in range(0, len(text), self.chunk_chars):
            yield text[start : start + self.chunk_chars]


HTML: Final = b"<!doctype html><html><body>It works!</body></html>"


def stand_in_answer(model: str, server: str, question: str) -> str:
    """Return the default answer: it says plainly that no real model gave it."""
    if any(_HANGUL[0] <= letter <= _HANGUL[1] for letter in question):
        return (
            f"[대역 응답] 진짜 {server}의 {model}이(가) 아니라 이 컴퓨터의 대역이 답했습니다. "
            "길(라우팅)과 통계는 실제와 같고, 이 답의 내용만 가짜입니다."
        )
    return (
        f"[Stand-in answer] This is not the real {model} of {server}: a stand-in on this machine "
        "answered. Route and statistics are as they would be; only this answer is made up."
    )


def count_tokens(text: str) -> int:
    """Return a plausible number of tokens; a stand-in has no tokenizer."""
    return max(1, round(len(text.encode()) / 4))
