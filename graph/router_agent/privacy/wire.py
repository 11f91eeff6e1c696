"""The guard in the cloud model's HTTP client: each request is scanned as it goes out."""

import json
from collections.abc import Iterator
from typing import Any

from router_agent.privacy.guard import shown, stopped


def check(request: Any) -> None:
    """Let a request through, as an event hook of an HTTP client.

    Args:
        request: The client's request. One without a body asks which models there are, and
            carries nothing of a question.

    Raises:
        ModelRejected: With code `guarded`, if it must not leave this machine.
    """
    path = request.url.path.rstrip("/")
    body = request.content
    if not body and path.endswith("/models"):
        return
    given = shown()
    try:
        sent = json.loads(body or b"{}")
    except ValueError:
        sent = None
    if not isinstance(sent, dict):
        raise stopped()
    said = sent.pop("messages", None) or sent.pop("input", None) or []
    given.check(said, {**sent, "url": path, "ids": list(_ids(said))})


async def acheck(request: Any) -> None:
    """Let a request through, as `check` does, in an asynchronous client."""
    check(request)


def _ids(said: object) -> Iterator[str]:
    """Yield what messages hold that LangChain's are not judged by: their ids and types."""
    for message in said if isinstance(said, list) else ():
        if isinstance(message, dict):
            yield from (str(message[name]) for name in ("id", "type") if name in message)
