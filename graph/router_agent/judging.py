"""The local model as judge of what the other layers are in doubt about."""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import closing
from typing import Any

from router_agent import background
from router_agent.context import Choices
from router_agent.models import Model
from router_agent.privacy.run import Run, inside, under_way
from router_agent.privacy.tracing.silence import Quiet
from router_agent.sensitivity import judge, verdicts
from router_agent.sensitivity.addressing import addresses_judge
from router_agent.settings import Settings
from router_agent.tokens import fits


def start(doubtful: Sequence[str], run: Choices, env: Settings, model: Model) -> "Future[None]":
    """Have the local model judge texts, and remember each verdict as it comes.

    What is late, invalid or fails is not remembered, and so stays in doubt: high; and where one
    of the texts talks to its judge, none of them is judged. It runs in
    a thread of its own, outside the run's callbacks, so that no token of it shows up in a
    stream or a trace.

    Args:
        doubtful: The texts, most recent first.
        run: Settings of the run.
        env: Settings of the process; `judge_seconds` is the limit for all texts together.
        model: The judge, ready to be called: making it must not eat up its time.
    """
    deadline = time.monotonic() + env.judge_seconds
    asking = under_way() or Run()

    def work() -> None:
        with inside(asking):  # a thread does not inherit what keeps its clients from logging
            judge_all()

    def judge_all() -> None:
        if any(map(addresses_judge, doubtful)):
            return  # that one could talk the judge into anything: its doubt, and so all, stays
        chat = _structured(model.chat, env)
        for text in doubtful:
            messages = judge.prompt(text)
            if not fits((message["content"] for message in messages), model.num_ctx):
                continue  # of a text that was cut, no verdict would be one on the whole
            with Quiet():
                reply = _reply(chat, messages, deadline)
            if reply is None:
                return
            verdicts.remember(verdicts.key_of(text, run.privacy), judge.parse(reply))

    return background.start(work, "judge")


def _reply(chat: Any, messages: list[dict[str, str]], deadline: float) -> str | None:
    """Return the judge's whole reply; None when it is late, or not whole.

    It is closed at the deadline: the one local model must not go on with a verdict that
    nobody waits for while it is asked for the answer.
    """
    config = {"callbacks": [], "tags": ["nostream"], "run_name": "judge"}
    text, finish = "", None
    with closing(chat.stream(messages, config)) as chunks:
        for chunk in chunks:
            if time.monotonic() >= deadline:
                return None
            text += str(chunk.text)
            metadata = chunk.response_metadata
            finish = metadata.get("done_reason") or metadata.get("finish_reason") or finish
    return text if finish == "stop" else None


def _structured(chat: Any, env: Settings) -> Any:
    """Return `chat`, bound to answer by the schema of a verdict."""
    if env.local_provider == "openai":
        schema = {"name": "verdict", "schema": judge.SCHEMA, "strict": True}
        return chat.bind(response_format={"type": "json_schema", "json_schema": schema})
    return chat.bind(format=judge.SCHEMA)
