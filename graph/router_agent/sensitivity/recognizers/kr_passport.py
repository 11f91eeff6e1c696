"""KR_PASSPORT: Korean passport numbers, of the old form (M12345678) and the new (M123A4567).

Source:
    여권법 시행규칙; 외교부, 차세대 전자여권 (2021).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "여권 M12345678입니다", re.ASCII)[0]
'M12345678'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

RECOGNIZERS: Final = (
    Recognizer("KR_PASSPORT", r"(?i)[MSRODG](?:\d{8}|\d{3}[A-Z]\d{4})", 0.8),
    Recognizer(
        "KR_PASSPORT",
        r"(?i)여권[^\dA-Za-z\n]{0,10}(?P<value>[A-Z]{1,2}[ -]?\d[\d -]{5,9}\d)",
        0.85,
    ),
)
