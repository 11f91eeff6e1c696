"""Which texts of a trace are structure, not language: names, ids, times, roles.

The classifier is made for what people write; it doubts a "stop" or an id. These few forms have
no room for a sentence. All other text is judged.
"""

import re
from typing import Final

_ID: Final = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
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
_FIGURES: Final = re.compile(r"\d{4}")
_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z_.0-9-]{0,63}", re.ASCII)


def is_key(text: str) -> bool:
    """Whether a text has the form of a program's name for a value."""
    return bool(_KEY.fullmatch(text)) and not _FIGURES.search(text)


def is_form(text: str) -> bool:
    """Whether a text is an id of a run, a moment, or a word of a protocol."""
    return bool(_ANYWHERE.fullmatch(text))


def is_word(text: str, key: str) -> bool:
    """Whether a text under the name `key` is a program's word; it may hold an identifier yet."""
    if _PROVIDERS_ID.fullmatch(text):
        return True
    named = key.startswith(_OURS) or key.rpartition(".")[2] in _NAMES
    return named and bool(_WORD.fullmatch(text))
