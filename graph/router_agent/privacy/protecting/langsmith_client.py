"""A LangSmith client through which nothing private goes out, whoever traces with it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from langsmith import Client
from langsmith.run_trees import get_cached_client

from router_agent.privacy.protecting.cleaning import clean
from router_agent.privacy.protecting.plain import MARK, plain

# Where a run goes and who sends it; a client needs them as they are, and posts none as text.
_ROUTING: Final = frozenset(
    (
        "_replica_auths",
        "api_key",
        "api_url",
        "authorization",
        "cookie",
        "dangerously_allow_filesystem",
        "is_run_ops_buffer_flush",
        "service_key",
        "tenant_id",
        "address",
        "end_time",
        "start_time",
    )
)
# They hold files, which cannot be read; streamed tokens are private only together.
_DROPPED: Final = frozenset(("attachments", "child_runs"))


def protect_langsmith(client: Client | None = None) -> Client:
    """Keep private text out of everything that a LangSmith client posts.

    Use it where the router is embedded in a graph that is traced: the parent's own spans carry
    its input and output. Every text in a run (name, inputs, outputs, error, tags, metadata,
    events, and so on) and in feedback is judged on this machine; what is not `low` is replaced.
    Attachments are dropped.

    Args:
        client: The client that the tracing uses; LangSmith's own, shared one if None.

    Returns:
        The same client, protected. To protect it again changes nothing.
    """
    client = get_cached_client() if client is None else client
    if not isinstance(client, _Protected):
        client.__class__ = _protected(type(client))
    return client


class _Protected(Client):
    """What a protected client does before it posts."""

    __slots__ = ()

    def create_run(self, name: Any, inputs: Any, run_type: Any, **kwargs: Any) -> None:
        """Post a run, cleaned."""
        run = _clean_run({"name": name, "inputs": inputs, "run_type": run_type, **kwargs})
        super().create_run(**run)

    def update_run(self, run_id: Any, **kwargs: Any) -> None:
        """Post what has become of a run, cleaned."""
        super().update_run(run_id, **_clean_run(kwargs))

    def batch_ingest_runs(self, create: Any = None, update: Any = None) -> None:
        """Post runs, cleaned."""
        super().batch_ingest_runs(_clean_runs(create), _clean_runs(update))

    def multipart_ingest(self, create: Any = None, update: Any = None, **kwargs: Any) -> None:
        """Post runs, cleaned."""
        super().multipart_ingest(_clean_runs(create), _clean_runs(update), **kwargs)

    def create_feedback(self, run_id: Any = None, key: Any = "unnamed", **kwargs: Any) -> Any:
        """Post feedback, cleaned."""
        return super().create_feedback(run_id, clean(key), **_clean_feedback(kwargs))

    def create_feedback_from_token(self, token_or_url: Any, *args: Any, **kwargs: Any) -> None:
        """Post feedback, cleaned."""
        names = ("score", "value", "correction", "comment", "metadata")
        given = {**dict(zip(names, args, strict=False)), **kwargs}
        cleaned = {name: clean(value, name) for name, value in given.items()}
        super().create_feedback_from_token(token_or_url, **cleaned)

    def update_feedback(self, feedback_id: Any, **kwargs: Any) -> None:
        """Post what has become of feedback, cleaned."""
        super().update_feedback(feedback_id, **_clean_feedback(kwargs))


def _protected(kind: type[Client]) -> Any:
    # `Client` has slots, so that no method of one instance can be replaced.
    return type(f"Protected{kind.__name__}", (_Protected, kind), {"__slots__": ()})


def _clean_runs(runs: Sequence[Any] | None) -> list[dict[str, Any]] | None:
    if runs is None:
        return None
    return [_clean_run(run if isinstance(run, dict) else plain(run)) for run in runs]


def _clean_run(run: dict[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for name, value in run.items():
        if name in _ROUTING or value is None or isinstance(value, UUID):
            cleaned[name] = value
        elif name == "events":
            cleaned[name] = [_clean_event(event) for event in value]
        elif name not in _DROPPED:
            cleaned[name] = _clean_field(name, value)
    return cleaned


def _clean_field(name: str, value: Any) -> Any:
    cleaned = clean(value, name)
    if name in ("inputs", "outputs", "extra") and not isinstance(cleaned, dict):
        return {"removed": MARK}  # where the client looks for a mapping
    return cleaned


def _clean_event(event: Any) -> Any:
    """Return an event without what came along with it: a token that was streamed."""
    if not isinstance(event, dict):
        return clean(event)
    return clean({name: value for name, value in event.items() if name != "kwargs"})


def _clean_feedback(given: dict[str, Any]) -> dict[str, Any]:
    texts = ("value", "correction", "comment", "source_info", "extra", "feedback_config")
    return {name: clean(value, name) if name in texts else value for name, value in given.items()}
