"""The layer that sees pasted text: mail, chat, minutes, records, to be worked on.

Whatever is asked to be done with it, private text that is pasted is sent.
"""

from collections.abc import Set as AbstractSet
from typing import Final

from router_agent.sensitivity.assessment import Opinion
from router_agent.sensitivity.normal import Normal

LAYER: Final = "payload"
NOTHING: Final = Opinion(LAYER, "low")

# What is to be done with a text.
_TASK: Final = (
    r"(?i)\b(?:rewrite|rephrase|reword|summari[sz]e|sum up|tl;?dr|translate|proofread|polish|"
    r"shorten|"
    r"make (?:it|this)|tidy|clean up|reply to|respond to|what should i (?:say|reply|answer)|"
    r"extract|turn (?:this|these)|pull out|fix the (?:grammar|tone))\b"
    r"|요약|번역|교정|다듬|고쳐|바꿔|정리해|옮겨|첨삭|답장|줄여|영작|풀어\s?써|뽑아"
)
_SPEAKER: Final = r"(?:\[[^\]\n]{1,30}\]|[^\s:\n]{1,20}(?: \([^)\n]{1,20}\))?)"
# Forms of letters, chats, minutes and records.
_FORMS: Final = (
    r"(?m)^\s?(?:from|to|cc|subject|sent|보낸\s?사람|받는\s?사람|제목|참석자|일시|안건|수신|발신)\s?:",
    rf"(?m)^\s?{_SPEAKER} ?: ?\S.*\n\s?{_SPEAKER} ?: ?\S",
    r"(?im)^\s?(?:dear|hi|hello|hey) [A-Z][\w .]{1,30},?$",
    r"(?im)^\s?(?:best|kind|warm)?\s?(?:regards|sincerely|cheers|thanks),?\s*$",
    r"(?m)^.{0,20}(?:님께|귀하|드림|올림|배상)\s*[.,]?$",
    r"(?m)\[?\d{1,2}[:시]\s?\d{2}분?\]?.{0,3}\]? ?[^\s:\n]{1,15} ?: ",
    r"(?m)^(?:[^,\n]{1,40},){3,12}[^,\n]{1,60}\n(?:[^,\n]{1,40},){3,12}",
    r"(?i)\b(?:patient|diagnosis|chief complaint|Dx|Rx)\s?:|진단명|소견|처방전|주호소|환자명",
)
PATTERNS: Final = (_TASK, *_FORMS)
"""The task, and behind it the forms."""

_PASTED_CHARS: Final = 40


def judge(normal: Normal, found: AbstractSet[int]) -> Opinion:
    """Return `high` where a task comes with text in a form that people keep to themselves.

    Args:
        normal: The text.
        found: The numbers of the patterns that match in it.
    """
    text = normal.text
    if len(text) < _PASTED_CHARS or not ("\n" in text or '"' in text or ":" in text):
        return NOTHING
    forms = found - {0}
    if forms and (0 in found or len(forms) > 1):
        return Opinion(LAYER, "high", True, ("PASTED_TEXT",))
    if forms:
        return Opinion(LAYER, "high", False, ("PASTED_TEXT",))
    return NOTHING
