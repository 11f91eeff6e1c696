"""Plain data without its private texts: what may go out in a trace of somebody else's code.

Every text is judged as the router judges a question. What is not low keeps what is left of it
when the identifiers in it are replaced by their kinds, if that is low; else a mark stands there.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from router_agent.privacy.protecting.plain import MARK, plain
from router_agent.privacy.protecting.structure import is_form, is_key, is_word
from router_agent.privacy.protecting.traced import (
    found,
    is_private_number,
    is_private_word,
    judge,
    names,
)
from router_agent.sensitivity import Finding, turns
from router_agent.sensitivity.conversation import MessageText, texts

# A name and its value are judged together, too: `pin: 4821`. Longer ones say it by themselves.
_VALUE_CHARS: Final = 200
_HUMAN: Final = ("human", "user", "HumanMessage", "HumanMessageChunk")
_OUTSIDE_MARKS: Final = re.compile(r"\s*(?:<[A-Z_]+>|" + re.escape(MARK) + r"|[\s,.:;])*\s*")


def clean(value: object, key: str = "") -> Any:
    """Return a value as plain data in which nothing private is left.

    Args:
        value: Anything; it is not changed.
        key: The name that it stands under.
    """
    try:
        return _clean(plain(value), key)
    except Exception:  # noqa: BLE001 - what cannot be judged is private
        return MARK


def clean_text(text: str, key: str = "") -> str:
    """Return a text in which nothing private is left."""
    cleaned = clean(text, key)
    return cleaned if isinstance(cleaned, str) else MARK


def _clean(value: Any, key: str) -> Any:
    if isinstance(value, str):
        return _clean_text(value, key)
    if isinstance(value, dict):
        return _clean_mapping(value)
    if isinstance(value, list):
        return _clean_list(value, key)
    if value is None or isinstance(value, bool):
        return value
    return MARK if is_private_number(value, key) else value


def _clean_mapping(given: dict[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for key, value in given.items():
        name = key if _is_harmless_key(key) else _clean_text(key, "")
        while name in cleaned:  # two that were private must not become one
            name += "'"
        cleaned[name] = _clean(value, key)
    return cleaned


def _is_harmless_key(key: str) -> bool:
    return is_key(key) and not found(key) and not is_private_word(key)


def _clean_list(items: list[Any], key: str) -> list[Any]:
    cleaned = [_clean(item, key) for item in items]
    # As they were: what is left of pieces does not show what they were pieces of.
    told = [one for item in items if (one := _told(item, key)) is not None]
    if len(told) == len(items) > 1:
        for index in _together(told, pieces=_are_pieces(items)):
            cleaned[index] = _wiped(cleaned[index])
    return cleaned


def _clean_text(text: str, key: str) -> str:
    if is_form(text):
        return text
    aloud = is_private_word(text)
    if is_word(text, key) and not (aloud or found(text) or names(key, text)):
        return text
    if text[:1] in ("{", "[") and isinstance(parsed := _parsed(text), dict | list):
        cleaned = _clean(parsed, key)
        return text if cleaned == parsed else json.dumps(cleaned, ensure_ascii=False)
    judged = judge(text)
    wholly = aloud or (bool(key) and len(text) <= _VALUE_CHARS and names(key, text))
    if judged.level == "low" and not wholly:
        return text
    masked = _masked(text, judged.findings)
    if wholly or _OUTSIDE_MARKS.fullmatch(masked) or judge(masked).level != "low":
        return MARK
    return masked


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _masked(text: str, findings: Sequence[Finding]) -> str:
    """Return a text with a kind in the place of each identifier."""
    pieces, at = [], 0
    for one in sorted(findings, key=lambda f: (f.start, -f.end)):
        if one.end <= at:
            continue
        if one.start >= at:
            pieces += [text[at : one.start], f"<{one.kind}>"]
        at = one.end
    return "".join([*pieces, text[at:]])


def _together(told: list[MessageText], *, pieces: bool) -> set[int]:
    """Return the numbers of the texts that are private together with others.

    Args:
        told: Texts, one after the other.
        pieces: Whether they are pieces of one text, such as streamed tokens.
    """
    private = {finding.message for finding in turns.findings(told)}
    whole = "".join(one.text for one in told)
    if pieces and judge(whole).level != "low":
        return set(range(len(told)))
    start, borders = 0, []
    for one in told:
        borders.append((start, start + len(one.text)))
        start += len(one.text)
    for finding in found(whole):
        over = [n for n, (a, b) in enumerate(borders) if a < finding.end and finding.start < b]
        if len(over) > 1:
            private.update(over)
    return private


def _told(item: Any, key: str) -> MessageText | None:
    """Return what a text or a message says; None where the item is neither."""
    if isinstance(item, str):
        structure = is_form(item) or is_word(item, key)
        return None if structure else MessageText(item, human=True)
    if not isinstance(item, dict):
        return None
    message = item.get("kwargs") if "lc" in item else item
    if not isinstance(message, dict) or "content" not in message:
        return None
    said = texts({"role": None, "content": message["content"]})[0]
    role = message.get("role") or message.get("type")
    return MessageText(said.content, human=role in _HUMAN)


def _are_pieces(items: list[Any]) -> bool:
    return all(
        isinstance(item, str)
        or (isinstance(item, dict) and str(item.get("type")).endswith("Chunk"))
        for item in items
    )


def _wiped(item: Any) -> Any:
    if not isinstance(item, dict):
        return MARK
    if "content" in item:
        return {**item, "content": MARK}
    return {**item, "kwargs": {**item["kwargs"], "content": MARK}}


def clean_group(values: Mapping[str, str]) -> dict[str, str]:
    """Return texts by name, of which each was clean, without what is private together.

    OpenTelemetry has no lists of messages: it numbers them in the names of its attributes.
    """
    groups: dict[str, list[str]] = {}
    for name in values:
        if (form := re.sub(r"\d+", "#", name)) != name:
            groups.setdefault(form, []).append(name)
    cleaned = dict(values)
    for group in groups.values():
        told = [MessageText(values[name], human=True) for name in group]
        for index in _together(told, pieces=False) if len(told) > 1 else ():
            cleaned[group[index]] = MARK
    return cleaned
