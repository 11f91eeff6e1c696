"""ACCOUNT_NAME: a person's name at a service.

Source:
    GDPR Art. 4(1) (online identifier); 개인정보 보호법 제2조.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "카톡 아이디 moon_pine22로", re.ASCII)["value"]
'moon_pine22'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import Recognizer

_SERVICE: Final = (
    r"카톡|카카오톡|카카오|인스타(?:그램)?|텔레(?:그램)?|디스코드|디코|라인|트위터|페북|페이스북|스팀|틱톡|네이버|구글|유튜브|당근|배민|홈택스|쿠팡|넷플릭스|"
    r"\b(?:insta(?:gram)?|ig|telegram|discord|twitter|facebook|fb|snapchat|snap|tiktok|steam|line|kakao(?:talk)?|skype|"
    r"reddit|twitch|psn|xbox|linkedin|paypal|venmo|cashapp|gmail|google|apple|icloud|github|slack|signal|wechat)\b"
)
_PUBLIC: Final = frozenset(
    ("name", "login", "page", "info", "that", "with", "from", "using", "settings")
)


def _handle(value: str, _: str, __: int) -> float | None:
    core = value.strip("@._")
    return None if core.lower() in _PUBLIC or len(core) < 3 else 0.75


RECOGNIZERS: Final = (
    Recognizer(
        "ACCOUNT_NAME",
        rf"(?i)(?:{_SERVICE})\s?(?:아이디|계정|닉네임|닉|id|account|handle|username|user ?name|login)[은는이가]?"
        r"(?: is| was)?\s?[:=]?\s?(?P<value>@?[A-Za-z0-9_.-]{3,30})",
        0.75,
        _handle,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        rf"(?i)(?:{_SERVICE})[^\n@]{{0,20}}\s(?P<value>@[A-Za-z0-9_.]{{3,30}})",
        0.75,
        _handle,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        rf"(?i)(?P<value>@[A-Za-z0-9_.]{{3,30}})[^\n@]{{0,10}} (?:on|at|from|에서)? ?(?:{_SERVICE})",
        0.7,
        _handle,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        r"(?i)\b(?:my|his|her|their) (?:user ?name|handle|gamertag|user ?id|login)(?: is|:) (?P<value>[A-Za-z0-9_.@-]{3,40})",
        0.7,
        _handle,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        r"(?:아이디|계정)(?:는|가|은|:| )\s?(?P<value>[A-Za-z][A-Za-z0-9_.-]{3,30}\d[A-Za-z0-9_.-]*)",
        0.7,
        _handle,
    ),
)
