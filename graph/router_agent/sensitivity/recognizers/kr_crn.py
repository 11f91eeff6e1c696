"""KR_CRN: Korean corporation registration numbers, 6-7 digits.

Source:
    법인 등의 등기사항에 관한 특례법; 부동산등기용등록번호. Told from a resident number by the word
    beside it.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "법인등록번호는 110111-0012345", re.ASCII)["value"]
'110111-0012345'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside

RECOGNIZERS: Final = (
    Recognizer(
        "KR_CRN",
        r"(?i)(?:법인|corporat\w{1,5} registration|\bcrn)[^\d\n]{0,24}(?P<value>\d{6}[- ]?\d{7})",
        0.85,
    ),
    # The form alone: a registry's number and a type; no month makes it no date of birth.
    Recognizer("KR_CRN", r"1[1-9]0[1-9][1-9]1-\d{7}", 0.7),
    *beside(
        "KR_CRN", r"법인|\bcorporat\w{1,5} (?:reg\w*|number|no\b)|\bcrn\b", r"\d{6}[- ]?\d{7}", 0.85
    ),
)
