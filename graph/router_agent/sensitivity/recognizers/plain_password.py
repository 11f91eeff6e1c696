"""PASSWORD: passwords that are plain words, where they are set or told.

Source:
    NIST SP 800-63B-4 (passphrases); the forms of .env, properties, YAML and JSON files; the ways
    in which people tell a password to an assistant.

>>> import re
>>> re.search(RECOGNIZERS[0].pattern, "DB_PASSWORD=sunflower", re.ASCII)["value"]
'sunflower'
"""

import re
from typing import Final

from router_agent.sensitivity.recognizers.password_words import (
    is_phrase,
    is_technical,
    tells_of_passwords,
)
from router_agent.sensitivity.recognizers.recognizer import Recognizer

_KO: Final = r"비밀\s?번호|비번|패스워드|패스프레이즈|암호"
_NAME: Final = rf"{_KO}|password|passwd|passphrase|passcode|passwort|(?:\b|_|-)(?:pass|pwd?|pw)"
# What a name may go on with; behind anything else ("passage", "password_hash") comes no password.
_OF_NAME: Final = r"(?:[_-]?(?:\d{1,2}|prod|dev|stag(?:e|ing)|test|new|old|current|confirm(?:ation)?|main|default))?"
_SETTING: Final = r"(?:\b|_)(?:SECRET|API_KEY|APIKEY|SECRET_KEY|AUTH_TOKEN|ACCESS_TOKEN)"
_QUOTES: Final = "\"'`\u201c\u2018"
_OPEN: Final = "[\"'\u2018\u201c\u300c]"
_CLOSE: Final = "[\"'\u2019\u201d\u300d]"
_LEAST: Final = 4
_LEAST_KO: Final = 2
# Behind a value that is one: its line, its sentence, a list or a Hangul particle goes on.
_AFTER: Final = re.compile(
    r"(?i)[\"'`]?(?:\s*$|\s*[\n;}\]|&]|\s*,(?!\s*\w+\s*[=)])|[.!?](?:\s|$)|\s*[\uac00-\ud7a3]|\s+(?:#|//|--|and\b|user|id\b|login|for\b|thanks|please|but\b|now\b|do\b|is\b))"
)
# A variable of a program: of something, or with something called or looked up in it.
_OF_SOMETHING: Final = re.compile(
    r"(?i)(?:\b(?:self|this|user|account|req|request|form|body|data|obj|args|config|options|params|props|state)\.|[$.>]\w*)$"
)
_BEFORE: Final = 40


def _set(value: str, text: str, start: int) -> float | None:
    """A word that is set, and is no variable, type, keyword or message."""
    end = start + len(value)
    if len(value) < _LEAST or value.isdigit() or tells_of_passwords(value):
        return None
    if text[start - 1 : start] in _QUOTES:
        return 0.7
    spaced = text[start - 1 : start].isspace() and "=" in text[start - 3 : start]
    if spaced and _OF_SOMETHING.search(text, max(0, start - _BEFORE), start):
        return None
    # In a shell, the next word begins a command.
    shell = text[start - 1 : start] == "=" and text[end : end + 1].isspace()
    return 0.7 if shell or _AFTER.match(text, end) else None


def _told(value: str, text: str, start: int) -> float | None:
    """A word behind "is" at the end of what is said."""
    if not _ends(text, start + len(value)) or tells_of_passwords(value):
        return None
    return 0.65 if len(value) >= _LEAST else None


_END: Final = re.compile(
    r"[\"'\u201d\u2019]?\s{0,2}(?:[.,;!?)(\n]|$|and\b|but\b|so\b|can\b|is\b|please\b|[\uac00-\ud7a3])"
)


def _ends(text: str, end: int) -> bool:
    return _END.match(text, end) is not None


def _phrase(value: str, text: str, start: int) -> float | None:
    return 0.65 if _ends(text, start + len(value)) and is_phrase(value.split()) else None


def _answer(value: str, _: str, __: int) -> float | None:
    """What stands alone on the line behind a question for a password."""
    words = value.split()
    plain = len(words) == 1 and not tells_of_passwords(value) and not is_technical(value)
    return 0.65 if plain or is_phrase(words) else None


_COPULA: Final = "(?:이?야|이?예요|이?에요|입니다|이다|임|이고요?|인데요?|이거든?요?|거든요?|이래요?|이라고 해|였어요?|이었어요?)"
_IS: Final = re.compile(f"{_COPULA}$")
_ONE_OF_A_KIND: Final = re.compile(r"[\"'\u2019\u201d\u300d]?\s?(?:같은|처럼|따위|등)")
# "You must" ends as "it is" does, behind a verb.
_VERB: Final = re.compile("[해꿔춰워줘둬눠져려켜펴서어아와봐돼되써쳐]$")


def _korean(value: str, text: str, start: int) -> float | None:
    """A noun with the verb "to be" behind it."""
    if text.startswith("야 ", start + len(value)) and _VERB.search(value):
        return None
    return 0.65 if not _about(value) else None


def _korean_alone(value: str, text: str, start: int) -> float | None:
    """A word at the end, without a verb: all that is said of passwords ends so, too."""
    if _ONE_OF_A_KIND.match(text, start + len(value)):
        return None
    noun = _IS.sub("", value)
    return 0.6 if len(noun) >= _LEAST_KO and not _about(noun) and not _about(value) else None


def _about(value: str) -> bool:
    return len(value) < _LEAST_KO or tells_of_passwords(value) or is_technical(value)


_KO_END: Final = r"(?:[\s.,!?~)\"']|$)"
_WHOSE: Final = r"와이파이|wi-?fi|우리\s?집|우리|내|제|저희|집|회사|카톡|네이버|은행|공유기|컴퓨터|노트북|현관|계정|메일|그"
_WORD: Final = r"(?P<value>[가-힣]{2,12}|[A-Za-z]{4,})"

RECOGNIZERS: Final = (
    # In a setting: a file of them, a query, a form that was copied.
    Recognizer(
        "PASSWORD",
        rf"(?i)(?:{_NAME}){_OF_NAME}[\"'`\]]{{0,2}}\s?(?:=>?|:=?|->)\s{{0,2}}[\"'`]?(?P<value>[A-Za-z가-힣][^\s\"'`,;()\[\]{{}}<>|&=]*)",
        0.7, _set,
    ),
    Recognizer("PASSWORD", rf"{_SETTING}=[\"']?(?P<value>[A-Za-z][A-Za-z0-9_-]+)", 0.7, _set),
    Recognizer(
        "PASSWORD", rf"(?i)(?:(?:{_NAME}) is|(?:{_NAME}) was|(?:{_NAME})'s)\s[\"'`]?(?P<value>[A-Za-z][^\s\"'`,;]*[A-Za-z])", 0.65, _told
    ),
    # Several words.
    Recognizer(
        "PASSWORD", rf"(?i)(?:{_NAME})(?: is| was| ?[:=]|은|는)\s[\"'`]?(?P<value>[a-z]{{3,}}(?:[ -][a-z]{{3,}}){{2,7}})", 0.65, _phrase
    ),
    # Alone on the line behind a question for it.
    Recognizer(
        "PASSWORD", rf"(?i)(?:{_NAME})[^\n]{{0,24}}[?:.]\s*\n\s*[\"'`]?(?P<value>[^\s\"'`]{{2,40}})[\"'`.]?[ \t]*(?:\n|$)", 0.65, _answer
    ),
    Recognizer("PASSWORD", rf"(?i)(?:{_NAME})\s?[?:]\s*\n\s*[\"'`]?(?P<value>[a-z]{{3,}}(?: [a-z]{{3,}}){{2,7}})[\"'`.]?[ \t]*(?:\n|$)", 0.65, _answer),
    # In Korean the verb stands behind, and its nouns in front of it may be of any script.
    Recognizer(
        "PASSWORD", rf"(?i)(?:{_KO}|\bpw)\s?(?:은|는|이|가|:)?\s?{_OPEN}?(?P<value>[가-힣]{{2,12}}?|[A-Za-z]{{4,}}){_CLOSE}?\s?{_COPULA}{_KO_END}",
        0.65, _korean,
    ),
    Recognizer("PASSWORD", rf"(?i)(?:{_KO})(?:은|는|이|가|:)?\s?{_OPEN}{_WORD}{_CLOSE}", 0.6, _korean_alone),
    Recognizer(
        "PASSWORD", rf"(?i)(?:(?:{_WHOSE})\s?(?:{_KO}|pw)\s|(?:{_KO})(?:은|는)\s){_WORD}\s?(?:[.,!~\n]|$)", 0.6, _korean_alone,
    ),
)  # fmt: skip
