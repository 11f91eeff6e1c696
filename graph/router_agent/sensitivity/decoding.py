r"""Text that was encoded, decoded: URL-encoding, escapes, base64, hexadecimal digits.

An encoded question is as private as what it says, and a model in the cloud reads it well.

Source:
    RFC 3986 (percent-encoding), RFC 4648 (base16, base64), HTML 5 (character references),
    RFC 8259 (`\u` escapes).
"""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

# In the order of the scanner in `readings`.
ENCODED: Final = (
    r"%[0-9A-Fa-f]{2}[^\n]*%[0-9A-Fa-f]{2}",
    r"\\u[0-9A-Fa-f]{4}",
    r"&#(?:\d{2,6}|[xX][0-9A-Fa-f]{2,5});",
    r"[A-Za-z0-9+/_-]{16}",
)
_PERCENT: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPES: Final = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+")
_REFERENCES: Final = re.compile(r"(?:&#(?:\d{2,6}|[xX][0-9A-Fa-f]{2,5});)+")
_BASE: Final = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}")
_PART: Final = re.compile(r"[A-Za-z0-9+]{12,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_LINE_BREAKS: Final = re.compile(r"\s+")
# What a text that was decoded by chance would hold.
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_LETTERS: Final = re.compile(r"[0-9A-Za-z\uac00-\ud7a3 ]")
# From this length on, what looks encoded and cannot be decoded is a file.
_FILE_CHARS: Final = 200

Change = tuple[int, int, str]


def changes(text: str) -> Iterator[Change]:
    """Yield the encoded parts of a text: start, end, and what they say."""
    for pattern, decode in _DECODERS:
        for match in pattern.finditer(text):
            plain = decode(match[0])
            if plain is not None:
                yield match.start(), match.end(), plain
            elif pattern is _BASE:
                yield from _parts(match)


def _parts(run: re.Match[str]) -> Iterator[Change]:
    """Yield what the parts of an address or a path say that are encoded."""
    for part in _PART.finditer(run[0]):
        plain = _decode_base(part[0]) if len(part[0]) < len(run[0]) else None
        if plain is not None:
            yield run.start() + part.start(), run.start() + part.end(), plain


def holds_file(text: str) -> bool:
    """Whether a text holds encoded bytes that are no text."""
    for match in _BASE.finditer(text):
        run = match[0]
        mixed = re.search("[a-z]", run) and re.search("[A-Z]", run) and re.search("[0-9]", run)
        if len(run) >= _FILE_CHARS and mixed and _decode_base(run) is None:
            return True
    return False


def _text(data: bytes) -> str | None:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if not text or _NO_TEXT.search(text) or len(_LETTERS.findall(text)) < 0.7 * len(text):
        return None
    return text


def _decode_percent(run: str) -> str | None:
    return unquote_to_bytes(run).decode("utf-8", "replace")


def _decode_escapes(run: str) -> str | None:
    units = bytes.fromhex(run.replace("\\u", ""))
    return units.decode("utf-16-be", "replace")


def _decode_references(run: str) -> str | None:
    return html.unescape(run)


def _decode_base(run: str) -> str | None:
    """Return what base64 or hexadecimal digits say, or None where that is no text."""
    run = _LINE_BREAKS.sub("", run).rstrip("=")
    if _HEX.fullmatch(run) and (plain := _text(bytes.fromhex(run))) is not None:
        return plain
    if len(run) % 4 == 1:
        return None
    try:
        data = base64.b64decode(run + "=" * (-len(run) % 4), altchars=_alphabet(run))
    except (binascii.Error, ValueError):
        return None
    return _text(data)


def _alphabet(run: str) -> bytes | None:
    return b"-_" if "-" in run or "_" in run else None


_DECODERS: Final = (
    (_PERCENT, _decode_percent),
    (_ESCAPES, _decode_escapes),
    (_REFERENCES, _decode_references),
    (_BASE, _decode_base),
)
