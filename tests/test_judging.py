"""The local judge: asked only in doubt, believed only above the floor, never in the stream."""

import json
import logging

import pytest

from router_agent import aask, ask, graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from tests.questions import TUTORIAL
from tests.sensitivity.test_classify import DOUBTFUL


def verdict(level: str) -> Reply:
    return Reply(text=json.dumps({"level": level}))


@pytest.mark.parametrize(
    ("reply", "level", "model_type"),
    [
        (verdict("low"), "low", "cloud"),
        (verdict("medium"), "medium", "cloud"),
        (verdict("high"), "high", "local"),
        (Reply(text="it is low, trust me"), "high", "local"),
        (Reply(text='{"level": "none"}'), "high", "local"),
        (Reply(status=500, error={"error": "boom"}), "high", "local"),
        (Reply(cut_after=0), "high", "local"),
        (Reply(text='{"level": "low"}', finish="length"), "high", "local"),
        (Reply(text='{"level": "low"} ', end_after=1, chunk_chars=16), "high", "local"),
        (Reply(text='{"level": "low"}', chunk_chars=1, chunk_delay_seconds=0.3), "high", "local"),
        (Reply(first_delay_seconds=5, text='{"level": "low"}'), "high", "local"),
    ],
    ids=[
        "low",
        "medium",
        "high",
        "prose",
        "nonsense",
        "error",
        "cut",
        "length",
        "no mark",
        "drip",
        "late",
    ],
)
async def test_doubt_is_settled_by_the_local_model_alone(
    reply: Reply,
    level: str,
    model_type: str,
    ollama: OllamaStandIn,
    openai: OpenAIStandIn,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Invalid or late is high."""
    caplog.set_level(logging.WARNING)
    monkeypatch.setenv("ROUTER_JUDGE_SECONDS", "2")
    for answer in (ask, aask):
        ollama.script.append(reply)
        found = answer(DOUBTFUL)
        result = found if isinstance(found, dict) else await found
        assert (result["sensitivity"], result["model_type"]) == (level, model_type)
        assert openai.saw(DOUBTFUL) == (model_type == "cloud")
        from router_agent.sensitivity import verdicts

        verdicts.forget()
        ollama.script.clear()
    assert not caplog.records


def test_the_judge_is_asked_with_a_schema_at_temperature_0(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.script.append(verdict("low"))
    ask(DOUBTFUL)
    asked = ollama.generations[0].json
    assert asked["format"]["properties"]["level"]["enum"] == ["low", "medium", "high"]
    assert asked["options"]["temperature"] == 0


def test_a_verdict_is_remembered(ollama: OllamaStandIn, openai: OpenAIStandIn) -> None:
    ollama.script.append(verdict("low"))
    assert ask(DOUBTFUL)["model_type"] == "cloud"
    assert ask(DOUBTFUL)["model_type"] == "cloud"
    assert len(ollama.generations) == 1


def test_a_verdict_does_not_show_up_in_the_stream(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.script.append(verdict("low"))
    items = list(graph.stream({"messages": DOUBTFUL}, stream_mode="messages"))
    text = "".join(str(chunk.text) for chunk, _ in items)
    assert "level" not in text
    assert {metadata["langgraph_node"] for _, metadata in items} == {"cloud_llm"}


def test_without_a_local_model_doubt_is_high_and_held(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    ollama.stop()
    result = ask(DOUBTFUL)
    assert (result["sensitivity"], result["model_type"]) == ("high", "none")
    assert not openai.generations


def test_where_there_is_no_doubt_nobody_is_asked(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    for question in TUTORIAL:
        ask(question)
    assert not any("format" in request.json for request in ollama.generations)


def test_a_judge_behind_an_openai_server_answers_by_the_same_schema(
    openai: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OpenAIStandIn(models=("tiny",), key=None) as server:
        monkeypatch.setenv("ROUTER_LOCAL_PROVIDER", "openai")
        monkeypatch.setenv("ROUTER_LOCAL_BASE_URL", server.url)
        monkeypatch.setenv("ROUTER_LOCAL_MODEL", "tiny")
        server.script.append(verdict("low"))
        assert ask(DOUBTFUL)["model_type"] == "cloud"
        assert server.generations[0].json["response_format"]["type"] == "json_schema"


def test_a_text_that_does_not_fit_is_not_judged_by_a_piece_of_it(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """Ollama would drop what does not fit, and say nothing."""
    ollama.script.append(verdict("low"))
    result = ask(DOUBTFUL * 600)
    assert result["sensitivity"] == "high"
    assert result["model_type"] == "none"
    assert not ollama.generations
    assert not openai.generations
