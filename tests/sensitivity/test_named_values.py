"""Values of every kind are found however a text names them, in Korean and in English."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from router_agent import classify
from router_agent.sensitivity import identifiers
from router_agent.sensitivity.normal import normalise
from router_agent.sensitivity.readings import readings
from router_agent.sensitivity.sweep import sweep


class Named(NamedTuple):
    """An invented value, and what it is called."""

    ko: str
    en: str
    value: str


NAMED = [
    Named("주민등록번호", "resident registration number", "910727-2385014"),
    Named("주민번호", "RRN", "910727-2******"),
    Named("외국인등록번호", "ARC number", "850219-6120934"),
    Named("여권번호", "passport number", "M512B7730"),
    Named("미국 여권번호", "US passport", "563920174"),
    Named("운전면허번호", "driving licence no", "13-07-482915-61"),
    Named("면허번호", "driver's license number", "F4429103"),
    Named("사업자번호", "BRN", "314-86-20957"),
    Named("법인등록번호", "corporate registration number", "110111-4820573"),
    Named("계좌번호", "account number", "74004866-29-154"),
    Named("차량번호", "plate number", "38거 5127"),
    Named("번호판", "license plate", "7KLM284"),
    Named("통관번호", "customs code", "P402918375561"),
    Named("건강보험증 번호", "health insurance number", "7-4820193756"),
    Named("군번", "military service number", "21-70394812"),
    Named("사번", "employee ID", "HR4821"),
    Named("학번", "student ID", "2021-39481"),
    Named("고객번호", "customer number", "C-304149"),
    Named("차트번호", "MRN", "40291837"),
    Named("전화번호", "phone number", "010 3847 2951"),
    Named("해외 번호", "mobile", "0044 7481 295537"),
    Named("이메일", "e-mail", "sora.lim27@brightworks.de"),
    Named("아이피", "client ip", "121.160.83.214"),
    Named("IP 주소", "IPv6", "2406:5900:10f2:8a31::71c9"),
    Named("맥주소", "MAC address", "a4:83:e7:5b:19:cc"),
    Named("카드번호", "card number", "9430 2284 1093 7751"),
    Named("해외송금 IBAN", "IBAN", "GB41NWBK60162344719283"),
    Named("미국 사회보장번호", "SSN", "481-27-3094"),
    Named("캐나다 SIN", "social insurance number", "492 871 305"),
    Named("영국 NHS 번호", "NHS number", "582 194 7736"),
    Named("인도 Aadhaar 번호", "Aadhaar", "4829 1057 3361"),
    Named("호주 TFN", "tax file number", "482 915 307"),
    Named("스페인 DNI", "DNI", "48291057K"),
    Named("브라질 CPF", "CPF", "482.910.573-36"),
    Named("생년월일", "date of birth", "1987-11-23"),
    Named("주소", "home address", "서울 마포구 성산동 218-4 302호"),
    Named("배송지", "shipping address", "218 Birch Lane, Apt 4B"),
    Named("비밀번호", "password", "haneul4829!"),
    Named("와이파이 비번", "wifi password", "tvhnj-gvfxm-04"),
    Named("현관 비번", "door code", "4829"),
    Named("카드 CVC", "CVV", "482"),
    Named("인증번호", "verification code", "482915"),
    Named("API 키", "API key", "Y8sw8BpaqziF4dmPrOOD/TpKumiTzCz1MKkfeuAw"),
    Named("클라이언트 시크릿", "client secret", "97d5d0fad5b91b004dca8dd6d87a9fbe"),
    Named("토큰", "token", "dop_v1_" + "4f9a" * 4 + "08c37be1" * 6),
    Named("DB 주소", "DATABASE_URL", "mysql://svc:h4ruMoa92@10.21.3.44/shop"),
    Named(
        "니모닉",
        "seed phrase",
        "velvet oxygen cradle muscle tiger noble harbor sketch wagon thrive pupil lamp",
    ),
    Named("지갑 주소", "wallet address", "0x7b3fA91c04D2e865f0a9C31d7E42b8860D5e9f1A"),
    Named("인스타 아이디", "Instagram handle", "sora_run27"),
    Named("IMEI", "IMEI number", "35-111372-586550-0"),
    Named("시리얼 번호", "serial number", "C02J42484Y67"),
    Named("우리집 좌표", "home coordinates", "37.55841, 126.97673"),
    Named("비밀번호 해시", "password hash", "$6$k2Jd81hQ$pA7xT0zL1mQ9vB3cN5kR8sWuE4"),
]
KOREAN = [
    "{name}: {value}",
    "{name}는 {value}",
    "내 {name} {value}인데 확인해줘",
    "{name}\n{value}",
    "| {name} | {value} |",
    "[{name}] {value}",
    '"{name}": "{value}"',
    "{name} -> {value}",
    "{name}({value})",
    "{name} 여기 있어 {value}",
    "{value} 이게 제 {name}예요",
    "{value} ({name})",
]
ENGLISH = [
    "{name}: {value}",
    "my {name} is {value}",
    "{name}\n{value}",
    "| {name} | {value} |",
    "[{name}] {value}",
    '"{name}": "{value}"',
    "{name} => {value}",
    "{name} # {value}",
    "the {name} they gave me was {value}",
    "so the {name} would be {value} i think",
    "{value} is my {name}",
    "{value} ({name})",
]


def found(text: str, value: str) -> bool:
    """Whether a finding of the identifiers' layer lies over the value."""
    normal = normalise(text)
    swept = sweep(normal)
    _, findings = identifiers.judge(swept, *readings(swept).others)
    start = text.index(value)
    return any(f.start < start + len(value) and f.end > start for f in findings)


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.en)
def test_it_is_found_behind_and_in_front_of_its_korean_name(named: Named) -> None:
    for form in KOREAN:
        text = form.format(name=named.ko, value=named.value)
        assert found(text, named.value), text


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.en)
def test_it_is_found_behind_and_in_front_of_its_english_name(named: Named) -> None:
    for form in ENGLISH:
        text = form.format(name=named.en, value=named.value)
        assert found(text, named.value), text


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.en)
def test_it_is_high_in_either_language(named: Named) -> None:
    for text in (f"제 {named.ko}는 {named.value}", f"my {named.en} is {named.value}"):
        assert classify(text).level == "high", text


DASHES = st.sampled_from(["-", "", " ", ".", " - ", "\u2013", "\u2212", "\u3161"])
PARTICLES = st.sampled_from(["", "이에요", "입니다", "로 보내", "은", "를", "인데요", "라서", "야"])


def digits(count: int) -> st.SearchStrategy[str]:
    """Digits of which the first is none that a form would show."""
    return st.tuples(
        st.sampled_from("2345678"),
        st.text(st.sampled_from("0123456789"), min_size=count - 2, max_size=count - 2),
        st.sampled_from("123456789"),
    ).map("".join)


def written(text: str, *, wide: bool) -> str:
    """Return text with its digits in full width, where it is so written."""
    return "".join(chr(ord(c) + 0xFEE0) if wide and "0" <= c <= "9" else c for c in text)


@given(DASHES, PARTICLES, st.booleans(), digits(4), digits(4))
@settings(max_examples=200, deadline=None)
def test_a_mobile_number_is_found_in_every_spelling(
    dash: str, particle: str, wide: bool, first: str, last: str
) -> None:
    value = written(f"010{dash}{first}{dash}{last}", wide=wide)
    assert found(f"이거 {value}{particle}", value)


@given(DASHES, PARTICLES, st.booleans(), st.sampled_from("12345678"), digits(6))
@settings(max_examples=200, deadline=None)
def test_a_resident_number_is_found_in_every_spelling(
    dash: str, particle: str, wide: bool, sex: str, rest: str
) -> None:
    value = written(f"910727{dash}{sex}{rest}", wide=wide)
    assert found(f"이거 {value}{particle}", value)
