"""KR_BRN: Korean business registration numbers, 3-2-5 digits.

Source:
    부가가치세법 시행령 제12조. `stdnum.kr.brn` checks only the form.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "사업자 120-81-47521로", re.ASCII)[0]
'120-81-47521'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, beside

RECOGNIZERS: Final = (
    Recognizer("KR_BRN", r"\d{3}[-. ]\d{2}[-. ]\d{5}", 0.8),
    Recognizer(
        "KR_BRN",
        r"(?i)(?:brn|business registration|사업자\s?(?:등록)?\s?(?:번호|증)?)[^\d\n]{0,12}"
        r"(?P<value>\d{3}[- ]?\d{2}[- ]?\d{5})",
        0.8,
    ),
    *beside(
        "KR_BRN",
        r"사업자|\bbrn\b|\bbiz(?:ness)?\.? (?:reg|no)|\bbusiness (?:reg\w*|number|no\b|license)",
        r"\d{3}[- ]?\d{2}[- ]?\d{5}",
        0.8,
    ),
)
