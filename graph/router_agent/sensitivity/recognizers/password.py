"""PASSWORD: a word for a password, and the password.

Source:
    Presidio's and gitleaks' keyword rules; the ways in which people type it to an assistant.

>>> [bool(_password(v, "", 0)) for v in ("h4ru!moa92", "your_password_here", "required")]
[True, False, False]
"""

from typing import Final

from router_agent.sensitivity.recognizers.password_words import is_said, is_technical
from router_agent.sensitivity.recognizers.placeholders import (
    is_call,
    is_id,
    is_placeholder,
    is_prose,
    is_release,
)
from router_agent.sensitivity.recognizers.recognizer import LINK, Recognizer

_WORD: Final = r"비밀\s?번호|비번|패스워드|패스프레이즈|암호|password|passwd|passwort|passphrase|passcode|\bpw|\bpwd|\bpass|_(?:pass(?:word)?|pwd?)"
_IS: Final = (
    r"[\"'`]?\s{0,2}(?:은|는|이|가|을|를|:|=|:=|=>|->|is|was|\bset to|used to be|written down as|changed to|바꿔서|로)\s{0,3}"
    r"(?:like |now |still |also )?[\"'`]?"
)


def _password(value: str, text: str, start: int) -> float | None:
    """A password has a digit or a sign in it; a plain word is prose about passwords."""
    core = value.strip("\"'`.,;:!?)(")
    if len(core) < 4 or is_placeholder(core) or is_prose(core) or is_call(value):
        return None
    if is_id(value, text, start) or is_release(core):
        return None
    if core.isdigit() and len(core) <= 8:
        return 0.6  # a PIN, whose recognizer is surer of it
    mixed = sum(c.isupper() for c in core) > 1 and any(c.islower() for c in core)
    mixed = mixed or any(c.isdigit() for c in core) or any(c in "!@#$%^&*_+=~-" for c in core)
    return 0.85 if mixed else None


def _strict(value: str, text: str, start: int) -> float | None:
    """Without a verb between, it takes letters and digits to tell a password from prose."""
    core = value.strip("\"'`.,;:!?)(")
    if not (any(c.isdigit() for c in core) and any(c.isalpha() for c in core)):
        return None
    return _password(value, text, start)


def _login(value: str, _: str, __: int) -> float | None:
    core = value.strip("\"'<>:{}")
    return None if is_placeholder(core) or is_prose(core) else 0.8


def _own(value: str, _: str, __: int) -> float | None:
    """Of one's own password any word may be it, unless it says something about passwords."""
    core = value.strip("\"'`.,;:!?)(")
    return 0.75 if len(core) >= 4 and not is_said(core) else None


def _untechnical(value: str, text: str, start: int) -> float | None:
    return None if is_technical(value.strip("\"'`.,;:!?)(")) else _password(value, text, start)


def _linked(value: str, text: str, start: int) -> float | None:
    """With nothing but signs and small words between, it takes a password that looks like one."""
    return None if is_technical(value.strip("\"'`.,;:!?)(")) else _strict(value, text, start)


RECOGNIZERS: Final = (
    Recognizer("PASSWORD", rf"(?i)(?:{_WORD}){_IS}(?P<value>[^\s\"'`,;가-힣]{{4,120}})", 0.85, _untechnical),
    Recognizer(
        "PASSWORD", r"(?i)(?:비밀\s?번호|비번|패스워드|암호|password|passwd|\bpwd?|\bpass)\s{1,2}[\"'`]?(?P<value>[^\s\"'`,;가-힣]{5,60})",
        0.8, _strict,
    ),
    Recognizer(
        "PASSWORD",
        r"(?i)\b(?:my|our|his|her|their|wi-?fi|admin|root|login|router)\b[\w' ]{0,20}"
        r"(?:password|passphrase|passcode|pw)\s?(?:is|was|:|=)\s?[\"'`]?(?P<value>[^\s\"'`]{4,60})",
        0.75, _own,
    ),
    Recognizer(
        "PASSWORD", rf"(?i)(?:{_WORD})[^\n\"'“`]{{0,40}}[\"'“`](?P<value>[^\s\"'”`]{{4,60}})[\"'”`]", 0.75, _password
    ),
    Recognizer("PASSWORD", r"(?i)(?:비밀\s?번호|비번|패스워드|암호)(?:는|은|가|이)?\s?(?P<value>[A-Za-z0-9!@#$%^&*_+=~.-]{4,60})", 0.8, _untechnical),
    Recognizer("PASSWORD", r"(?P<value>[A-Za-z0-9!@#$%^&*_+=~.-]{6,60})\s?(?:이|가|이게|인데)?\s?(?:내|제|우리|저희|와이파이|계정)?\s?(?:비번|비밀번호|패스워드|암호)", 0.7, _strict),
    Recognizer(
        "PASSWORD",
        r"(?i)(?:^|[\s(:,\"'])(?:root|admin|administrator|sa|user|guest|test|deploy|postgres|oracle|sysadmin|manager|pi|ubuntu|[a-z]{1,3}\.[a-z]{2,12}) ?[/:] ?"
        r"(?P<value>[A-Za-z0-9!@#$%^&*_+=~.-]{5,60})(?:$|[\s)\"',])",
        0.7, _linked,
    ),
    Recognizer("PASSWORD", r"\bmysql\w*\b[^\n]{0,80}? -p(?P<value>[^\s-][^\s]{3,60})", 0.85, _password),
    Recognizer("PASSWORD", r"(?:curl|wget|smbclient|svn|http)\b[^\n]{0,300}? (?:-u|--user|--password|-U)[ =]+[\"']?[^\s:%]{1,60}[:%](?P<value>[^\s]{2,60})", 0.85, _login),
    Recognizer("PASSWORD", r"(?i)(?:key|wi-?fi|router|hotspot|네트워크 키|와이파이)\b[^\n]{0,14}[: ](?P<value>[A-Za-z]+[-_][A-Za-z]+[-_]\d{1,6}|[A-Za-z]{3,}\d{3,8}[!@#$]?)", 0.65, _password),
    # In forms, tables and sentences: signs, Hangul and small words between.
    Recognizer("PASSWORD", rf"(?i)(?:{_WORD}){LINK}(?P<value>[^\s\"'`,;가-힣\[\](){{}}<>|:=-][^\s\"'`,;가-힣)\]|<]{{5,119}})", 0.75, _linked),
    Recognizer(
        "PASSWORD",
        r"(?i)(?P<value>[^\s\"'`,;:가-힣(\[=]{6,60})[^\sA-Za-z\d]{0,4}(?:\s(?:is|was|as|이게|내|제|a (?:valid|good|safe|strong|secure))|\s?[-<(\[]{1,2}|가|이|\s?-\s?that's|\s제가)"
        r"[^\dA-Za-z\n]{0,8}(?:(?:is|was|as|my|the|our|a|his|her|your|valid|new|old|current|wi-?fi|login|email|로그인|와이파이) ){0,4}"
        r"(?:로그인|와이파이)? ?(?:비밀\s?번호|비번|패스워드|암호|pw\b|password|passwd|pass\b|passcode|passphrase)",
        0.7, _linked),
    # A password in a setting, a statement and a log-in file.
    Recognizer("PASSWORD", r"(?i)(?:identified by|--password|password for [^\n:]{1,30}:|\b(?:login|user) [^\s]{1,40} (?:pass(?:word)?|비번))[ =]{0,2}[\"']?(?P<value>[^\s\"',;]{5,80})", 0.75, _linked),
    Recognizer("PASSWORD", r"(?:[\w.-]{1,60}|\*):(?:\d{2,5}|\*):[\w.*-]{1,40}:[\w.-]{1,40}:(?P<value>[^\s:]{4,80})", 0.75, _linked),
    Recognizer("PASSWORD", r"\bnet use\b[^\n]{0,120} (?P<value>[^\s/\\]{5,60})(?:$|\s)", 0.6, _linked),
)  # fmt: skip
