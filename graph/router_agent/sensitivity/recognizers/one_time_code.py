"""ONE_TIME_CODE: codes that were sent to prove who somebody is.

Source:
    NIST SP 800-63B (out-of-band and one-time passwords).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "인증번호 839201이라는데", re.ASCII)["value"]
'839201'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, digits_of


def _code(value: str, _: str, __: int) -> float | None:
    digits = digits_of(value)
    return 0.85 if 4 <= len(digits) <= 8 and set(digits[1:]) not in ({"0"}, {"9"}) else None


_DIGITS: Final = r"\d(?:[ -]?\d){3,7}"
_NAMES: Final = (
    r"\botp\b|오티피|인증\s?번호|인증\s?코드|확인\s?코드|승인\s?번호|verification code|one[- ]time (?:code|password|pin)|"
    r"\b2fa|\bmfa\b|login code|passcode|confirm your (?:login|identity)|\bto (?:sign|log) in\b"
)

RECOGNIZERS: Final = (
    Recognizer(
        "ONE_TIME_CODE",
        r"(?i)(?:\botp\b|오티피|인증\s?번호|인증\s?코드|확인\s?코드|승인\s?번호|일회용\s?(?:비밀\s?번호|비번)|보안\s?카드|"
        r"verification code|one[- ]time (?:code|password|pin)|security code|2fa|mfa|login code|confirmation code|"
        r"(?:the|a|your|my|use|digit|text(?:ed)?|sms|sent|id|auth\w*|access|backup|recovery|2-step|uber|google) code|code from|code they|\bcode is|passcode|본인\s?인증|보안\s?코드)"
        r"[^\d]{0,28}(?P<value>\d(?:[ -]?\d){3,7})(?:[^\d자\-]|$)",
        0.85,
        _code,
    ),
    Recognizer(
        "ONE_TIME_CODE",
        rf"(?i)(?P<value>{_DIGITS})[^\d\n]{{0,20}}?(?:{_NAMES})",
        0.75,
        _code,
    ),
    Recognizer("ONE_TIME_CODE", r"(?i)\bG-\d{6}", 0.85),
)
