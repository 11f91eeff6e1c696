"""PERSON: a name beside what is asked of the person, or beside what would harm them.

A name alone is nothing to hide: the names of public persons and of stories are everywhere.

Source:
    개인정보 보호법 제2조 (성명과 결합하여 알아볼 수 있는 정보); Presidio's PERSON.

>>> import re
>>> re.search(RECOGNIZERS[1].pattern, "김철수 부장 010-1234-5678", re.ASCII)["value"]
'김철수 부장'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, digits_of

SURNAMES: Final = (
    "김|이|박|최|정|강|조|윤|장|임|한|오|서|신|권|황|안|송|류|유|전|홍|고|문|손|양|배|백|허|남|심|노|하|곽|성|차|주|우|구|"
    "민|진|나|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|석|선|설|마|길|연|위|표|명|기|반|왕|금|옥|육|인|맹|제|모|탁|국|피|편|간|남궁|황보|선우|독고"
)
TITLES: Final = (
    "부장|과장|차장|대리|팀장|실장|본부장|주임|사원|이사|상무|전무|사장|대표|회장|선생님?|교수|원장|간호사|담임|점장|매니저|반장|"
    "사모|소장|국장|지점장|센터장|조교|병장|상병|일병|이병|하사|중사|대위|중위|환자|학생|기사|아저씨|할머니|할아버지|어르신"
)
_ASKED: Final = "전화\\s?번호|연락처|휴대폰|핸드폰|폰\\s?번호|전번|집\\s?주소|주소\\s?(?:좀|가|를|알)|주민|계좌|생년월일|연봉|월급|급여|카톡|직통|이메일|메일\\s?주소|신상|학번|사번"

_NO_NAME: Final = re.compile(r"(?:전화|연락처|번호|민번호|[가-힣]*[에면는를을까])")


def _beside_number(value: str, text: str, start: int) -> float | None:
    """A word before a number that is none, or that is the form of one, is no name."""
    behind = digits_of(text[start + len(value) : start + len(value) + 20])
    return 0.8 if len(set(behind) - {"0"}) > 2 and not _NO_NAME.fullmatch(value) else None


def _person(value: str, _: str, __: int) -> float | None:
    """The names of forms are nobody's."""
    return None if value in _NO_ONES else 0.65


# The John Does of Korean forms and stories.
_NO_ONES: Final = frozenset(("홍길동", "김철수", "김영희", "이몽룡", "성춘향"))

RECOGNIZERS: Final = (
    Recognizer(
        "PERSON",
        rf"(?P<value>(?:{SURNAMES})[가-힣]{{1,2}} ?(?:씨|님|{TITLES})님?)(?:의|이|가|은|는|네)? ?[가-힣 ]{{0,8}}(?:{_ASKED})",
        0.7,
    ),
    Recognizer(
        "PERSON",
        rf"(?P<value>(?:{SURNAMES})[가-힣]{{1,2}}(?: ?(?:씨|님|{TITLES})님?)?)[ ,:(]{{1,3}}(?:01[016-9]|\d{{6}}-)",
        0.8,
        _beside_number,
    ),
    Recognizer(
        "PERSON",
        rf"(?:예금주|수취인|(?:환자|고객|신청인|의뢰인)\s?(?:명|성명|이름)|(?:성명|이름)\s?:|받는\s?(?:사람|분))(?:은|는|이|가)?[ :(]{{0,3}}"
        rf"(?P<value>(?:{SURNAMES})[가-힣]{{2}})(?:$|[^가-힣]|님|씨|이|입|으|은|의|라)",
        0.65,
        _person,
    ),
    Recognizer(
        "PERSON",
        r"(?i)(?:patient|client|employee|tenant|student|applicant|defendant|환자|피고인?|원고|의뢰인|신청인|지원자)(?: ?명| name)? ?: ?"
        r"(?P<value>[A-Za-z가-힣\x{c0}-\x{24f}]{2,15}(?: [A-Za-z가-힣\x{c0}-\x{24f}]{2,15})?)",
        0.7,
    ),
    Recognizer(
        "PERSON",
        r"(?P<value>[A-Z][a-z]{1,12} [A-Z][A-Za-z'\x{2019}-]{1,15})'s (?i:(?:home |cell |mobile |phone |personal |private )+(?:number|address|phone|e-?mail)|"
        r"salary|home address|phone number|address|ssn|password|diagnosis|medical)",
        0.75,
    ),
)
