"""ACCOUNT_NAME: a person's name at a service.

Source:
    GDPR Art. 4(1) (online identifier); 개인정보 보호법 제2조.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "카톡 아이디 moon_pine22로", re.ASCII)["value"]
'moon_pine22'
"""

from typing import Final

from router_agent.sensitivity.recognizers.recognizer import LINK, Recognizer

_SERVICE: Final = (
    r"카톡|카카오톡|카카오|인스타(?:그램)?|텔레(?:그램)?|디스코드|디코|라인|트위터|페북|페이스북|스팀|롤|배그|틱톡|네이버|구글|유튜브|당근|배민|홈택스|쿠팡|넷플릭스|"
    r"\b(?:insta(?:gram)?|ig|telegram|discord|twitter|facebook|fb|snapchat|snap|snap me|insta|tiktok|steam|line|kakao(?:talk)?|skype|"
    r"reddit|twitch|psn|xbox|linkedin|paypal|venmo|cashapp|gmail|google|apple|icloud|github|slack|signal|wechat)\b"
)
_PUBLIC: Final = frozenset(
    ("name", "login", "page", "info", "that", "with", "from", "using", "settings")
)


def _handle(value: str, text: str, start: int) -> float | None:
    """Right behind "account" a word goes on with the sentence; behind a sign it is a name."""
    if value.isalpha() and text[max(0, start - 2) : start].strip(" ").isalpha():
        beside = text[max(0, start - 4) : start]
        if not beside.rstrip().endswith((" is", "was", "은", "는", "@")):
            return None
    if text[start - 1 : start] == ".":
        return None  # what a program calls so
    core = value.strip("@._")
    return None if core.lower() in _PUBLIC or len(core) < 3 else 0.75


_ACCOUNT: Final = (
    r"아이디|계정|닉네임|닉|id\b|account|handle|user ?name|login(?: name)?|gamer ?tag|user\b"
)


def _unusual(value: str, text: str, start: int) -> float | None:
    """A word is no name; one with a digit or a sign in it is."""
    core = value.strip("@._-")
    marked = any(c.isdigit() or c in "._" for c in core) or value.startswith("@")
    marked = marked and core.lower() not in {"node.js", "next.js", "vue.js", "d3.js"}
    return _handle(value, text, start) if marked else None


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
        rf"(?i)\b(?:login name|user ?name|user ?id|screen name|gamer ?tag)\b{LINK}(?P<value>@?[A-Za-z][A-Za-z0-9_.-]{{3,30}})",
        0.6,
        _unusual,
    ),
    # In forms, tables and sentences: signs, Hangul and small words between.
    Recognizer(
        "ACCOUNT_NAME",
        rf"(?i)(?:{_SERVICE})\s?(?:{_ACCOUNT}){LINK}(?P<value>@?[A-Za-z][A-Za-z0-9_.-]{{3,30}})",
        0.7,
        _unusual,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        rf"(?i)(?P<value>@?[A-Za-z][A-Za-z0-9_.-]{{3,30}})[^\dA-Za-z\n]{{0,12}}(?:(?:is|was|as|my|the|our|a|that's|valid) ){{0,4}}"
        rf"(?:{_SERVICE})\s?(?:{_ACCOUNT})",
        0.7,
        _unusual,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        rf"(?i)(?:{_SERVICE})(?:\s?(?:닉|닉네임|id))?(?:는|은|가|이|로)?(?:[: ]|\bis ){{1,3}}@?(?P<value>[A-Za-z][A-Za-z0-9_.-]{{3,30}})",
        0.65,
        _unusual,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        r"(?i)\b(?:github|twitch|instagram|reddit|tiktok|facebook|linkedin|twitter|x)\.(?:com|tv)/(?:in/|u/|user/)?(?P<value>@?[A-Za-z0-9_.-]{3,30})"
        r"[^\n/]{0,8}\b(?:me|mine|my)\b",
        0.65,
    ),
    Recognizer(
        "ACCOUNT_NAME",
        r"(?i)\b(?:username|account|name|i'm|am|is) (?:is )?u/[A-Za-z0-9_-]{3,30}",
        0.65,
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
