"""CONNECTION_STRING: addresses of services with credentials in them.

Source:
    RFC 3986, section 3.2.1 (user information); ADO.NET, JDBC and Azure connection strings.

>>> import re
>>> bool(re.search(RECOGNIZERS[0].pattern, "postgres://admin:S3cr3tPw@db.acme.internal로"))
True
"""

from typing import Final

from router_agent.sensitivity.recognizers.placeholders import is_placeholder, is_prose
from router_agent.sensitivity.recognizers.recognizer import Recognizer


def _login(value: str, _: str, __: int) -> float | None:
    password = value.partition("://")[2].rpartition("@")[0].partition(":")[2]
    return None if is_placeholder(password) or is_prose(password) else 0.9


def _value(value: str, _: str, __: int) -> float | None:
    return None if is_placeholder(value) or is_prose(value) else 0.85


RECOGNIZERS: Final = (
    Recognizer(
        "CONNECTION_STRING", r"[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s:/@'\"]*:[^\s/@'\"]+@[^\s/'\"]+",
        0.9, _login,
    ),
    Recognizer(
        "CONNECTION_STRING", r"(?i)jdbc:oracle:\w{2,6}:[^\s/]{1,60}/(?P<value>[^\s@]{1,120})@", 0.9, _value
    ),
    Recognizer(
        "CONNECTION_STRING",
        r"(?i)(?:data source|server|host|user id|uid|accountname|endpoint)=[^;\n]{1,100};[^\n]{0,200}?"
        r"(?:password|pwd|accountkey|sharedaccesskey)=(?P<value>[^;\s\"']{4,120})",
        0.9, _value,
    ),
    Recognizer("CONNECTION_STRING", r"(?i)(?:accountkey|sharedaccesskey|sig)=(?P<value>[A-Za-z0-9+/%]{30,100}={0,2})", 0.85, _value),
)  # fmt: skip
