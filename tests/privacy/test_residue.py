"""No piece and no other spelling of a masked value passes for a harmless rest."""

import base64
import pickle

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

from router_agent.privacy.masking.mask import Masked, mask
from router_agent.privacy.masking.placeholders import Placeholders
from router_agent.privacy.masking.residue import remains

PHONE, CARD, MAIL = "010-4821-9937", "4111-1111-1111-1234", "minsu.kim@hanmail.net"
ADDRESS, KEY = "서울특별시 강남구 테헤란로 152", "sk-proj-q7Zt2Lm9Xc4Vb8Nk1Pw6"
PASSWORD, LINK = "Sunflower77!", "postgres://ledger:hunter2pass@db.fjordpost.com"


def beside(value: str, rest: str, kind: str = "SECRET") -> Masked:
    """A text from which a value was masked, and nothing else."""
    placeholders = Placeholders()
    name = placeholders.name_of(value, kind)
    return Masked([HumanMessage(f"Regex for <{name}>? {rest}")], placeholders)


PIECES = [
    (PHONE, "뒷자리 9937 을 찾는 법은?"),
    (PHONE, "only 4821-9937"),
    (PHONE, "int() gives 1048219937"),
    (PHONE, "'010-48XX-9937' 로 바꾸려면?"),
    (PHONE, "a9937b"),
    (PHONE, "\uff19\uff19\uff13\uff17"),  # full width
    (PHONE, "99\u200b37"),
    (PHONE, "[0, 1, 0, 4, 8, 2, 1, 9, 9, 3, 7]"),
    (PHONE, "['010', '48', '21', '99', '37']"),
    (PHONE, "7399-1284-010"),
    (PHONE, "+82 10 4821 9937"),
    (PHONE, "공일공 사팔이일 구구삼칠 이라고 읽나?"),
    (PHONE, "read oh one oh four eight two one nine nine three seven"),
    (PHONE, base64.b64encode(f"tel: {PHONE}".encode()).decode()),
    (PHONE, PHONE.encode().hex()),
    (PHONE, "%30%31%30%2d%34%38%32%31"),
    ("공일공 사팔이일 구구삼칠", "it ends in 9937"),
    (base64.b64encode(f"my number is {PHONE}".encode()).decode(), "decodes to 4821-9937"),
    ("900101-1234567", "as 1990-01-01"),
    (CARD, "It should end in 1234."),
    (CARD, "begins with 4111 11"),
    ("DE89 3704 0044 0532 0130 00", "bank code 37040044"),
    ("DE89370400440532013000", "account 0532 0130 00"),
    ("203.0.113.77", "and 203.0.113.78?"),
    (MAIL, "captures minsu.kim?"),
    (MAIL, "captures minsu and then"),
    (MAIL, "the last name is Kim"),
    (MAIL, "should give MINSU"),
    (MAIL, "user name kimminsu"),
    (MAIL, "민수 or minsu_k"),
    (PASSWORD, "echo sunflower77!"),
    (PASSWORD, "prints Sunflower7"),
    (PASSWORD, "The output was SUNFLOWER"),
    (PASSWORD, base64.b64encode(PASSWORD[:-1].encode()).decode()),
    ("p@ss w0rd77", "becomes p%40ss%20w0rd77?"),
    ("qw3rt", "QW3RT in capitals"),
    (KEY, "prints sk-proj-q7Zt2"),
    (KEY, "and Vb8Nk1Pw behind it"),
    (LINK, "Is Hunter2pass wrong?"),
    (LINK, "the user ledger"),
    (LINK, "ping fjordpost fails"),
    (ADDRESS, "테헤란로 152 만 뽑으려면?"),
    (ADDRESS, "강남구는 어떻게 나오나?"),
    (ADDRESS, "강남 이라고만"),
    (ADDRESS, "테헤란에서"),
    ("42 Maple Street, Fernhollow", "only Maple"),
    ("42 Maple Street, Fernhollow", "the town fernhollow"),
    ("홍길동", "길동이라는 이름만"),
    ("Nkechi Ibrahim", "the first name Nkechi"),
    ("43나 8810", "43나8810 without a space"),
    ("velvet onion tribe casual", "velvet-onion"),
]


@pytest.mark.parametrize(("value", "rest"), PIECES)
def test_a_piece_of_a_masked_value_remains(value: str, rest: str) -> None:
    assert remains(beside(value, rest))


HARMLESS = [
    (PHONE, "How do I match it with r'^01[0-9]-[0-9]{4}-[0-9]{4}$'?"),
    (PHONE, r"\d{3}-\d{4}-\d{4} 정규식으로 찾는 법은?"),
    (PHONE, "Is this from 2024-05-17 or 1999?"),
    (PHONE, "Python 3.11.4 on port 8080, 100,000 rows"),
    (PHONE, "국제전화 형식(+82)으로 바꿔줘"),
    (PHONE, "replace with 000-0000-0000"),
    (PHONE, "[1, 2, 3, 4, 5, 6, 7, 8]"),
    (PHONE, "E.164, ISO 8601, RFC 5322"),
    (CARD, "카드번호의 체크섬을 계산하는 법"),
    (CARD, "Luhn: double every second digit, take modulo 10"),
    (CARD, "The expiry date is 12/2027."),
    (CARD, "groups of 4, 16 in all; a Visa begins with 4"),
    ("900101-1234567", "주민등록번호를 검증하는 함수를 2026년에 썼다"),
    (MAIL, "Write a Python function that validates it and captures the domain"),
    (MAIL, "Is it gmail.com, naver.com or hanmail.net?"),
    (MAIL, "re.match(r'[^@]+@[^@]+[.][a-z]+', email)"),
    (MAIL, "RFC 5322 이메일 주소, 다음 메일과 네이버 메일"),
    ("test.user@mail.example.com", "a test user on the mail server example.com"),
    (PASSWORD, "How do I escape the ! in bash?"),
    (PASSWORD, "export PASSWORD and echo $PASSWORD"),
    (PASSWORD, "a password of 12 characters with a digit"),
    ("password123", "Why is the password weak?"),
    ("admin1234", "the admin account"),
    (KEY, "export API_KEY; how do I read the key in os.environ?"),
    ("sk_live_9f3KqPz0LmT7yWbE", "the live key, not the test key"),
    (LINK, "psycopg2.connect fails with postgres on port 5432; http works"),
    (LINK, "What is the default database of PostgreSQL, and where is the user?"),
    ("hooks.slack.com/services/T02KD81QX/B06LLP3V9/mZ8sQyTn", "curl a Slack webhook service"),
    ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg", "Where does a private key begin and end?"),
    (ADDRESS, "도로명 주소를 나누는 정규식은?"),
    (ADDRESS, "서울 안에서 서울특별시와 부산광역시를 구분하려면?"),
    ("42 Maple Street, Fernhollow", "Split the street, the house number and the town."),
    ("홍길동", "사람 이름을 성과 이름으로 나누는 법은?"),
    ("Nkechi Ibrahim", "Split it into first name and last name."),
    ("43나 8810", "자동차 번호판을 검사하는 정규식"),
    ("203.0.113.77", "ping 127.0.0.1, 192.168.0.1 and port 443"),
    ("12:34", "at 12 or 34"),
]


@pytest.mark.parametrize(("value", "rest"), HARMLESS)
def test_what_says_nothing_of_the_value_does_not_remain(value: str, rest: str) -> None:
    assert not remains(beside(value, rest))


@pytest.mark.parametrize(
    "elsewhere",
    [
        AIMessage("The last part is 1048219937."),
        AIMessage("", tool_calls=[{"name": "f", "id": "1", "args": {"a": ["x9937x"]}}]),
        AIMessage("", tool_calls=[{"name": "f", "id": "1", "args": {"x9937x": 1}}]),
        ToolMessage('{"n": 1048219937}', tool_call_id="1"),
        ToolMessage("done", tool_call_id="call_x9937x"),
        HumanMessage([{"type": "text", "text": "x99"}, {"type": "text", "text": "37x"}]),
        HumanMessage("hello", name="x9937x"),
    ],
)
def test_it_remains_wherever_it_would_be_sent(elsewhere: AnyMessage) -> None:
    told = [HumanMessage(f"My number is {PHONE}"), elsewhere]
    assert remains(mask(told, "balanced"))
    assert not remains(mask(told[:1], "balanced"))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            f"정규식으로 {PHONE} 의 뒷자리 9937 을 찾는 법은?",
            "정규식으로 <PHONE_NUMBER_1> 의 뒷자리 <PHONE_NUMBER_2> 을 찾는 법은?",
        ),
        (
            f"regex for {MAIL} that captures minsu.kim?",
            "regex for <EMAIL_ADDRESS_1> that captures <EMAIL_ADDRESS_2>?",
        ),
        (
            f"regex for {ADDRESS} 가 있고, 테헤란로 152 만 뽑으려면?",
            "regex for <STREET_ADDRESS_1> 가 있고, <STREET_ADDRESS_2> 만 뽑으려면?",
        ),
    ],
)
def test_a_part_as_people_write_it_has_a_placeholder_too(told: str, said: str) -> None:
    result = mask([HumanMessage(told)], "balanced")
    assert result.messages[0].content == said
    assert result.placeholders.restore(said) == told
    assert not remains(result)


DIGITS = st.text("0123456789", min_size=4, max_size=4)


@settings(deadline=None)
@given(first=DIGITS, last=DIGITS, cuts=st.lists(st.integers(4, 7), min_size=1, max_size=3))
def test_any_four_digits_of_a_number_are_masked_or_remain(
    first: str, last: str, cuts: list[int]
) -> None:
    """Wherever the number is cut in pieces of four and more."""
    phone = f"010-{first}-{last}"
    digits = phone.replace("-", "")
    split = [digits[start : start + cut] for cut in cuts for start in range(0, 12 - cut)]
    for piece in split:
        result = mask([HumanMessage(f"My number is {phone}. It holds {piece}!")], "balanced")
        assume(len(result.placeholders) > 0)
        assert piece not in str(result.messages[0].content) or remains(result)


@settings(deadline=None)
@given(value=st.text(min_size=8, max_size=30), start=st.integers(0, 20))
def test_nothing_of_any_value_stops_the_look(value: str, start: int) -> None:
    """Whatever its characters are; and what has nothing around it leaves nothing."""
    remains(beside(value, value[start : start + 8]))
    placeholders = Placeholders()
    name = placeholders.name_of(value, "SECRET")
    assert not remains(Masked([HumanMessage(f"<{name}>")], placeholders))


def test_many_values_and_a_long_text_take_time_in_proportion() -> None:
    """A thousand values of all lengths, and 100 kB that hold nothing of them."""
    placeholders = Placeholders()
    for number in range(1_000):
        placeholders.name_of(
            f"{'qxz' * (number % 90)}{number * 7_919_773}zv@w{number}x.pl", "SECRET"
        )
    result = Masked([HumanMessage("lorem ipsum dolor " * 6_000)], placeholders)
    assert not remains(result)


def test_values_are_handed_out_and_shown_nowhere() -> None:
    placeholders = beside(PHONE, "").placeholders
    assert placeholders.values() == [PHONE]
    assert PHONE not in repr(placeholders)
    assert not hasattr(placeholders, "__dict__")
    with pytest.raises(TypeError):
        pickle.dumps(placeholders)
