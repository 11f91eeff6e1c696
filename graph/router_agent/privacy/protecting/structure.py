"""Which texts of a trace are structure, not language: names, ids, times, roles.

The classifier is made for what people write; it doubts a "stop" or an id. These few forms have
no room for a sentence. All other text is judged.
"""

import re
from typing import Final

_ID: Final = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_IDS: Final = re.compile(_ID)
_ANYWHERE: Final = re.compile(
    rf"(?:run-+|lc_run-+)?{_ID}"  # ids of runs, threads, messages
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"  # a moment, not a day
    rf"|(?:\d{{8}}T\d{{12,}}Z{_ID}\.?)+"  # LangSmith's place of a run in its tree
    r"|human|user|ai|assistant|system|developer|tool|function|AIMessageChunk"
    r"|stop|length|tool_calls|content_filter|load|GET|POST|PUT|true|false|null|None|"
)
# Under these names stand words of programs.
_NAMES: Final = frozenset(
    (
        "__type",
        "_type",
        "checkpoint_ns",
        "class",
        "done_reason",
        "encoding",
        "finish_reason",
        "graph_id",
        "id",
        "kind",
        "lang",
        "langgraph_checkpoint_ns",
        "langgraph_node",
        "langgraph_path",
        "langgraph_triggers",
        "lc",
        "ls_integration",
        "ls_method",
        "ls_model_name",
        "ls_model_type",
        "ls_provider",
        "ls_run_depth",
        "method",
        "model",
        "model_name",
        "model_provider",
        "name",
        "object",
        "operation",
        "provider",
        "required",
        "revision_id",
        "role",
        "run_name",
        "run_type",
        "scheme",
        "service_tier",
        "session_name",
        "status",
        "system",
        "system_fingerprint",
        "type",
        "version",
    )
)
_PROVIDERS_ID: Final = re.compile(r"(?:chatcmpl|call|fp|msg|resp|toolu)[-_][A-Za-z0-9]{4,48}")
_OURS: Final = "router_agent."
_WORD: Final = re.compile(r"[A-Za-z0-9_.:/|<>=-]{1,200}", re.ASCII)
_VERSION: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,2}")
_PIECE: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LEAST_ODD: Final = 3
_VOWEL: Final = re.compile(r"[aeiouyAEIOUY]")
# Numbers under these names are times: since 1970, or how long something took.
_TIMES: Final = re.compile(
    r"created(?:_at)?|updated_at|timestamp|\w*_(?:duration|nanos?|ns)", re.ASCII
)
_FIGURES: Final = re.compile(r"\d{4}")
_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z_.0-9-]{0,63}", re.ASCII)


def is_key(text: str) -> bool:
    """Whether a text has the form of a program's name for a value."""
    return bool(_KEY.fullmatch(text)) and not _FIGURES.search(text)


def is_form(text: str) -> bool:
    """Whether a text is an id of a run, a moment, or a word of a protocol."""
    return bool(_ANYWHERE.fullmatch(text))


def is_word(text: str, key: str) -> bool:
    """Whether a text under the name `key` is a program's word; it may be private yet."""
    if _PROVIDERS_ID.fullmatch(text):
        return True
    last = key.rpartition(".")[2]
    if _VERSION.fullmatch(text) and (last.endswith("version") or last.startswith("langchain")):
        return True
    named = key.startswith(_OURS) or last in _NAMES
    return named and bool(_WORD.fullmatch(text))


def is_random(text: str) -> bool:
    """Whether a text is a provider's id that was drawn at random, and not made up of words.

    Words have vowels and few digits; of what is drawn, many pieces have neither.
    """
    if not _PROVIDERS_ID.fullmatch(text):
        return False
    pieces = _PIECE.findall(text)[1:]
    odd = sum(1 for piece in pieces if not _VOWEL.search(piece))
    return odd >= _LEAST_ODD and odd * 4 >= len(pieces)


def is_moment(number: float, key: str) -> bool:
    """Whether a number is a time, by the name that it stands under."""
    return bool(_TIMES.fullmatch(key.rpartition(".")[2])) and number >= 0


def without_ids(text: str) -> str:
    """Return a text without the ids of runs and threads in it."""
    return _IDS.sub("", text)
