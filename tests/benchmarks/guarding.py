"""What the guard at the door costs a question that may leave, once it is judged.

It is the second look at what would be sent, and the look at the body of the request.
"""

import itertools
import statistics
import time
from collections.abc import Iterator

from httpx2 import Request
from langchain_core.messages import HumanMessage

from router_agent.context import Choices
from router_agent.policy import confined
from router_agent.privacy.guard import Pass, showing
from router_agent.privacy.outgoing import outgoing
from router_agent.privacy.wire import check
from tests.benchmarks.classifying import LENGTH, Figure, texts_of

QUESTIONS = 2_000
GOAL_MICROSECONDS = 200


def run() -> Iterator[Figure]:
    """Measure, and yield the median of the processor's time."""
    timed = list(itertools.islice(_timed(), QUESTIONS))
    seconds = statistics.median(timed)
    yield Figure(f"{LENGTH} characters, guarded", seconds * 1e6, GOAL_MICROSECONDS, "us")


def _timed() -> Iterator[float]:
    choices = Choices()
    for text in texts_of(LENGTH, "low"):
        messages = [HumanMessage(text)]
        if confined(outgoing(messages, choices).assessment.level, choices):
            continue
        body = {
            "messages": [{"role": "user", "content": text}],
            "model": "gpt-4o-mini",
            "stream": True,
            "temperature": 0.7,
            "stream_options": {"include_usage": True},
        }
        request = Request("POST", "http://127.0.0.1/v1/chat/completions", json=body)
        start = time.process_time()
        out = outgoing(messages, choices)
        given = Pass(choices)
        given.check((), {})
        with showing(given):
            check(request)
        assert out.assessment.level != "high"
        yield time.process_time() - start
