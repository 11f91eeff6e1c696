"""The guard in the cloud model's HTTP client: each request's body is scanned as it goes out."""

import json
from typing import Any

from router_agent.privacy.guard import shown, stopped


def check(request: Any) -> None:
    """Let a request through, as an event hook of an HTTP client.

    Args:
        request: The client's request. One without a body carries nothing of a question.

    Raises:
        ModelRejected: With code `guarded`, if its body must not leave this machine.
    """
    body = request.content
    if not body:
        return
    given = shown()
    try:
        sent = json.loads(body)
    except ValueError:
        sent = None
    if not isinstance(sent, dict):
        raise stopped()
    said = sent.pop("messages", None) or sent.pop("input", None) or []
    given.check(said, sent)


async def acheck(request: Any) -> None:
    """Let a request through, as `check` does, in an asynchronous client."""
    check(request)
