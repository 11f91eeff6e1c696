r"""What a recognizer's pattern becomes beside two hundred others: one over bytes, and looser.

An automaton over bytes needs one state where one over the characters of UTF-8 needs up to ten,
and counts one class of bytes at no cost, but a group of them at a state for every count. What
comes of a pattern matches wherever the pattern does, and seldom elsewhere.

Source:
    RFC 3629 (UTF-8); "Bounded repeats" in intel.github.io/hyperscan/dev-reference.
"""

import re
from typing import Final

# A group is counted up to here, and a class of bytes up to there.
_FEW: Final = 5
_MANY: Final = 16
_MOST_BYTES: Final = 4
_FOLLOWING: Final = r"[\x80-\xbf]"
_ANY_HIGH: Final = rf"[\xc2-\xf4]{_FOLLOWING}{{1,3}}"
_SHORTHANDS: Final = (r"\d", r"\s", r"\w")
_LAST_ASCII: Final = "\x7f"

_TOKEN: Final = re.compile(
    r"""
      (?P<open>\(\?P<\w+>|\(\?[a-z-]*[:)]|\(|\)|\||\^|\$)
    | (?P<negated>\[\^ \]? (?:\\[pPx]\{[^}]*\}|\\.|[^\]\\])* \] | \\[DSW] | \.)
    | (?P<class>\\[dsw] | \[ \]? (?:\\[pPx]\{[^}]*\}|\\.|[^\]\\])* \] | \\p\{\w+\})
    | (?P<literal>\\x\{[0-9A-Fa-f]+\} | \\. | .)
    """,
    re.VERBOSE | re.DOTALL,
)
_COUNT: Final = re.compile(r"(?P<least>[?*+]|\{(?P<from>\d+)(?P<to>,\d*)?\})(?P<lazy>\??)")
_MEMBER: Final = re.compile(
    r"(?P<first>\\p\{\w+\}|\\x\{[0-9A-Fa-f]+\}|\\.|[^\\])"
    r"(?:-(?P<last>\\x\{[0-9A-Fa-f]+\}|\\.|[^\\\]]))?",
    re.DOTALL,
)


def gate(pattern: str) -> str:
    r"""Return a pattern over the bytes of UTF-8 that matches at least where the given one does.

    >>> gate(r"키[^\n]{0,20}?(?P<value>[a-z]{2,3}\d{16,64})")
    '\\xed\\x82\\xa4[^\\n]{0,}(?:[a-z]{2,3}\\d{16,})'
    >>> gate(r"[가-힣a-f]{2}(?:\.\w+){3,9}")
    '(?:[a-f]|[\\xea-\\xed][\\x80-\\xbf]{2}){2}(?:\\.\\w+){3,}'
    """
    made: list[str] = []
    place = 0
    while place < len(pattern):
        token = _TOKEN.match(pattern, place)
        assert token is not None  # noqa: S101 - the last alternative takes any character
        counted = _COUNT.match(pattern, token.end())
        if token.lastgroup == "open" and token[0] != ")":
            made.append("(?:" if token[0].startswith("(?P") else token[0])
            place = token.end()
            continue
        made.append(_part(token, counted))
        place = counted.end() if counted else token.end()
    return "".join(made)


def _part(token: re.Match[str], counted: re.Match[str] | None) -> str:
    """Return a part of a pattern with its count."""
    if token.lastgroup == "negated":
        return _negated(token[0]) + _times(counted, _MANY, _MOST_BYTES)
    if token.lastgroup == "class":
        if token[0] in _SHORTHANDS:
            return token[0] + _times(counted, _MANY)
        members, high = _members(token[0])
        if not high:
            return f"[{members}]" + _times(counted, _MANY)
        return f"(?:{'|'.join([f'[{members}]'] * bool(members) + high)})" + _times(counted, _FEW)
    if token.lastgroup == "literal":
        literal = _literal(token[0])
        grouped = f"(?:{literal})" if counted and token[0] != literal else literal
        return grouped + _times(counted, _FEW)
    return ")" + _times(counted, _FEW)


def _times(counted: re.Match[str] | None, most: int, bytes_each: int = 1) -> str:
    """Return how often something is repeated, or more often; each may take several bytes."""
    if counted is None:
        return "" if bytes_each == 1 else f"{{1,{bytes_each}}}"
    if counted["least"] in ("*", "+"):
        return counted["least"]
    if counted["least"] == "?":
        return "?" if bytes_each == 1 else f"{{0,{bytes_each}}}"
    least = int(counted["from"])
    to = counted["to"]
    last = least if to is None else int(to[1:]) if to != "," else None
    if last is None or last > most:
        return f"{{{min(least, most)},}}"
    if bytes_each == 1:
        return counted["least"]
    return f"{{{least},{last * bytes_each}}}"


def _negated(wanted: str) -> str:
    """Return a class that any byte of other characters is in, too."""
    if wanted == ".":
        return r"[^\n]"
    if wanted.startswith("\\"):
        return wanted
    members, _ = _members(f"[{wanted[2:]}")
    return f"[^{members}]" if members else r"[\x00-\xff]"


def _members(wanted: str) -> tuple[str, list[str]]:
    """Return the ASCII members of a class, and patterns for the others."""
    ascii_members: list[str] = []
    high: list[str] = []
    inside = wanted[1:-1] if wanted.startswith("[") else wanted
    for member in _MEMBER.finditer(inside):
        first, last = member["first"], member["last"] or member["first"]
        start, end = _character(first), _character(last)
        if first.startswith("\\p"):
            ascii_members.append({"L": "A-Za-z", "N": "0-9"}.get(first[3:-1], r"\x00-\x7f"))
            high.append(_ANY_HIGH)
        elif end <= _LAST_ASCII:
            ascii_members.append(member[0])
        else:
            if start <= _LAST_ASCII:
                ascii_members.append(rf"{first}-\x7f")
            high.append(_between(max(start, "\x80"), end))
    return "".join(ascii_members), sorted(set(high))


def _character(member: str) -> str:
    r"""Return the character that is meant; of `\d` and the like an ASCII one."""
    if member.startswith("\\x{"):
        return chr(int(member[3:-1], 16))
    return member[-1]


def _between(first: str, last: str) -> str:
    """Return a pattern for the characters of a range, and some beside them."""
    if first.lower() != first.upper() or last.lower() != last.upper():
        return _ANY_HIGH  # the other case may begin with another byte
    start, end = first.encode(), last.encode()
    least, most = len(start) - 1, len(end) - 1
    lead = rf"\x{start[0]:02x}" if start[0] == end[0] else rf"[\x{start[0]:02x}-\x{end[0]:02x}]"
    return f"{lead}{_FOLLOWING}" + (f"{{{least}}}" if least == most else f"{{{least},{most}}}")


def _literal(token: str) -> str:
    character = _character(token)
    if character <= _LAST_ASCII:
        return token
    if character.lower() != character.upper():
        return _ANY_HIGH
    return "".join(rf"\x{byte:02x}" for byte in character.encode())
