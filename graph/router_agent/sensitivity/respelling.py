"""Numbers and words that were written to be read by people only, respelled.

Digits in words ("공일공", "oh seven double four"), characters one by one ("0 1 0", "비 밀"),
letters that look like digits ("O1O"), and what `regrouping` reads.
"""

import re
from collections.abc import Iterator
from typing import Final

from router_agent.sensitivity import regrouping
from router_agent.sensitivity.decoding import Change

_KO: Final = dict(zip("공영빵일이삼사오육륙칠팔구", "0001234566789", strict=True))
_KO_ONE: Final = f"[{''.join(_KO)}\\d]"
_KO_GAP: Final = "[ ,.·-]{0,3}(?:에|다시|국에)?[ -]{0,2}"
_KO_RUN: Final = rf"{_KO_ONE}(?:{_KO_GAP}{_KO_ONE}){{6,}}"
_EN: Final = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_EN_WORD: Final = f"(?:{'|'.join(sorted(_EN, key=len, reverse=True))}|double|triple|\\d{{1,4}})"
_EN_RUN: Final = rf"(?i)(?:\b|_){_EN_WORD}(?:[ ,.-]{{1,3}}{_EN_WORD}){{4,}}\b"
_APART: Final = r"[^\s.,-](?:[ ._-][^\s.,-]){5,}"
# Behind the B: a Cyrillic, a Hangul and a Greek letter, large and small.
_ALIKE: Final = dict(
    zip("OoQDIl|!ZzSsB\u041e\u043e\u3147\u110b\u039f\u03bf", "0000111122558000000", strict=True)
)
_ALIKE_CLASS: Final = "".join(map(re.escape, _ALIKE))
_ALIKE_RUN: Final = rf"[\d{_ALIKE_CLASS}](?:[ .-]?[\d{_ALIKE_CLASS}]){{7,}}"

# In the order of the scanner in `readings`.
RESPELLED: Final = (_KO_RUN, _EN_RUN, _APART, _ALIKE_RUN, *regrouping.REGROUPED)
# A gap is read in one way only: to try the others costs thousands of steps where a run is short.
_KO_PATTERN: Final = re.compile(rf"{_KO_ONE}(?:(?>{_KO_GAP}){_KO_ONE}){{6,}}+")
# A particle behind the last word is no part of it.
_EN_PATTERN: Final = re.compile(
    rf"(?i)(?:\b|_){_EN_WORD}(?:[ ,.-]{{1,3}}{_EN_WORD}\b){{4,}}+", re.ASCII
)
_EN_TOKEN: Final = re.compile(rf"(?i){_EN_WORD}")
_APART_PATTERN: Final = re.compile(rf"(?<!\S){_APART}(?!\S)")
_ALIKE_PATTERN: Final = re.compile(f"{_ALIKE_RUN}+")
_LEAST_SPELLED: Final = 3
# As many digits as American telephone numbers have.
_AMERICAN: Final = 10
_KO_APART: Final = re.compile(rf"{_KO_ONE}(?: {_KO_ONE})+ ?")
# What follows the verb "to be", of which the first letter is the word for two.
_IS: Final = frozenset("에고야라며지다네거죠요랑나")


def korean_digits(text: str) -> Iterator[Change]:
    """Yield the digits that are spelled in Hangul, and what stands between them, as digits."""
    for match in _KO_PATTERN.finditer(text):
        if sum(c in _KO for c in match[0]) < _LEAST_SPELLED:
            continue
        end = match.end() - (match[0][-1] == "이" and text[match.end() : match.end() + 1] in _IS)
        apart = _KO_APART.fullmatch(text, match.start(), end) is not None
        for offset, letter in enumerate(match[0][: end - match.start()], match.start()):
            if letter in _KO:
                yield offset, offset + 1, _KO[letter]
            elif apart and letter == " ":
                yield offset, offset + 1, ""
        for between in re.finditer(" ?(?:국에|에|다시) ?", match[0]):
            yield match.start() + between.start(), match.start() + between.end(), "-"


def english_digits(text: str) -> Iterator[Change]:
    """Yield the digits that are spelled in English, as digits; a comma stays a gap."""
    for match in _EN_PATTERN.finditer(text):
        if sum(not word.isdigit() for word in _EN_TOKEN.findall(match[0])) < _LEAST_SPELLED:
            continue
        tokens = list(_EN_TOKEN.finditer(text, match.start(), match.end()))
        times = 1
        bare = len(tokens) == _AMERICAN and "," not in match[0]
        for number, (token, following) in enumerate(
            zip(tokens, [*tokens[1:], None], strict=True), 1
        ):
            word = token[0].lower()
            end = following.start() if following else token.end()
            gap = " " if following and "," in text[token.end() : end] else ""
            gap = "-" if bare and number in (3, 6) else gap  # as it is grouped
            if word in {"double", "triple"}:
                times = 2 if word == "double" else 3
                yield token.start(), end, ""
            else:
                yield token.start(), end, _EN.get(word, word) * times + gap
                times = 1


def set_apart(text: str) -> Iterator[Change]:
    """Yield the gaps between characters that stand one by one."""
    for match in _APART_PATTERN.finditer(text):
        for offset in range(match.start() + 1, match.end(), 2):
            yield offset, offset + 1, ""


def lookalikes(text: str) -> Iterator[Change]:
    """Yield the letters that stand for digits in a number."""
    for match in _ALIKE_PATTERN.finditer(text):
        run, start, end = match[0], match.start(), match.end()
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        if sum(c.isdigit() for c in run) >= len(run) / 2 and not re.search("[A-Za-z]", beside):
            for offset, letter in enumerate(run, start):
                if letter in _ALIKE:
                    yield offset, offset + 1, _ALIKE[letter]


RESPELLERS: Final = (korean_digits, english_digits, set_apart, lookalikes, *regrouping.REGROUPERS)
