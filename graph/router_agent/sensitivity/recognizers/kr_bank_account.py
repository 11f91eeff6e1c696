"""KR_BANK_ACCOUNT, and bank accounts elsewhere beside a word for them.

Source:
    금융결제원 and the banks' published formats: 10 to 14 digits in 2 to 4 groups.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "국민은행 123456-04-567890로", re.ASCII)["value"]
'123456-04-567890'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, digits_of

_BANK: Final = (
    "계좌|입금|송금|이체|은행|뱅크|농협|신협|수협|축협|우체국|새마을금고|마을금고|토스|국민|신한|우리|하나|기업|씨티|"
    r"카뱅|케뱅|통장|산업|증권|저축|(?i:account|acct|bank|a/c|iban|sort code|routing|kookmin|shinhan|woori|ibk|\bnh\b|\bkb\b|chase\b|wells fargo|citi\b|checking|예금주)"
)


_DATE: Final = re.compile(r"(?:19|20)\d\d[-. ]{1,2}(?:0?[1-9]|1[0-2])[-. ]{1,2}[0-3]?\d\b")


def _account(value: str, _: str, __: int) -> float | None:
    digits = digits_of(value)
    if digits.startswith(("978", "979")):
        return None  # a book's number
    if _DATE.match(value):
        return None
    return 0.8 if 9 <= len(digits) <= 16 and len(set(digits)) > 1 else None


RECOGNIZERS: Final = (
    Recognizer(
        "KR_BANK_ACCOUNT",
        rf"(?:{_BANK})[^\d]{{0,24}}(?P<value>\d{{2,8}}(?:[- .]{{1,3}}\d{{1,8}}){{1,4}}|\d{{9,14}})",
        0.8,
        _account,
    ),
    Recognizer(
        "KR_BANK_ACCOUNT",
        rf"(?P<value>\d{{2,8}}(?:[- ]{{1,3}}\d{{1,8}}){{1,4}}|\d{{10,14}})[^\d\n]{{0,16}}(?:{_BANK})",
        0.8,
        _account,
    ),
    # The commonest forms alone: no telephone number and no date looks like them.
    Recognizer("KR_BANK_ACCOUNT", r"\d{3,6}-\d{2,3}-\d{6,7}(?:-\d{1,3})?", 0.6, _account),
    Recognizer("KR_BANK_ACCOUNT", r"(?:1002-\d{3}|3333-\d{2}|1000-\d{4})-\d{4,7}", 0.7),
    Recognizer(
        "US_BANK_NUMBER",
        r"(?i)(?:routing|sort code|account|acct|aba|bsb)\b[^\d]{0,32}"
        r"(?P<value>\d[\d /-]{6,24}\d)",
        0.7,
    ),
)
