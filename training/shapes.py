"""What one record of a data set says: its texts, their level, their language.

Data sets name things in their own ways; what has a usual name is read by it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from router_agent.sensitivity.assessment import Level
from router_agent.sensitivity.conversation import texts

LANGUAGES: Final = ("ko", "en")

_TEXT: Final = (
    *("text", "question", "prompt", "query", "content", "full_text", "turns", "messages"),
    *("conversation", "value", "literal", "string", "input"),
)
_LABEL: Final = (
    *("label", "level", "sensitivity", "expected", "gold", "expect", "expected_level"),
    *("sensitivity_level", "private", "is_private", "sensitive", "is_sensitive"),
)
_LEVELS: Final[dict[str, Level]] = {
    **dict.fromkeys(
        ("low", "낮음", "public", "harmless", "not_secret", "cloud", "false", "no"), "low"
    ),
    **dict.fromkeys(("0", "0.0"), "low"),
    **dict.fromkeys(("medium", "보통", "중간"), "medium"),
    **dict.fromkeys(("high", "높음", "private", "secret", "confidential"), "high"),
    **dict.fromkeys(("local", "true", "yes", "1", "1.0"), "high"),
}
_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


class Unreadable(Exception):
    """A record that cannot be read. The message says why, and quotes nothing of it."""


class Said(NamedTuple):
    """What a record says of one text.

    Attributes:
        content: A text, or a conversation as `classify` takes it.
        label: Its level; None where the record gives none.
        lang: `ko`, `en`, or what else the record says.
        kind: What it is about, or "".
        pair: What its record calls the pair that it makes with its translation, or "".
        part: Which part of the set it belongs to, where that is measured apart.
    """

    content: object
    label: Level | None
    lang: str
    kind: str = ""
    pair: str = ""
    part: str = ""


def said(record: object) -> Iterator[Said]:
    """Yield what a record says.

    Raises:
        Unreadable: If it holds no text where one would be looked for, or a label that is no
            level.
    """
    if isinstance(record, str):
        yield Said(record, None, language(record))
        return
    if isinstance(record, list):
        paired = len(record) == 2 and isinstance(record[0], str) and level(record[1]) is not None
        record = {"text": record[0], "label": record[1]} if paired else {"messages": record}
    if not isinstance(record, dict):
        raise Unreadable("is no object and no text")
    yield from _read({str(name).strip().casefold(): value for name, value in record.items()})


def level(value: object) -> Level | None:
    """Return the level that a label means, None where it means none: `1` and `private` are high."""
    if isinstance(value, Mapping):
        return next((found for name in _LABEL if (found := level(value.get(name)))), None)
    return _LEVELS.get(str(value).strip().casefold().replace("-", "_"))


def language(content: object) -> str:
    """Return `ko` where there is any Hangul, else `en`."""
    korean = any(_HANGUL.search(message.text) for message in texts(content))
    return "ko" if korean else "en"


def _read(record: dict[str, object]) -> Iterator[Said]:
    label = _label(record)
    kind = word(record, "kind") or word(record, "category")
    pair = word(record, "pair") or word(record, "pair_id")
    content = content_of(record)
    if content is not None:
        lang = word(record, "lang") or word(record, "language")
        yield Said(content, label, _code(lang) or language(content), kind, pair)
        return
    both = {lang: content_of(_in_language(record, lang)) for lang in LANGUAGES}
    if all(text is None for text in both.values()):
        raise Unreadable("has no text")
    for lang, text in both.items():
        if text is not None:
            yield Said(text, label, lang, kind, pair)


def _label(record: dict[str, object]) -> Level | None:
    given = [record[name] for name in _LABEL if record.get(name) not in (None, "")]
    found = next((known for value in given if (known := level(value))), None)
    if given and found is None:
        raise Unreadable("has a label that is no level")
    return found


def content_of(record: Mapping[str, object]) -> object:
    """Return the first text or conversation that has a known name; None where there is none."""
    for name in _TEXT:
        value = record.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, Mapping):
            return content_of(value)
        if isinstance(value, list) and value:
            # Of what a person asks turn by turn, the first stands for itself.
            asked = name == "turns" and isinstance(value[0], str)
            return value[0] if asked else _conversation(value)
    return None


def _conversation(messages: list[object]) -> object:
    try:
        texts(messages)
    except TypeError:
        raise Unreadable("has messages that are no conversation") from None
    return messages


def _in_language(record: dict[str, object], lang: str) -> dict[str, object]:
    named = {name: record.get(f"{name}_{lang}", record.get(f"{lang}_{name}")) for name in _TEXT}
    return {**named, "string": record.get(lang)}


def word(record: Mapping[str, object], name: str) -> str:
    """Return what a record says under a name; "" where it says nothing."""
    value = record.get(name)
    return "" if value is None else str(value)


def _code(lang: str) -> str:
    code = lang[:2].casefold()
    return "ko" if code == "kr" else code
