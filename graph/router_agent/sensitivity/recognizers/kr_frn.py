"""KR_FRN: Korean registration numbers of foreigners; the seventh digit is 5 to 8.

Source:
    출입국관리법 시행규칙 (외국인등록번호의 부여).

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "외국인등록번호는 900101-6123456입니다", re.ASCII)[0]
'900101-6123456'
"""

from typing import Final

from router_agent.sensitivity.recognizers.kr_rrn import BETWEEN, BIRTH
from router_agent.sensitivity.recognizers.recognizer import Recognizer

RECOGNIZERS: Final = (Recognizer("KR_FRN", rf"{BIRTH}{BETWEEN}[5-8]\d{{6}}", 0.9),)
