r"""Text that was encoded, decoded: URL-encoding, escapes, base64, base32, base85, base16.

An encoded question is as private as what it says, and a model in the cloud reads it well. Bytes
are read as UTF-8 or UTF-16, as Windows writes it.

Source:
    RFC 3986 (percent-encoding), RFC 4648 (base16, base32, base64), HTML 5 (character
    references), RFC 8259 (`\u` escapes), Ascii85 and Git's base85 as in Python's `base64`.
"""

import base64
import binascii
import codecs
import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

# In the order of the scanner in `readings`.
ENCODED: Final = (
    r"%[0-9A-Fa-f]{2}[^\n]*%[0-9A-Fa-f]{2}",
    r"\\(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8})",
    r"&#(?:\d{2,9}|[xX][0-9A-Fa-f]{2,8});",
    r"(?:\\x|0[xX])[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{2}[ :,-]{1,2}){5}[0-9A-Fa-f]{2}",
    r"[!-~]{20}",
    r"[A-Za-z0-9+/_-]{16}",
)
_PERCENT: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})++")
_ESCAPE: Final = re.compile(
    r"\\(?:u(?P<unit>[0-9A-Fa-f]{4})|u\{(?P<braced>[0-9A-Fa-f]{1,6})\}|U(?P<long>[0-9A-Fa-f]{8}))"
)
_ESCAPES: Final = re.compile(rf"(?:{re.sub('[?]P<[a-z]+>', '?:', _ESCAPE.pattern)})++")
_LAST_CHARACTER: Final = 0x10FFFF
_REFERENCES: Final = re.compile(r"(?:&#(?:\d{2,9}|[xX][0-9A-Fa-f]{2,8});)++")
_PAIR: Final = r"(?:\\x|(?<![0-9A-Za-z])(?:0[xX])?)[0-9A-Fa-f]{2}"
_APART: Final = re.compile(
    rf"(?:{_PAIR}(?:[ :,-]{{1,2}}|\r?\n|(?=\\x))){{5,}}{_PAIR}(?![0-9A-Za-z])"
)
_APART_SIGNS: Final = re.compile(r"\\x|0[xX]|[^0-9A-Fa-f]")
_BASE_85: Final = re.compile(r"[!-~]{20,}")
# A part of it tells whether the rest is worth decoding: 4 of every 5 characters make bytes.
_PROBE: Final = 20
_BASE_32: Final = re.compile(r"[A-Z2-7]+")
_BASE: Final = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}")
_PART: Final = re.compile(r"[A-Za-z0-9+]{12,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})++")
_WORDS: Final = re.compile(r"\s*\S+|\s+")
# How many bytes take how many characters: base16, base64, base32.
_STEPS: Final = ((1, 2), (3, 4), (5, 8))
_LINE_BREAKS: Final = re.compile(r"\s+")
# What a text that was decoded by chance would hold.
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_LETTERS: Final = re.compile(r"[0-9A-Za-z\uac00-\ud7a3 ]")
# In bytes. One of five pairs of bytes is a letter by chance.
_LEAST_UTF_16: Final = 12
# From this length on, what looks encoded and cannot be decoded is a file.
_FILE_CHARS: Final = 200

Change = tuple[int, int, str]


def changes(text: str) -> Iterator[Change]:
    """Yield the encoded parts of a text: start, end, and what they say."""
    for pattern, decode in _DECODERS:
        for match in pattern.finditer(text):
            plain = decode(match[0])
            if plain is not None and pattern is _BASE:
                yield from _by_word(match, plain)
            elif plain is not None:
                yield match.start(), match.end(), plain
            elif pattern is _BASE:
                yield from _parts(match)


def _by_word(run: re.Match[str], plain: str) -> Iterator[Change]:
    """Yield what a run says in pieces that begin where a word does, each in its own place.

    A value in it has a place of its own so: two values of a run are two findings.
    """
    size = len(plain.encode())
    length = len(run[0].rstrip("="))
    steps = (step for step in _STEPS if length == -(-size * step[1] // step[0]))
    of_bytes, of_chars = next(steps, (size, length))
    done = said = 0
    waiting: list[str] = []
    for word in _WORDS.findall(plain):
        waiting.append(word)
        said += len(word.encode())
        if said % of_bytes == 0 and said < size:
            end = said // of_bytes * of_chars
            yield run.start() + done, run.start() + end, "".join(waiting)
            done, waiting = end, []
    yield run.start() + done, run.end(), "".join(waiting)


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
    """Return what bytes say, or None where they say nothing."""
    encodings = ["utf-8"]
    if len(data) >= _LEAST_UTF_16 and len(data) % 2 == 0:
        marked = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        encodings += ["utf-16"] if marked else ["utf-16-le", "utf-16-be"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text and not _NO_TEXT.search(text) and len(_LETTERS.findall(text)) >= 0.7 * len(text):
            return text
    return None


def _decode_percent(run: str) -> str | None:
    return unquote_to_bytes(run).decode("utf-8", "replace")


def _decode_escapes(run: str) -> str | None:
    points = [int(escape[escape.lastgroup or 0], 16) for escape in _ESCAPE.finditer(run)]
    # Two halves of a character become one on the way through UTF-16.
    characters = "".join(chr(point) if point <= _LAST_CHARACTER else "?" for point in points)
    return characters.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")


def _decode_references(run: str) -> str | None:
    return html.unescape(run)


def _decode_base(run: str) -> str | None:
    """Return what base64 or hexadecimal digits say, or None where that is no text."""
    run = _LINE_BREAKS.sub("", run).rstrip("=")
    if _BASE_32.fullmatch(run) and (plain := _decode_base_32(run)) is not None:
        return plain
    if _HEX.fullmatch(run) and (plain := _text(bytes.fromhex(run))) is not None:
        return plain
    if len(run) % 4 == 1:
        return None
    try:
        data = base64.b64decode(run + "=" * (-len(run) % 4), altchars=_alphabet(run))
    except (binascii.Error, ValueError):
        return None
    return _text(data)


def _decode_base_32(run: str) -> str | None:
    try:
        return _text(base64.b32decode(run + "=" * (-len(run) % 8)))
    except binascii.Error:
        return None


def _decode_apart(run: str) -> str | None:
    """Return what hexadecimal digits say that stand two by two."""
    return _text(bytes.fromhex(_APART_SIGNS.sub("", run)))


def _decode_base_85(run: str) -> str | None:
    for decode in (base64.b85decode, base64.a85decode):
        # Quotes around it may be its own.
        for encoded in dict.fromkeys(
            (run.removeprefix("<~").removesuffix("~>"), run.strip("\"'`"))
        ):
            try:
                begins = _begins_text(decode(encoded[:_PROBE]))
                plain = _text(decode(encoded)) if begins else None
            except ValueError:
                continue
            if plain is not None:
                return plain
    return None


def _begins_text(data: bytes) -> bool:
    """Whether bytes are UTF-8, of which the last character may be cut."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _alphabet(run: str) -> bytes | None:
    return b"-_" if "-" in run or "_" in run else None


_DECODERS: Final = (
    (_PERCENT, _decode_percent),
    (_ESCAPES, _decode_escapes),
    (_REFERENCES, _decode_references),
    (_APART, _decode_apart),
    (_BASE_85, _decode_base_85),
    (_BASE, _decode_base),
)
