"""Values of every kind that the recognizers know, made anew from a seed: nobody's.

Each is of its kind's full form. Where it has a check digit, the digit is right, until the value
is mistyped.
"""

import base64
import string
from collections.abc import Callable
from random import Random
from typing import Final, NamedTuple

Make = Callable[[Random], str]


class Kind(NamedTuple):
    """A kind of values.

    Attributes:
        kind: The recognizers' name for it.
        ko: What a value is called in Korean.
        en: What it is called in English.
        make: Makes one.
        fixed: How many characters at the front make its form: nobody mistypes an issuer's prefix
            and still holds a key.
    """

    kind: str
    ko: str
    en: str
    make: Make
    fixed: int = 0


def mistyped(value: str, fixed: int, made: Random) -> str:
    """Return a value with one letter or digit behind its form changed into another."""
    places = [n for n, c in enumerate(value) if n >= fixed and c.isascii() and c.isalnum()]
    place = made.choice(places)
    old = value[place]
    of_its_kind = next(
        letters
        for letters in (string.digits, string.ascii_lowercase, string.ascii_uppercase)
        if old in letters
    )
    new = made.choice(of_its_kind.replace(old, ""))
    return f"{value[:place]}{new}{value[place + 1 :]}"


def _filled(pattern: str) -> Make:
    """Return what fills a form; `_FILLED` says what stands for which characters."""

    def make(made: Random) -> str:
        return "".join(made.choice(_FILLED[c]) if c in _FILLED else c for c in pattern)

    return make


_LETTERS: Final = string.ascii_letters + string.digits
_FILLED: Final = {
    "#": string.digits,
    "%": "123456789",
    "@": string.ascii_uppercase,
    "&": string.ascii_lowercase,
    "*": _LETTERS,
    "~": "0123456789abcdef",
    "^": string.ascii_uppercase + string.digits,
}


def _any_of(*makes: Make) -> Make:
    return lambda made: made.choice(makes)(made)


def _random(size: int, letters: str = _LETTERS) -> Make:
    return lambda made: "".join(made.choices(letters, k=size))


def _behind(prefix: str, make: Make) -> Make:
    return lambda made: prefix + make(made)


def _birthday(made: Random) -> str:
    return f"{made.randint(40, 99):02}{made.randint(1, 12):02}{made.randint(1, 28):02}"


def _resident(first: str) -> Make:
    def make(made: Random) -> str:
        from stdnum.kr import rrn

        number = _birthday(made) + made.choice(first) + _filled("#####")(made)
        return f"{number[:6]}-{number[6:]}{rrn.calc_check_digit(number)}"

    return make


def _card(made: Random) -> str:
    from stdnum import luhn

    number = made.choice("459") + _filled("##############")(made)
    number += luhn.calc_check_digit(number)
    return made.choice("- ").join(number[n : n + 4] for n in range(0, 16, 4))


def _imei(made: Random) -> str:
    from stdnum import luhn

    number = "35" + _filled("############")(made)
    return number + str(luhn.calc_check_digit(number))


def _iban(made: Random) -> str:
    from stdnum import iban

    body = _filled("#" * 18)(made)
    return f"DE{iban.calc_check_digits(f'DE00{body}')}{body}"


def _mail(made: Random) -> str:
    host = f"{_filled('&&&&&&&&')(made)}.{made.choice(('com', 'kr', 'co.kr', 'de'))}"
    return f"{_name(made)}.{_filled('&&&##')(made)}@{host}"


def _name(made: Random) -> str:
    return made.choice(("jiwon", "sora", "minho", "harun", "alice", "oscar", "ingrid", "tomas"))


def _address(made: Random) -> str:
    if made.random() < 0.5:
        place = made.choice(
            ("서울시 마포구 성산로", "부산시 해운대구 센텀중앙로", "대전시 유성구 대학로")
        )
        flat = f"{made.randint(101, 120)}동 {made.randint(2, 20)}0{made.randint(1, 6)}호"
        return f"{place} {made.randint(2, 400)}, {flat}"
    street = made.choice(("Birch Lane", "Harbour Street", "Maple Avenue", "Station Road"))
    return f"{made.randint(2, 900)} {street}, Apt {made.randint(1, 40)}"


def _date(made: Random) -> str:
    year, month, day = made.randint(1940, 2005), made.randint(1, 12), made.randint(1, 28)
    return made.choice(
        (
            f"{year}-{month:02}-{day:02}",
            f"{year}.{month:02}.{day:02}",
            f"{year}년 {month}월 {day}일",
        )
    )


def _plate(made: Random) -> str:
    return f"{made.randint(10, 699)}{made.choice('가나다라마거너더러머버서어저')} {_filled('%###')(made)}"


def _password(made: Random) -> str:
    word = made.choice(("haneul", "Sunny", "moa", "River", "tiger", "Nabi", "orbit"))
    return f"{word}{_filled('###')(made)}{made.choice('!@#$%&*')}{_random(3)(made)}"


def _json_web_token(made: Random) -> str:
    header, body = (
        base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        for text in ('{"alg":"HS256","typ":"JWT"}', f'{{"sub":"{made.randint(10**6, 10**7)}"}}')
    )
    return f"{header}.{body}.{_random(43)(made)}"


def _private_key(made: Random) -> str:
    kind = made.choice(("RSA ", "", "EC ", "OPENSSH "))
    lines = "\n".join(_random(64)(made) for _ in range(made.randint(4, 30)))
    return f"-----BEGIN {kind}PRIVATE KEY-----\n{lines}\n-----END {kind}PRIVATE KEY-----"


def _connection(made: Random) -> str:
    scheme = made.choice(("postgres", "mysql", "mongodb+srv", "redis", "amqp"))
    return f"{scheme}://{_name(made)}:{_random(12)(made)}@{_filled('&&&&&&#')(made)}.internal/shop"


_SEEDS: Final = (
    "velvet oxygen cradle muscle tiger noble harbor sketch wagon thrive pupil lamp anchor bridge "
    "candle desert engine fabric garden hockey island jungle kitchen ladder marble napkin orange "
    "pencil quantum ribbon saddle timber umbrella violin window yellow zebra"
)


def _seed_phrase(made: Random) -> str:
    return " ".join(made.sample(_SEEDS.split(), made.choice((12, 15, 24))))


KINDS: Final = (
    Kind("KR_RRN", "주민등록번호", "resident registration number", _resident("1234")),
    Kind("KR_FRN", "외국인등록번호", "alien registration number", _resident("5678")),
    Kind("KR_PASSPORT", "여권번호", "passport number", _any_of(_filled("M%#######"), _filled("M%##@####")), 1),
    Kind("KR_DRIVER_LICENSE", "운전면허번호", "driving licence number", lambda made: f"{made.randint(11, 28)}-{_filled('##-######-##')(made)}"),
    Kind("KR_BRN", "사업자등록번호", "business registration number", _filled("%##-%#-%####")),
    Kind("KR_CRN", "법인등록번호", "corporate registration number", _filled("110111-#######")),
    Kind("KR_BANK_ACCOUNT", "계좌번호", "bank account", _any_of(_filled("%#####-##-######"), _filled("%##-###-######"), _filled("3333-##-#######"))),
    Kind("KR_VEHICLE_NUMBER", "차량번호", "car number", _plate),
    Kind("KR_PERSONAL_CUSTOMS_CODE", "통관부호", "customs code", _filled("P%###########"), 1),
    Kind("KR_HEALTH_INSURANCE", "건강보험증 번호", "health insurance number", _filled("%-%#########")),
    Kind("KR_MILITARY_NUMBER", "군번", "military service number", lambda made: f"{made.randint(10, 25)}-{_filled('7#######')(made)}"),
    Kind("EMPLOYEE_ID", "사번", "employee ID", _any_of(_filled("@%####"), _filled("%######"))),
    Kind("STUDENT_ID", "학번", "student ID", lambda made: f"20{made.randint(10, 25)}{_filled('######')(made)}"),
    Kind("CUSTOMER_ID", "회원번호", "customer number", _any_of(_filled("C-%#####"), _filled("%###-####"))),
    Kind("NATIONAL_ID", "브라질 CPF", "CPF", _filled("%##.###.###-##")),
    Kind("UK_NHS", "영국 NHS 번호", "NHS number", _filled("%## ### ####")),
    Kind("UK_NINO", "영국 NI 번호", "national insurance number", _filled("AB ## ## ## C"), 2),
    Kind("SG_NRIC_FIN", "싱가포르 NRIC", "NRIC", _filled("S#######@"), 1),
    Kind("IN_PAN", "인도 PAN", "PAN", _filled("@@@P@####@"), 4),
    Kind("IT_FISCAL_CODE", "이탈리아 코드", "codice fiscale", lambda made: f"{_filled('@@@@@@##')(made)}{made.choice('ABCDEHLMPRST')}{_filled('1#@###@')(made)}", 9),
    Kind("US_SSN", "미국 사회보장번호", "social security number", _filled("2##-1#-%###")),
    Kind("US_PASSPORT", "미국 여권번호", "US passport", _filled("%########")),
    Kind("PASSPORT_MRZ", "여권 판독란", "machine-readable zone", lambda made: f"P<KOR{_random(5, string.ascii_uppercase)(made)}<<{_random(8, string.ascii_uppercase)(made)}<<<<<<<<<<", 9),
    Kind("US_DRIVER_LICENSE", "미국 면허번호", "driver's license number", _filled("@%######")),
    Kind("UK_DRIVER_LICENSE", "영국 면허번호", "UK driving licence number", _filled("@@@@@%#####@@%@@")),
    Kind("US_BANK_NUMBER", "미국 routing number", "routing number", _filled("%########")),
    Kind("VEHICLE_NUMBER", "번호판", "license plate", _any_of(_filled("%@@@###"), _filled("@@%# @@@"))),
    Kind("DATE_OF_BIRTH", "생년월일", "date of birth", _date, 5),
    Kind("PHONE_NUMBER", "전화번호", "phone number", _any_of(_filled("010-%###-####"), _filled("010%#######"), _filled("02-%##-####"), _filled("+82 10-%###-####"), _filled("415-234-%###")), 5),
    Kind("EMAIL_ADDRESS", "이메일", "e-mail", _mail),
    Kind("ACCOUNT_NAME", "인스타 아이디", "Instagram handle", lambda made: f"{_name(made)}_{_filled('&&&##')(made)}"),
    Kind("STREET_ADDRESS", "주소", "home address", _address),
    Kind("HOME_POSITION", "우리집 좌표", "my home coordinates", lambda made: f"{made.randint(34, 37)}.{_filled('#####')(made)}, {made.randint(126, 129)}.{_filled('#####')(made)}", 3),
    Kind("IP_ADDRESS", "아이피", "IP address", lambda made: f"211.{made.randint(1, 250)}.{made.randint(1, 250)}.{made.randint(1, 250)}", 4),
    Kind("MAC_ADDRESS", "맥주소", "MAC address", _filled("a4:~~:~~:~~:~~:~~")),
    Kind("DEVICE_ID", "IMEI", "IMEI", _imei),
    Kind("CREDIT_CARD", "카드번호", "card number", _card, 1),
    Kind("IBAN_CODE", "IBAN", "IBAN", _iban, 2),
    Kind("CRYPTO", "지갑 주소", "wallet address", _any_of(_behind("0x", _filled("~" * 40)), _behind("bc1q", _random(38, "acdefghjklmnpqrstuvwxyz023456789"))), 4),
    Kind("PASSWORD", "비밀번호", "password", _password),
    Kind("PASSWORD_HASH", "비밀번호 해시", "password hash", _any_of(_behind("$2b$12$", _random(53)), _behind("$6$", _filled("********$" + "*" * 60))), 7),
    Kind("PIN", "현관 비번", "door code", _filled("%###")),
    Kind("ONE_TIME_CODE", "인증번호", "verification code", _filled("%#####")),
    Kind("API_KEY", "API 키", "API key", _any_of(_behind("sk-proj-", _random(40)), _behind("ghp_", _random(36)), _behind("AKIA", _filled("^" * 16)), _behind("xoxb-", _filled("%#########-%#########-" + "*" * 24)), _behind("AIza", _random(35)), _behind("hf_", _random(34, string.ascii_letters))), 8),
    Kind("JWT", "JWT", "JWT", _json_web_token, 30),
    Kind("PRIVATE_KEY", "개인키", "private key", _private_key, 50),
    Kind("CONNECTION_STRING", "DB 주소", "DATABASE_URL", _connection, 14),
    Kind("WEBHOOK_URL", "웹훅", "webhook", lambda made: f"https://hooks.slack.com/services/T{_filled('^^^^^^^^')(made)}/B{_filled('^^^^^^^^')(made)}/{_random(24)(made)}", 33),
    Kind("SEED_PHRASE", "니모닉", "seed phrase", _seed_phrase),
    Kind("SECRET", "클라이언트 시크릿", "client secret", _any_of(_filled("~" * 32), _random(40))),
)  # fmt: skip
