"""Ways to reach a person: PHONE_NUMBER, EMAIL_ADDRESS, STREET_ADDRESS.

Source:
    전기통신번호관리세칙 (국내 번호), North American Numbering Plan, ITU-T E.164; RFC 5322, and
    RFC 2606 for names that are no one's; 도로명주소법. International numbers are checked with
    phonenumbers, which raises a score and gates nothing.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "010-4821-9937이고", re.ASCII)[0]
'010-4821-9937'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer, around

_NO_ONES_DOMAINS: Final = ("example.com", "example.org", "example.net", "test.com", "domain.com")
_NO_ONES_ENDINGS: Final = (".example", ".test", ".invalid", ".localhost")


def _email(value: str, _: str, __: int) -> float | None:
    domain = value.rpartition("@")[2].lower()
    if domain in _NO_ONES_DOMAINS or domain.endswith(_NO_ONES_ENDINGS):
        return None
    return None if domain.endswith(tuple(f".{name}" for name in _NO_ONES_DOMAINS)) else 0.95


def _us_phone(value: str, _: str, __: int) -> float | None:
    digits = "".join(c for c in value if c.isdigit())
    # 555-0100 to 555-0199 are kept for fiction.
    return None if digits[-7:-2] == "55501" else 0.8


def _international(value: str, _: str, __: int) -> float | None:
    import phonenumbers

    digits = sum(c.isdigit() for c in value)
    if not 8 <= digits <= 15:
        return None
    try:
        valid = phonenumbers.is_valid_number(phonenumbers.parse(value))
    except phonenumbers.NumberParseException:
        valid = False
    return 0.95 if valid else 0.6


def _by_cue(value: str, _: str, __: int) -> float | None:
    """Behind a word for calling, digits in groups are a number of any country."""
    digits = "".join(c for c in value if c.isdigit())
    if not 7 <= len(digits) <= 13 or (digits.startswith(("19", "20")) and len(digits) == 8):
        return None  # too short, too long, or a date
    return _us_phone(value, "", 0)


def _flat(_: str, text: str, start: int) -> float | None:
    """Building and flat, where an address is what is spoken of."""
    cues = ("아파트", "빌라", "주소", "사는", "살고", "우리집", "배송", "로 ", "길 ")
    return 0.7 if any(cue in around(text, start, 30, 30) for cue in cues) else None


# What stands between the groups of a number.
_GAP: Final = r"[-./ )]{0,3}"
_PLACE: Final = "[가-힣]{1,8}(?:특별시|광역시|시|도|군|구)"

RECOGNIZERS: Final = (
    Recognizer(
        "PHONE_NUMBER",
        rf"(?:\+ ?82{_GAP}\(?0?\)?|82-?0?|\(?0)1[016789]{_GAP}\d{{3,4}}{_GAP}\d{{4}}",
        0.95,
    ),
    Recognizer(
        "PHONE_NUMBER",
        r"(?:\+ ?82[-. )]{0,2}|\(?0)(?:2|[3-6][1-5]|70|50\d?)[-./) ]{1,3}\d{3,4}[-./ ]{1,3}\d{4}",
        0.8,
    ),
    Recognizer("PHONE_NUMBER", r"0(?:2|[3-6][1-5]|70)\d{7,8}", 0.6),
    Recognizer(
        "PHONE_NUMBER",
        r"(?:\+?1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ])[2-9]\d{2}[-. ]\d{4}",
        0.8,
        _us_phone,
    ),
    Recognizer("PHONE_NUMBER", r"\+\d{1,3}(?:[-. ()/]{0,2}\d{1,4}){2,6}", 0.6, _international),
    Recognizer("PHONE_NUMBER", r"0\d{4}[ -]?\d{3}[ -]?\d{3}|0\d{3}[ -]\d{3}[ -]\d{3,4}", 0.6),
    Recognizer(
        "PHONE_NUMBER",
        r"(?i)(?:call|phone|tel|mobile|cell|fax|whatsapp|text|sms|messages? to|reach|answering|"
        r"registered|contact|전화|연락|문자|번호)\b[^\d\n+]{0,24}"
        r"(?P<value>\+?\(?\d{2,5}\)?(?:[ .-]\d{2,5}){1,5})",
        0.6,
        _by_cue,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        r"[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+(?:[A-Za-z]{2,24}|한국)",
        0.95,
        _email,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        r"(?i)(?:카톡|카카오톡|인스타(?:그램)?|텔레(?:그램)?|디스코드|디코|라인|트위터|페북|페이스북|스팀|틱톡|"
        r"insta(?:gram)?|telegram|discord|twitter|facebook|snapchat|tiktok|steam|line|kakaotalk)"
        r"\s?(?:아이디|계정|id|account|handle|username)[은는이가]?(?: is)?\s?[:=]?\s?"
        r"(?P<value>@?[A-Za-z0-9_.]{4,30})",
        0.75,
    ),
    Recognizer(
        "STREET_ADDRESS",
        rf"{_PLACE}(?:\s?[가-힣0-9]{{1,8}}(?:시|군|구|읍|면|동))*\s?[가-힣0-9]{{1,12}}(?:로|길)"
        r"\s?(?:지하\s?)?\d{1,4}(?:번?길\s?\d{1,4})?(?:-\d{1,4})?",
        0.85,
    ),
    Recognizer(
        "STREET_ADDRESS",
        r"[가-힣]{1,8}(?:읍|면|동|리|가)\s?(?:산\s?)?\d{1,4}(?:-\d{1,4})?\s?번지",
        0.8,
    ),
    Recognizer("STREET_ADDRESS", r"\d{1,4}동\s?\d{1,4}호", 0.7, _flat),
    Recognizer(
        "STREET_ADDRESS",
        r"\d{1,5}[A-Za-z]?,? (?:[NSEW]\.? )?(?:[A-Z][A-Za-z'-]+ ){1,3}"
        r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Terrace|Close|"
        r"Crescent|Way|Place|Pl|Square|Sq|Parkway|Pkwy)",
        0.75,
    ),
)
