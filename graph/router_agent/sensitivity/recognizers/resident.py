"""Korean resident and foreigner registration numbers: KR_RRN, KR_FRN.

Six digits of the date of birth, then seven of which the first tells sex, century and, from 5
to 8, a foreigner. Numbers issued since October 2020 have no check digit, so none is asked for.

Source:
    주민등록법 시행규칙 제2조; 출입국관리법 시행규칙. Checksum: python-stdnum, `stdnum.kr.rrn`.

>>> [r.kind for r in RECOGNIZERS]
['KR_RRN', 'KR_FRN', 'KR_RRN']
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_BIRTH: Final = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"


def _look(value: str, _: str, __: int) -> float:
    from stdnum.kr import rrn

    return 0.99 if rrn.is_valid(value) else 0.9


RECOGNIZERS: Final = (
    Recognizer("KR_RRN", rf"{_BIRTH} ?[-./]? ?[1-4]\d{{6}}", 0.9, _look),
    Recognizer("KR_FRN", rf"{_BIRTH} ?[-./]? ?[5-8]\d{{6}}", 0.9),
    # Partly masked, as people write it when they think that this suffices.
    Recognizer("KR_RRN", rf"{_BIRTH} ?[-./] ?[1-8][*xX●○]{{2,6}}", 0.7),
)
