"""CUSTOMER_ID: numbers of customers, members, patients, policies, orders and cases.

Source:
    Presidio's context words for identifiers of organisations; Korean forms.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "회원번호 8812-0037인데", re.ASCII)["value"]
'8812-0037'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import (
    IS,
    Recognizer,
    beside,
    has_digits,
)

_NAMES: Final = (
    r"고객\s?번호|회원\s?번호|환자\s?번호|차트\s?번호|등록\s?번호|증권\s?번호|계약\s?번호|가입자?\s?번호|"
    r"\b(?:customer|client|member(?:ship)?|patient|policy|medical record|subscriber|insurance|account|claim|chart) ?"
    r"(?:id|no\b|number|#)|\bmrn\b|\bpnr\b"
)

RECOGNIZERS: Final = (
    Recognizer(
        "CUSTOMER_ID",
        r"(?i)(?:고객\s?번호|회원\s?번호|환자\s?번호|차트\s?번호|등록\s?번호|증권\s?번호|보험\s?번호|계약\s?번호|가입자?\s?번호|"
        r"보훈\s?번호|자격증\s?번호|면허\s?번호|사건\s?번호|운송장\s?(?:번호)?|송장\s?번호|주문\s?번호|예약\s?번호|관리\s?번호|"
        r"(?:customer|client|member(?:ship)?|patient|policy|medical record|case|subscriber|loyalty|"
        r"frequent flyer|order|booking|account|claim|chart|file|receipt|prison|voter|permit|tax|"
        r"beneficiary|donor|card) ?(?:id|no\.?|number|numbers|#|ref)|\bmrn\b|\bpnr\b)"
        rf"{IS}(?P<value>[A-Za-z]{{0,4}}[ -]?\d[A-Za-z0-9/-]{{1,20}})",
        0.7,
        has_digits,
    ),
    Recognizer(
        "CUSTOMER_ID",
        r"(?i)\b(?:policy|patient|customer|frequent flyer|member|passenger|claim)\b #? ?"
        r"(?P<value>[A-Z]{1,4}[ -]?\d[\d -]{3,14}\d|\d{6,12})",
        0.7,
        has_digits,
    ),
    *beside("CUSTOMER_ID", _NAMES, r"[a-z]{0,4}-?\d(?:[ -]?\d){4,14}", 0.65, has_digits),
)
