"""Digits between signs that no number has ("010[4821]9937", "0,1,0,4,8"), grouped as usual.

Only what then has the form of somebody's number is grouped: sums, dates and lists stay as they
are.
"""

import re
from collections.abc import Iterator
from typing import Final

from router_agent.sensitivity.decoding import Change

_SIGN: Final = "[^0-9A-Za-z\uac00-\ud7a3\n]"
# No sign of arithmetic, of dates, lists or versions.
_ODD: Final = "[^0-9A-Za-z\uac00-\ud7a3\\s*+/=%,.<>\u00d7\u00f7^&-]"
_BIRTHDAY: Final = r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"


def _shapes(sign: str, odd: str) -> str:
    """Return the forms of numbers: mobile, resident, card; with odd signs others, too."""
    return "|".join(
        (
            rf"(?:82{sign}0?|0)1[016789]{sign}\d{{3,4}}{sign}\d{{4}}",
            rf"0(?:2|[3-6][1-5]|70){sign}\d{{3,4}}{sign}\d{{4}}",
            rf"{_BIRTHDAY}{sign}[1-8]\d{{6}}",
            rf"\d{{4}}{sign}\d{{4}}{sign}\d{{4}}{sign}\d{{4}}",
            rf"\d{{3,6}}{odd}\d{{2,4}}{odd}\d{{4,8}}",
        )
    )


# In the order of `REGROUPERS`. A gate is looser than what it is the gate of, and smaller.
REGROUPED: Final = (
    _shapes(f"{_SIGN}+", f"{_ODD}+"),
    "\\d(?:[^0-9A-Za-z\uac00-\ud7a3]+\\d){8,}",
)
_GROUPS: Final = re.compile(rf"(?<!\d)(?:{_shapes(_SIGN + '{1,4}', _ODD + '{1,3}')})(?!\d)")
_GAP: Final = re.compile(r"\D+")
_DIGITS: Final = re.compile("(?<!\\d)\\d(?:[^0-9A-Za-z\uac00-\ud7a3]{1,3}\\d(?!\\d)){8,}+")
_MOBILE: Final = re.compile(r"(?:82|0)?1[016789]\d{7,8}")
_RESIDENT: Final = re.compile(rf"{_BIRTHDAY}[1-8]\d{{6}}")
_CARD: Final = re.compile(r"[3-69]\d{12,18}")
# A list of zeros and ones has the form of any number sometimes.
_LEAST_DIFFERENT: Final = 4
_CUE: Final = re.compile(
    r"(?i)번호|전화|연락처|주민|카드|계좌|number|phone|\bcall\b|\bssn\b|\bcard\b|\baccount\b|\bcode\b"
)
_CUE_WITHIN: Final = 40


def odd_signs(text: str) -> Iterator[Change]:
    """Yield the signs between the groups of a number, as hyphens."""
    for match in _GROUPS.finditer(text):
        for gap in _GAP.finditer(text, match.start(), match.end()):
            if gap[0] != "-":
                yield gap.start(), gap.end(), "-"


def one_by_one(text: str) -> Iterator[Change]:
    """Yield what stands between the digits of a number that was written as a list."""
    for match in _DIGITS.finditer(text):
        digits = _GAP.sub("", match[0])
        said = _CUE.search(text, max(0, match.start() - _CUE_WITHIN), match.start())
        if len(set(digits)) >= _LEAST_DIFFERENT and (said or _has_form(digits)):
            for gap in _GAP.finditer(text, match.start(), match.end()):
                yield gap.start(), gap.end(), ""


def _has_form(digits: str) -> bool:
    if _MOBILE.fullmatch(digits) or _RESIDENT.fullmatch(digits):
        return True
    from stdnum import luhn

    return _CARD.fullmatch(digits) is not None and luhn.is_valid(digits)


REGROUPERS: Final = (odd_signs, one_by_one)
