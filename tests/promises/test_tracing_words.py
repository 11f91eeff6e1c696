"""Words of programs, ids and numbers of a trace: they are judged, too, and harmless ones pass."""

import json
import random
import string
from typing import Any
from uuid import uuid4

import pytest

from router_agent.privacy import answers
from router_agent.privacy.protecting import structure, traced
from router_agent.privacy.protecting.cleaning import clean
from router_agent.privacy.protecting.plain import MARK

PRIVATE: dict[str, tuple[Any, str]] = {
    "a name": ({"name": "my-wife-has-hiv-and-does-not-know"}, "wife"),
    "a name of a system": ({"system": "fire-Kim-Minsu-on-Friday"}, "Minsu"),
    "a model": ({"model": "Layoffs.Friday/30percent"}, "Layoffs"),
    "a version": ({"version": "acquire-Acme-for-3bn-in-May"}, "Acme"),
    "an attribute of ours": ({"router_agent.note": "my-wife-has-HIV"}, "wife"),
    "any word": ({"note": "kim-minsu-is-hiv-positive"}, "minsu"),
    "a word in camel case": ({"role": "MyWifeHasHiv"}, "Wife"),
    "a key": ({"kim_minsu_is_hiv_positive": True}, "minsu"),
    "a key of two words": ({"hiv_positive": True}, "hiv"),
    "a key in camel case": ({"myWifeHasHiv": True}, "Wife"),
    "an id made of words": ({"id": "call_MyWifeHasHiv"}, "Wife"),
    "an id made of words with a year": ({"id": "chatcmpl-KimMinsuFired2026May"}, "Minsu"),
    "a long number": ({"n": 1048219937}, "1048219937"),
    "a long fraction": ({"n": 1048219937.5}, "1048219937"),
    "a negative number": ([-1048219937], "1048219937"),
    "money": ({"salary": 85000}, "85000"),
    "money in won": ({"salary": 85000000}, "85000000"),
    "money in Korean": ({"연봉": 4200}, "4200"),
    "money behind a name": ({"user.monthlyIncome": 3200}, "3200"),
}


@pytest.mark.parametrize("way", PRIVATE)
def test_a_word_of_a_program_that_says_something_private_is_replaced(way: str) -> None:
    given, private = PRIVATE[way]
    assert private not in json.dumps(clean(given), ensure_ascii=False)


@pytest.mark.parametrize(
    "way",
    ["a name", "a key", "a word in camel case", "an id made of words", "a long number"],
)
def test_as_it_is_spelled_it_would_pass(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that cannot fail is no check."""
    from router_agent.privacy.protecting import cleaning

    monkeypatch.setattr(cleaning, "is_private_word", lambda _: False)
    monkeypatch.setattr(cleaning, "is_private_number", lambda number, _: traced.found(str(number)))
    given, private = PRIVATE[way]
    assert private in json.dumps(clean(given), ensure_ascii=False)


HARMLESS: Any = {
    "id": ["langchain", "schema", "messages", "AIMessage"],
    "name": "RunnableSequence",
    "tool_calls": [{"name": "get_weather", "args": {"city": "Paris", "max_results": 5}}],
    "metadata": {
        "langgraph_node": "call_model",
        "langgraph_path": ["__pregel_pull", "call_model"],
        "langgraph_triggers": ["branch:to:agent"],
        "langgraph_checkpoint_ns": f"hr_agent:{uuid4()}",
        "ls_model_name": "gpt-4o-mini-2024-07-18",
        "ls_max_tokens": 512,
        "langchain-core": "1.7.2",
        "app_version": "1.4.2",
        "thread_id": str(uuid4()),
        "run": f"run--{uuid4()}-0".removesuffix("-0"),
    },
    "response_metadata": {
        "token_usage": {"completion_tokens": 17, "prompt_tokens_details": {"cached_tokens": 0}},
        "model_name": "gpt-4o-mini",
        "system_fingerprint": "fp_44709d6fcb",
        "id": "chatcmpl-CxP1mQ8sZ4vT0kLr7WbNd2EyHf6Ga",
        "created": 1764072000,
        "total_duration": 5_191_566_416,
        "finish_reason": "tool_calls",
        "logprobs": None,
    },
    "usage_metadata": {"input_tokens": 123_456, "total_cost": 0.0012},
    "router_agent.reason_code": "privacy_local_down",
    "router_agent.fallback_from": "cloud",
}


def test_what_frameworks_say_of_themselves_passes_as_it_is() -> None:
    assert clean(HARMLESS) == HARMLESS


def test_of_ids_that_providers_draw_hardly_one_is_replaced() -> None:
    drawn = random.Random(4)
    letters = string.ascii_letters + string.digits
    ids = ["call_" + "".join(drawn.choices(letters, k=24)) for _ in range(1000)]
    assert sum(clean({"id": one}) == {"id": MARK} for one in ids) <= 5
    assert not any(map(structure.is_random, ("call_MyWifeHasHiv", "call_KimMinsuFired2026May")))


def test_a_number_is_a_time_only_by_its_name() -> None:
    assert clean({"created": 1764072000, "n": 1764072000}) == {"created": 1764072000, "n": MARK}


def test_an_answer_that_is_remembered_as_private_is_replaced_in_others_traces() -> None:
    said = "It is Paris, the capital of France and its largest city."
    assert clean({"output": said}) == {"output": said}
    answers.remember(said, "high", ())
    try:
        assert clean({"output": said}) == {"output": MARK}
    finally:
        answers.forget()
