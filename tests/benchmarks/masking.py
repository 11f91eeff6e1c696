"""What masking a question costs, and how long restoring keeps the first token back.

Every question is a new one, with three identifiers among words of the training data's harmless
questions, so that nothing is remembered of it but what the graph has judged before it masks.
"""

import gzip
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.messages import HumanMessage
from langchain_openai import ChatOpenAI
from openai import DefaultHttpxClient
from pydantic import SecretStr

from router_agent.demo.openai_api import KEY, OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.privacy.masking.chat import Restoring
from router_agent.privacy.masking.mask import Masked, mask
from router_agent.privacy.masking.placeholders import Placeholders
from router_agent.privacy.masking.residue import remains
from router_agent.sensitivity import assess, verdicts
from router_agent.sensitivity.conversation import texts
from tests.benchmarks.classifying import CORPUS, LENGTH, Figure

QUESTIONS = 2_000
WARM_UP = 200
ANSWERS = 1_000
GOAL_MICROSECONDS = 200
GOAL_MILLISECONDS = 5


def run() -> Iterator[Figure]:
    """Measure, and yield medians: the processor's time, but of the first token the wall's."""
    timed = [_timed(question) for question in _questions(QUESTIONS + WARM_UP)][WARM_UP:]
    verdict, masking, second, rest = (
        statistics.median(column) * 1e6 for column in zip(*timed, strict=True)
    )
    whole = statistics.median(sum(parts[1:]) for parts in timed) * 1e6
    yield Figure(f"{LENGTH} characters, masked once judged", masking, GOAL_MICROSECONDS, "us")
    name = f"{LENGTH} characters, masked, judged again, and looked through"
    yield Figure(name, whole, GOAL_MICROSECONDS, "us")
    yield Figure("of it, the second verdict", second, GOAL_MICROSECONDS, "us")
    yield Figure("of it, whether pieces are left", rest, GOAL_MICROSECONDS, "us")
    yield Figure("the verdict before, for comparison", verdict, GOAL_MICROSECONDS, "us")
    yield Figure("first token later by restoring", _later(), GOAL_MILLISECONDS * 1e3, "us")


def _questions(count: int) -> Iterator[HumanMessage]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    words = " ".join(item["text"] for item in items if item["label"] == "low").split()
    chance = random.Random(7)
    for number in range(count):
        values = (
            f"010-{chance.randrange(2_000, 9_999)}-{chance.randrange(2_000, 9_999)} "
            f"{chance.choice(('minsu', 'anna', 'kim'))}{number}@hanbit-soft.co.kr "
            f"4111-{chance.randrange(2_000, 9_999)}-2043-{chance.randrange(2_000, 9_999)}: "
        )
        start = chance.randrange(len(words) - LENGTH)
        yield HumanMessage((values + " ".join(words[start : start + LENGTH]))[:LENGTH])


def _timed(question: HumanMessage) -> tuple[float, float, float, float]:
    """Return the seconds of the first verdict, masking, the second, and what looks for pieces."""
    _, verdict = _seconds(lambda: assess(texts([question]), "balanced", verdicts.recall))
    masked, masking = _seconds(lambda: mask([question], "balanced"))
    assert isinstance(masked, Masked)
    assert len(masked.placeholders) >= 3
    _, guard = _seconds(lambda: assess(texts(masked.messages), "balanced", verdicts.recall))
    _, rest = _seconds(lambda: remains(masked))
    return verdict, masking, guard, rest


def _microseconds(seconds: Sequence[float]) -> float:
    return statistics.median(seconds) * 1e6


def _seconds(work: Callable[[], object]) -> tuple[object, float]:
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def _later() -> float:
    """Return by how many microseconds the first token of a stream comes later, as a median."""
    placeholders = Placeholders()
    placeholders.name_of("010-4821-9937", "PHONE_NUMBER")
    with OpenAIStandIn() as stand_in:
        stand_in.default = Reply(text="<PHONE_NUMBER_1> is a number.", chunk_chars=20)
        chat = ChatOpenAI(
            model="gpt-4o-mini",
            base_url=stand_in.url,
            api_key=SecretStr(KEY),
            http_client=DefaultHttpxClient(trust_env=False),
        )
        restoring = Restoring(inner=chat, placeholders=placeholders)
        # One after the other, so that both meet the same load of the machine.
        pairs = [(_first_token(chat), _first_token(restoring)) for _ in range(ANSWERS)]
        chat.root_client.close()
    plain, restored = map(_microseconds, zip(*pairs, strict=True))
    return restored - plain


def _first_token(chat: Any) -> float:
    start = time.perf_counter()
    chunks = chat.stream("hello")
    next(chunk for chunk in chunks if chunk.content)
    seconds = time.perf_counter() - start
    for _ in chunks:
        pass
    return seconds
