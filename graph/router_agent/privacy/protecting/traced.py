"""How private a piece of somebody else's trace is: a text, a program's word, a number."""

import re
from typing import Final

from router_agent.environment import current
from router_agent.errors import InvalidSetting
from router_agent.privacy.outgoing import judged
from router_agent.privacy.protecting.spoken import foreign, spoken
from router_agent.privacy.protecting.structure import is_moment, is_random, without_ids
from router_agent.sensitivity import Assessment, Finding
from router_agent.sensitivity.assessment import Preset
from router_agent.sensitivity.conversation import MessageText

# A telephone number without its zero has nine digits, a salary in won eight, one in dollars six.
_LEAST_PRIVATE: Final = 1_000_000
# Read aloud, one word beside a framework's own (`hr_agent`) names a thing and says nothing of
# anybody; two by themselves are hardly a sentence, so that the classifier's doubt is no reason.
_MOST_FOREIGN: Final = 1
_MOST_NAMED: Final = 2
_MOST_CHARS: Final = 32  # longer ones may be words that were run together
_LEAST_MONEY: Final = 100  # less is a rate, a share or a count
_MONEY: Final = re.compile(
    r"(?i)salar|income|\bwages?\b|\bpay(?:check|slip)\b|\bbonus|\bdebts?\b|\bloans?\b|\brent\b"
    r"|mortgage|pension|savings|net worth"
    r"|연봉|월급|급여|소득|빚|부채|대출|월세|연금|재산"
)
_WORD: Final = re.compile(r"\S+")


def judge(text: str) -> Assessment:
    """Return how private a text is, as the router judges a question."""
    return judged([MessageText(text, human=True)], _preset())


def found(text: str) -> tuple[Finding, ...]:
    """Return the identifiers in a text."""
    return judge(text).findings


def names(key: str, text: str) -> bool:
    """Whether a text is an identifier because of the name that it stands under."""
    return len(found(f"{key}: {text}")) > len(found(text))


def is_private_word(text: str) -> bool:
    """Whether a text without spaces is private when it is read aloud: `my-wife-has-hiv`."""
    if not _WORD.fullmatch(text) or is_random(text):
        return False
    words = spoken(without_ids(text))
    if (count := foreign(words)) == 0 or (count <= _MOST_FOREIGN and len(words) <= _MOST_CHARS):
        return False
    aloud = judge(words)
    if len(words.split()) > _MOST_NAMED:
        return aloud.level != "low"
    return aloud.level == "high" and aloud.certain


def is_private_number(number: float, key: str) -> bool:
    """Whether a number is private, by itself or under the name `key`."""
    if found(f"{key}: {number}") or found(str(number)):
        return True
    if is_moment(number, key):
        return False
    if abs(number) >= _LEAST_PRIVATE:
        return True
    # What somebody has or earns; the classifier, made for sentences, doubts only some of them.
    return abs(number) >= _LEAST_MONEY and bool(_MONEY.search(spoken(key)))


def _preset() -> Preset:
    try:
        return current.get().privacy
    except InvalidSetting:
        return "strict"
