"""The local model as judge of what the other layers are in doubt about."""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from langsmith import tracing_context

from router_agent import background
from router_agent.context import Choices
from router_agent.models import Models
from router_agent.sensitivity import judge, verdicts
from router_agent.settings import Settings


def start(doubtful: Sequence[str], run: Choices, env: Settings, models: Models) -> "Future[None]":
    """Have the local model judge texts, and remember each verdict as it comes.

    What is late, invalid or fails is not remembered, and so stays in doubt: high. It runs in
    a thread of its own, outside the run's callbacks, so that no token of it shows up in a
    stream or a trace.

    Args:
        doubtful: The texts, most recent first.
        run: Settings of the run.
        env: Settings of the process; `judge_seconds` is the limit for all texts together.
        models: Where the judge comes from.
    """
    deadline = time.monotonic() + env.judge_seconds

    def work() -> None:
        chat = _structured(models.get("judge", run, env).chat, env)
        for text in doubtful:
            if time.monotonic() >= deadline:
                return
            with tracing_context(enabled=False):
                answer = chat.invoke(
                    judge.prompt(text), {"callbacks": [], "tags": ["nostream"], "run_name": "judge"}
                )
            if time.monotonic() < deadline:
                verdicts.remember(verdicts.key_of(text, run.privacy), judge.parse(str(answer.text)))

    return background.start(work, "judge")


def _structured(chat: Any, env: Settings) -> Any:
    """Return `chat`, bound to answer by the schema of a verdict."""
    if env.local_provider == "openai":
        schema = {"name": "verdict", "schema": judge.SCHEMA, "strict": True}
        return chat.bind(response_format={"type": "json_schema", "json_schema": schema})
    return chat.bind(format=judge.SCHEMA)
