"""Money's addresses: KR_BANK_ACCOUNT, CREDIT_CARD, IBAN_CODE, and crypto wallets.

Source:
    ISO/IEC 7812 (cards), ISO 13616 (IBAN); Korean banks' published account formats: 10 to 14
    digits in 2 to 4 groups. Luhn and mod 97: python-stdnum; they raise a score and gate nothing.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "국민은행 123456-04-567890로", re.ASCII)["value"]
'123456-04-567890'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, around

_BANK: Final = (
    "계좌|입금|송금|은행|뱅크|농협|신협|수협|축협|우체국|새마을금고|토스|국민|신한|우리|하나|기업|"
    "(?i:account|acct|bank|a/c)"
)
_CARD_CUES: Final = ("card", "카드", "visa", "master", "amex", "비자", "결제", "pan")
_IBAN_COUNTRIES: Final = (
    "AD|AE|AL|AT|AZ|BA|BE|BG|BH|BR|CH|CR|CY|CZ|DE|DK|DO|EE|EG|ES|FI|FO|FR|GB|GE|GI|GL|GR|GT|HR|"
    "HU|IE|IL|IQ|IS|IT|JO|KW|KZ|LB|LC|LI|LT|LU|LV|MC|MD|ME|MK|MR|MT|MU|NL|NO|PK|PL|PS|PT|QA|RO|"
    "RS|SA|SC|SE|SI|SK|SM|ST|SV|TL|TN|TR|UA|VA|VG|XK"
)


def _account(value: str, _: str, __: int) -> float | None:
    return 0.8 if 9 <= sum(c.isdigit() for c in value) <= 16 else None


def _card(value: str, text: str, start: int) -> float | None:
    """Grouped or of the usual length it is a card; of another length only beside a cue."""
    from stdnum import luhn

    digits = "".join(c for c in value if c.isdigit())
    if len(set(digits)) == 1:
        return None
    if luhn.is_valid(digits):
        return 0.95
    if len(digits) in (15, 16) or any(c in around(text, start, 25) for c in _CARD_CUES):
        return 0.7
    return None


def _wallet(value: str, text: str, start: int) -> float | None:
    """The zero address is everybody's, and a piece of a longer hash is no address."""
    return 0.7 if len(set(value[2:])) > 4 and not text[start - 1 : start].isalnum() else None


def _iban(value: str, _: str, __: int) -> float:
    from stdnum import iban

    return 0.99 if iban.is_valid(value) else 0.8


RECOGNIZERS: Final = (
    Recognizer(
        "KR_BANK_ACCOUNT",
        rf"(?:{_BANK})[^\d\n]{{0,15}}(?P<value>\d{{2,6}}(?:[- ]\d{{2,8}}){{1,3}}|\d{{10,14}})",
        0.8,
        _account,
    ),
    Recognizer(
        "KR_BANK_ACCOUNT",
        rf"(?P<value>\d{{3,6}}-\d{{2,6}}-\d{{4,8}}(?:-\d{{2,3}})?)[^\d\n]{{0,8}}(?:{_BANK})",
        0.8,
        _account,
    ),
    Recognizer(
        "CREDIT_CARD",
        r"(?:[3-69]\d{3}|2[2-7]\d{2})(?:[ ./-]{1,3}\d{4}){3}|"
        r"3[47]\d{2}[ ./-]{1,3}\d{6}[ ./-]{1,3}\d{5}|"
        r"[3-69]\d{12,18}|2[2-7]\d{14}",
        0.7,
        _card,
    ),
    Recognizer(
        "CREDIT_CARD",
        r"(?i)(?:card|카드)[^\d\n]{0,20}(?P<value>\d{11,19}|\d{3,6}(?:[ -]\d{3,6}){2,4})",
        0.75,
    ),
    Recognizer(
        "IBAN_CODE",
        rf"(?i)(?:{_IBAN_COUNTRIES})\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,4}})?",
        0.8,
        _iban,
    ),
    Recognizer("CRYPTO", r"(?:bc1[a-z0-9]{25,60}|[13][1-9A-HJ-NP-Za-km-z]{26,34})", 0.7, _wallet),
    Recognizer("CRYPTO", r"0x[0-9a-fA-F]{40}", 0.7, _wallet),
)
