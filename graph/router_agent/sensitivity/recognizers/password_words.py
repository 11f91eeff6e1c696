"""What people say of passwords, so that a plain word that is none of it may be one.

Source:
    Messages of log-in forms, questions about passwords, and variables of programs that hold
    them, in Korean and English; the documented defaults of databases and routers.

>>> [tells_of_passwords(v) for v in ("expired", "getPassword", "틀렸다고", "sunflower", "해바라기")]
[True, True, True, False, False]
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.placeholders import is_placeholder, is_prose

# Of its state, and of what a form asks for.
_OF_ITS_STATE: Final = """
able about above access account accounts across after again alike all allowed almost
alphanumeric already also although always among and any anything are as asked associated at
available back based basic because been before being below between blank blocked both broken but
by bytes can cannot case changed character characters clear common complex confirm confirmation
confirmed confusing copied credential credentials current currently data date days default did
displayed do does done due each either else email encoded encrypted enter entered entry error
even ever every exactly exposed failed fails field file fine first fixed for found from
generated getting given going greater had has hash hashing have having he help her here his
history how i id identical if in incorrectly input insecure inside instead into is it its just
kept key later least length less letter letters like likely linked locked log login longer made
mandatory many match matched matches matching may me might mine minimum mismatch more most much
must name need needs new next no nope nothing now of off ok okay old on once one only or other
our out over owner plain please plus possible present probably problem prompt properly provided
question random rather ready really recovery refused reset right rotated rules salt salted saved
see sensitive server set shared should shouldn simple since so some something somewhere special
still stolen strength such supposed sure symbols synced system text than that their them then
there these they thing this those three time to today tokens two type under unique unreadable
until up updated upon us useless users using valid very via was way we were what whatever when
where whether which while who whoever why will with within without won word words working works
would yes yet you yours
"""
# In place of it.
_INSTEAD: Final = """
cancel continue done dunno great hello idk maybe never perfect skip sorry stop sure thank thanks
understood
"""
# Of its kind in a program.
_IN_PROGRAMS: Final = """
any arg args argument attr attribute bar baz bool boolean bytes char class column config const
context def default demo digest dummy env environ environment event fake false field foo form
func function get getpass hash hashed header import input int integer item json key let list
mock model none null obj object option optional options param params parse pass passcode
passphrase passwd payload placeholder plaintext process prop props pw pwd query qux raw read req
request required res response result return sample schema secret secrets self serializer session
setting settings state static std str string struct temp text textfield tmp true tuple typ
undefined url uuid val validator values var varchar variable void yaml yup zod
"""
_SAID: Final = frozenset(f"{_OF_ITS_STATE} {_INSTEAD} {_IN_PROGRAMS}".split())
# What is set so is nobody's, since everybody knows it.
_DEFAULTS: Final = frozenset(
    ("admin", "administrator", "root", "guest", "postgres", "mysql", "oracle", "redis", "rabbitmq",
     "minio", "anonymous", "example", "changeit")
)  # fmt: skip
_MADE_OF: Final = re.compile(
    r"(?i)pass(?:word|wd|phrase|code)|pwd|secret|token|user|input|hash|crypt|valid|config|default|change|placeholder|example|random"
)
_PARTS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[\uac00-\ud7a3]+")
# A verb or what is said of a thing, by its end; "sunflower" and "swordfish" have no such end.
_ADJECTIVE: Final = re.compile(
    r"(?i)(?:[a-z]{2}(?:ed|ing|able|ible|ful|less|ally|ily|tely|ously|ive|ious|eous|uous|ical|tion)|n't)$"
)
# What stands before "is" in a sentence about passwords: as it is, or behind other syllables.
_NOUN_KO: Final = re.compile(
    "(?:필수|중요|비밀|비밀번호|(?:비?대칭|공개|개인)키|뭐|뭔가|무엇|무슨|얼마|어디|어떤|언제|왜|누구|몇|그대로|[이그저내제니네]거|[이그저]것|동일|해시|숫자|영문|영어|특수|대문자|소문자|기본|초기|기존|"
    "필요|선택|사항|최소|최대|만료|변경|에러|취약|위험|강력|안전|간단|단순|복잡|확인|설정|재설정|초기화|복구|해제|해킹|공유|입력|저장|추천|생성|관리|실패|성공|노출|유출|"
    "기억|생각|요청|등록|삭제|표시|연결|접속|로그인|조합|길이|예시|예제|종류|차이|의미|개념|방법|이유|사용|보호|유지|인증|본인|생일|아이디|계정|이메일|이름|번호|핀번호|"
    "전화번호|사이트|서비스|사용자|관리자|이용자|고객|직원|상대방|우리|누군가|그런데|여기|거기|다음|아래|위에|비번|패스워드|암호|암호화|자동|수동|일회용|임시|개인정보|보안|핵심|기능|"
    "최악|최고|별로|정상|거짓|진짜|가짜|그때|지금|나중|처음|마지막|이전|현재|그|이)|"
    ".*(?:자리|글자|문자|상태|오류|불가|가능|금지|필수|방식|정책|문제|때문|경우|정도|이상|이하|단계|종류|목적|규칙|화면|버전|불일치|일치|중|용|사항|않은|없는|있는|하는|되는|거|것|뿐|듯)"
)
# How what else is said of them begins, and how it ends.
_BEGIN_KO: Final = re.compile(
    "(?:같|똑같|다르|다른|달라|바꾸|바꿔|바뀌|바꾼|바꿀|바뀐|틀리|틀린|틀렸|틀려|맞[는아았으지나]|강한|약한|약해|어려|어렵|쉬[운워]|쉽|길[고어게이면]|짧|이상[해하한]|"
    "알[려고아기면]|아는|모르|모른|몰라|몰랐|까먹|잊|잃|분실|찾|보[는기여이면내낼]|봐|뚫|만들|만든|좀|안[돼되된]?$|못|있|없|물어|말[해하]|가르쳐|적어|적은|적혀|써|쓰[는고면기]|쓴|"
    "넣|눌|누르|치[는고면]|쳐|털[렸린리]|궁금|숨[겨기]|도와|부탁|제발|주[세라]|줘|다시|자꾸|계속|자주|매번|항상|너무|아주|정말|혹시|아마|그냥|이제|아직|이미|빨리|저기|"
    "어떻|어떡|이란|란$|하[는라면지고려나]|해[야요라서도]|했|돼|되|된|될|됨|걸[고어려리]|풀[고어려리]|열[고어리]|잠[그긴겼]|막[혀혔히]|받[아은고는]|바로|따로|함께|모두|전부|각각|"
    "여러|많[이은아]|가능|절대|반드시|꼭$|없애|제외|포함|정확|거부|차단|작동|먹[히혀통]|들어[가간있]|나[와오온왔]|뜨[는고면]|떠[요서]?$|뜬|뜹|와이파이|검사|통과|규정|기준|권장|"
    "네$|아니|글쎄|싫|감사|고마|고맙|죄송|잠깐|잠시|취소|좋아|좋은|알겠|응$|오케이|중요|안전|위험|복잡|간단|필요|취약|변경|확인|설정|재설정|초기화|복구|해제|해킹|공유|입력|저장|추천|생성|관리|기억|생각|요청|등록|삭제|연결|접속|로그인|사용|보호|유지|인증)"
)
_END_KO: Final = re.compile(
    "(?:주세요|줘|줘요|줄래|나요|까요|는데|네요|했어|했어요|었어|었어요|았어|았어요|됐어|됐어요|겠어|겠어요|다고|라고|냐고|려면|으면|하면|는지|은지|인지|던데|"
    "해야|어야|아야|하기|되기|에서|에게|까지|부터|처럼|보다|한테|으로|하게|방법|습니다|습니까|봤는데|가요|죠|지요|잖아|게요|을까|ㄹ까|려고|도록|면서|지만|거나|든지)$"
)


# Names of methods and formats, which stand beside a word for a password in every lesson.
_TECHNICAL: Final = re.compile(
    r"(?i)(?:(?:sha|md|aes|rsa|des|wpa|bcrypt|scrypt|argon|base|utf|oauth|pbkdf|rfc|python|php|java|tls|ssl|ntlm|ecdsa|"
    r"hmac|windows|ios|office|http|ipv|nist|iso|id)[-_ ]?v?\d{0,4}(?:\.\d{1,3}){0,2}(?:-\d{1,3})?(?:-?[a-z]{1,4})?|"
    r"v?\d{1,2}(?:\.\d{1,3}){1,3}(?:-[a-z]+\d*)?|v\d{1,2}|1password|\d{1,4}-?(?:bits?|st|nd|rd|th|x|%|[-~]?char\w*|days?))$"
)


def is_technical(value: str) -> bool:
    """Whether a value is the name of a method, a format or a version."""
    return _TECHNICAL.match(value) is not None


def is_said(word: str) -> bool:
    """Whether an English word says something about a password, as "expired" does."""
    return is_prose(word) or word.lower() in _SAID or _ADJECTIVE.search(word) is not None


def tells_of_passwords(value: str) -> bool:
    """Whether a word, or one that programs make of words, is said of passwords, or of no one's."""
    lower = value.lower()
    if is_placeholder(value) or lower in _DEFAULTS or is_said(value):
        return True
    if not value.isascii():
        return bool(_BEGIN_KO.match(value) or _END_KO.search(value) or is_about(value))
    if any(c.isdigit() for c in value):
        return False
    parts = _PARTS.findall(value)
    return bool(_MADE_OF.search(lower)) or (
        len(parts) > 1 and any(part.lower() in _SAID for part in parts)
    )


def is_about(noun: str) -> bool:
    """Whether a Korean noun before "is" tells something of a password."""
    return _NOUN_KO.fullmatch(noun) is not None


def is_phrase(words: list[str]) -> bool:
    """Whether words, one after the other, are a passphrase and no sentence about passwords.

    >>> is_phrase("correct horse battery staple".split()), is_phrase("not working on mac".split())
    (True, False)
    """
    said = [tells_of_passwords(word) for word in words]
    return len(words) >= 3 and sum(said) <= (len(words) >= 4) and not said[-1]
