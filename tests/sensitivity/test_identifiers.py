"""Identifiers and secrets are found in Korean and English, with particles, and in their place."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import router_agent.sensitivity as package
from router_agent import classify
from router_agent.sensitivity import recognizers
from router_agent.sensitivity.normal import normalise

# Kind, an invented value, and words in front of it where the kind needs a cue.
VALUES: list[tuple[str, str, str, str]] = [
    ("KR_RRN", "880314-1024531", "", ""),
    ("KR_RRN", "8803141024531", "", ""),
    ("KR_FRN", "900101-6123456", "", ""),
    ("KR_PASSPORT", "M70689098", "", ""),
    ("KR_DRIVER_LICENSE", "11-22-333444-55", "", ""),
    ("KR_BRN", "120-81-47521", "", ""),
    ("KR_VEHICLE_NUMBER", "12가 3456", "", ""),
    ("PHONE_NUMBER", "010-4821-9937", "", ""),
    ("PHONE_NUMBER", "01048219937", "", ""),
    ("PHONE_NUMBER", "010.4821.9937", "", ""),
    ("PHONE_NUMBER", "+82 10-4821-9937", "", ""),
    ("PHONE_NUMBER", "02-312-4567", "", ""),
    ("PHONE_NUMBER", "(415) 234-9876", "", ""),
    ("PHONE_NUMBER", "+44 20 7946 0958", "", ""),
    ("EMAIL_ADDRESS", "jiwon.han84@navermail.kr", "", ""),
    ("IP_ADDRESS", "211.36.142.7", "", ""),
    ("MAC_ADDRESS", "3c:22:fb:9a:01:7e", "", ""),
    ("CREDIT_CARD", "4111-1111-1111-1111", "", ""),
    ("CREDIT_CARD", "9410 1234 5678 9012", "", ""),
    ("CREDIT_CARD", "5212345678901234", "", ""),
    ("IBAN_CODE", "DE89370400440532013000", "", ""),
    ("US_SSN", "219-09-9999", "", ""),
    ("KR_BANK_ACCOUNT", "123456-04-567890", "국민은행 ", "bank account "),
    ("PASSWORD", "h4ru!moa92", "비밀번호는 ", "the password is "),
    ("PIN", "9031", "현관 비번 ", "the door code is "),
    ("ONE_TIME_CODE", "839201", "인증번호 ", "verification code "),
    ("API_KEY", "sk-proj-aB3dE5gH7jK9mN1pQ3sT5v", "", ""),
    ("API_KEY", "ghp_aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG3hJ5", "", ""),
    ("API_KEY", "AKIAQWERTYUIOPASDFGH", "", ""),
    ("JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.aBcDeF", "", ""),
    ("PRIVATE_KEY", "-----BEGIN RSA PRIVATE KEY-----", "", ""),
    ("CONNECTION_STRING", "postgres://admin:S3cr3tPw@db.acme.internal", "", ""),
    ("EMPLOYEE_ID", "A10293", "사번은 ", "employee id "),
    ("DATE_OF_BIRTH", "1988-03-14", "생년월일 ", "date of birth "),
]
IDS = [f"{kind}-{value[:12]}" for kind, value, _, _ in VALUES]
PARTICLES = ("", "이고", "입니다", "로 보내", "은", "를", "인데", "야")


@pytest.mark.parametrize(("kind", "value", "ko", "en"), VALUES, ids=IDS)
def test_it_is_found_in_korean_with_any_particle(kind: str, value: str, ko: str, en: str) -> None:
    for particle in PARTICLES:
        text = f"이거 {ko}{value}{particle} 맞아?"
        found = classify(text)
        assert found.level == "high", text
        assert kind in {f.kind for f in found.findings}, text


@pytest.mark.parametrize(("kind", "value", "ko", "en"), VALUES, ids=IDS)
def test_it_is_found_in_english(kind: str, value: str, ko: str, en: str) -> None:
    for text in (f"please check {en}{value}, thanks", f"{en}{value}", f"({en}{value})"):
        found = classify(text)
        assert found.level == "high", text
        assert kind in {f.kind for f in found.findings}, text


def wide(text: str) -> str:
    """Return text in full-width letters, as Korean input methods write them."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@pytest.mark.parametrize(("kind", "value", "ko", "en"), VALUES, ids=IDS)
def test_it_is_found_in_full_width(kind: str, value: str, ko: str, en: str) -> None:
    found = classify(f"이거 {ko}{wide(value)} 맞아?")
    assert kind in {f.kind for f in found.findings}


@pytest.mark.parametrize(("kind", "value", "ko", "en"), VALUES, ids=IDS)
def test_it_is_found_in_the_middle_of_much_harmless_text(
    kind: str, value: str, ko: str, en: str
) -> None:
    filler = "The quick brown fox jumps over the lazy dog. 다람쥐 헌 쳇바퀴에 타고파.\n" * 350
    found = classify(f"{filler}{ko or en}{value} {filler}")
    assert (found.level, found.certain) == ("high", True)
    assert kind in {f.kind for f in found.findings}


DISGUISED = [
    "010\u20134821\u20139937로",
    "010\u20114821\u20119937로",
    "900101\u22121234567",
    "SSN: 123\u201345\u20136789",
    "010\u31614821\u31619937",
    "010\u00b74821\u00b79937",
    "\u0660\u0661\u0660-\u0664\u0668\u0662\u0661-\u0669\u0669\u0663\u0667",
    "주민번호_900101-1234567",
    "rrn_900101-1234567",
    "phone_01048219937",
    "tel010-4821-9937",
    "user_211.36.142.7",
    "key_sk-proj-aB3dE5gH7jK9mN1pQ3sT5v",
    "010 - 4821 - 9937",
    "카드 4111 - 1111 - 1111 - 1111",
    "010/4821/9937",
    "0255551234",
    "2221-0012-3456-7896",
    "3333-01-1234567 카카오뱅크",
    "여권 m12345678",
    "길동@naver.com",
    "hong@한국.kr",
    "my password is swordfish",
    "password: OpenSesame",
    "password: Photodoctor9!",
    "PASSWORD=kimabc123!",
    "DB_PASSWORD=hunter2env.x",
    "mysql -u root -pS3cr3t! prod",
    "Authorization: Basic YWRtaW46czNjcjN0UHch",
    "카톡 아이디 hong_gd90",
    "my iban is de89370400440532013000",
    "여권번호 m482k1937",
    "my card 214309987654321 is lost",
    "call me on 8315 2274",
    "사업자등록번호 1208147521",
]


@pytest.mark.parametrize("text", DISGUISED)
def test_other_dashes_digits_neighbours_and_words_hide_nothing(text: str) -> None:
    verdict = classify(text)
    assert verdict.level == "high"
    assert verdict.findings


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("4111-1111-1111-1111", "4111-1111-1111-1112"),
        ("DE89370400440532013000", "DE88370400440532013000"),
        ("880314-1024536", "880314-1024531"),
    ],
)
def test_a_checksum_raises_a_score_and_never_lowers_a_level(right: str, wrong: str) -> None:
    """People mistype; and resident numbers issued since October 2020 have no check digit."""
    good, mistyped = classify(right), classify(wrong)
    assert good.level == mistyped.level == "high"
    assert good.findings[0].kind == mistyped.findings[0].kind
    assert good.findings[0].score > mistyped.findings[0].score


@given(
    before=st.text(st.sampled_from("가나다라 abc,\n\u200b"), max_size=20),
    item=st.sampled_from([row for row in VALUES if not row[2]]),
    after=st.text(st.sampled_from("은는이가입니다 .,\n"), max_size=10),
)
@settings(max_examples=200, deadline=None)
def test_a_finding_points_at_the_value_in_the_original_text(
    before: str, item: tuple[str, str, str, str], after: str
) -> None:
    kind, value, _, _ = item
    text = f"{before} {value}{after}"
    spans = {text[f.start : f.end] for f in classify(text).findings if f.kind == kind}
    assert any(value in span for span in spans)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_normalising_keeps_positions_and_is_idempotent(text: str) -> None:
    normal = normalise(text)
    again = normalise(normal.text)
    assert again.text == normal.text
    for index in range(len(normal.text)):
        start, end = normal.span(index, index + 1)
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["010\u200b-4821-\u200b9937", wide("010-4821-9937"), "010\u00ad-4821-9937"],
)
def test_what_takes_no_place_hides_nothing(text: str) -> None:
    found = classify(text).findings
    assert [(f.kind, f.start, f.end) for f in found] == [("PHONE_NUMBER", 0, len(text))]


def test_no_text_is_kept_in_a_verdict() -> None:
    secret = "h4ru!moa92"
    assert secret not in repr(classify(f"비밀번호는 {secret} 이야"))


def modules_of(found: ModuleType) -> list[str]:
    return [name for _, name, _ in pkgutil.walk_packages(found.__path__, f"{found.__name__}.")]


@pytest.mark.parametrize("name", modules_of(package))
def test_the_doctests_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", [n for n in modules_of(recognizers) if "reco" not in n[-12:]])
def test_every_recognizer_names_its_source_and_shows_an_example(name: str) -> None:
    module = importlib.import_module(name)
    if hasattr(module, "RECOGNIZERS") and not name.endswith("registry"):
        assert "Source:" in (module.__doc__ or "")
        assert ">>>" in (module.__doc__ or "")
