"""The graph as its users run it: what comes back, turn by turn, in every way of running it."""

from typing import Any, get_args

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, MessagesState, StateGraph

from router_agent import RouterContext, aask, ask, build_graph, graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.nodes.choose_model import PATHS
from router_agent.policy import ReasonCode
from router_agent.state import Output
from router_agent.stats import Store
from router_agent.stats.summary import summarise
from tests.parts import BothUp, InstantModels
from tests.questions import BUSINESS, HARMLESS, PERSONAL

UP = pytest.mark.usefixtures("ollama", "openai")


@UP
def test_the_output_has_exactly_the_documented_keys() -> None:
    result = ask(HARMLESS)

    assert set(result) == set(Output.__annotations__)
    assert result["query"] == HARMLESS
    assert result["messages"][-1].text == result["answer"]
    assert result["model_name"] == "gpt-4o-mini"
    assert result["reason_code"] in get_args(ReasonCode)
    assert result["fallback_from"] is None


@UP
def test_usage_counts_tokens_price_and_time() -> None:
    cloud, local = ask(HARMLESS)["usage"], ask(BUSINESS)["usage"]

    for usage in (cloud, local):
        assert usage["input_tokens"]
        assert usage["output_tokens"]
        assert usage["seconds_to_first_token"] is not None
        assert 0 < usage["seconds_to_first_token"] <= usage["seconds"]
    assert cloud["usd"] is not None
    assert cloud["usd"] > 0
    assert local["usd"] == 0


@UP
def test_an_unknown_price_is_none_and_not_0(monkeypatch: pytest.MonkeyPatch) -> None:
    with OpenAIStandIn(models=("model-of-tomorrow",)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        usage = ask(HARMLESS, context={"cloud_model": "model-of-tomorrow"})["usage"]
    assert usage["output_tokens"]
    assert usage["usd"] is None


def test_uncounted_tokens_are_none_and_not_0(ollama: OllamaStandIn, openai: OpenAIStandIn) -> None:
    ollama.script.append(Reply(counts=False))
    usage = ask(BUSINESS)["usage"]
    assert (usage["input_tokens"], usage["output_tokens"]) == (None, None)


@UP
def test_findings_say_what_and_where_and_never_the_text() -> None:
    secret = "010-4821-9937"
    result = ask(f"제 번호는 {secret}이고")

    found = result["findings"]
    assert [(f["kind"], f["message"]) for f in found] == [("PHONE_NUMBER", 0)]
    assert result["query"][found[0]["start"] : found[0]["end"]] == secret
    assert secret not in repr(found)


@pytest.mark.parametrize(
    ("question", "language", "hangul"),
    [
        (HARMLESS, "auto", True),
        ("What is a list?", "auto", False),
        (HARMLESS, "en", False),
        ("What is a list?", "ko", True),
    ],
)
@UP
def test_the_reason_is_in_the_questions_language(
    question: str, language: Any, hangul: bool
) -> None:
    reason = ask(question, context=RouterContext(language=language))["reason"]
    assert any("가" <= letter <= "힣" for letter in reason) == hangul


@UP
async def test_ask_and_aask_return_the_same() -> None:
    one, other = ask(BUSINESS), await aask(BUSINESS)

    for result in (one, other):
        result["usage"] |= {"seconds": 0, "seconds_to_first_token": 0}
        del result["messages"]
    assert one == other


@UP
async def test_every_way_of_running_it_answers() -> None:
    given: Any = {"messages": BUSINESS}

    assert graph.invoke(given)["model_type"] == "local"
    assert (await graph.ainvoke(given))["model_type"] == "local"
    assert [r["model_type"] for r in graph.batch([given, given])] == ["local", "local"]
    assert [r["model_type"] for r in await graph.abatch([given, given])] == ["local", "local"]
    assert list(graph.stream(given, stream_mode="values"))[-1]["model_type"] == "local"
    assert [v async for v in graph.astream(given, stream_mode="values")][-1]["model_type"] == (
        "local"
    )
    assert graph.with_config({"tags": ["x"]}).invoke(given)["model_type"] == "local"
    seen = [e["event"] async for e in graph.astream_events(given, version="v2")]
    assert "on_chat_model_stream" in seen
    assert type(graph.copy()) is type(graph)


def test_the_answer_streams_token_by_token_and_once(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    openai.script.append(Reply(text="one two three four", chunk_chars=5))

    items = list(graph.stream({"messages": HARMLESS}, stream_mode="messages"))
    pieces = [str(chunk.text) for chunk, _ in items if chunk.text]

    assert len(pieces) == 4
    assert "".join(pieces) == "one two three four"


@UP
def test_a_held_answer_streams_once_too(ollama: OllamaStandIn) -> None:
    ollama.stop()
    items = list(graph.stream({"messages": BUSINESS}, stream_mode="messages"))
    assert len(items) == 1
    assert items[0][1]["langgraph_node"] == "hold"


@UP
def test_a_second_turn_inherits_nothing_but_messages_and_level(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    threaded = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    ollama.script.append(Reply(status=500, error={"error": "boom"}))
    first = threaded.invoke({"messages": BUSINESS}, config)
    assert (first["model_type"], first["fallback_from"]) == ("none", "local")

    second = threaded.invoke({"messages": "더 짧게"}, config)

    assert (second["model_type"], second["reason_code"]) == ("local", "privacy")
    assert second["fallback_from"] is None
    assert second["query"] == "더 짧게"
    assert second["sensitivity"] == "high"
    assert len(second["messages"]) == 4
    state = threaded.get_state(config).values
    assert not state["attempts"]
    assert state["thread_sensitivity"] == "high"
    assert not openai.generations


@UP
def test_a_threads_level_outlives_the_messages_that_raised_it() -> None:
    from langchain_core.messages import RemoveMessage
    from langgraph.graph.message import REMOVE_ALL_MESSAGES

    threaded = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    threaded.invoke({"messages": BUSINESS}, config)

    cleared = [RemoveMessage(id=REMOVE_ALL_MESSAGES), ("user", HARMLESS)]
    result = threaded.invoke({"messages": cleared}, config)

    assert len(result["messages"]) == 2
    assert (result["sensitivity"], result["model_type"]) == ("high", "local")


@UP
def test_the_state_is_plain_data(recwarn: pytest.WarningsRecorder) -> None:
    """A checkpoint of it needs no allow-list."""
    import json

    threaded = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    threaded.invoke({"messages": PERSONAL}, config)
    values = threaded.get_state(config).values
    del values["messages"]
    assert json.loads(json.dumps(values)) == values
    assert not recwarn.list


@UP
def test_inside_a_larger_agent_it_takes_the_runs_context_and_ignores_a_foreign_one(
    openai: OpenAIStandIn,
) -> None:
    parent = StateGraph(MessagesState)
    parent.add_node("router", build_graph(context=RouterContext(route="local")))
    parent.add_edge(START, "router")
    parent.add_edge("router", END)
    agent: Any = parent.compile()

    result = agent.invoke({"messages": [("user", HARMLESS)]}, context={"user_id": 7})

    assert len(result["messages"]) == 2
    assert not openai.generations


@UP
def test_a_context_of_mixed_keys_is_an_error_inside_a_larger_agent() -> None:
    from router_agent import InvalidSetting

    parent = StateGraph(MessagesState)
    parent.add_node("router", graph)
    parent.add_edge(START, "router")
    parent.add_edge("router", END)
    agent: Any = parent.compile()
    with pytest.raises(InvalidSetting, match="user_id"):
        agent.invoke(
            {"messages": [("user", HARMLESS)]}, context={"user_id": 7, "privacy": "strict"}
        )


@UP
def test_a_larger_agent_that_asks_twice_is_counted_twice(statistics: Store) -> None:
    def twice(state: MessagesState) -> dict[str, Any]:
        graph.invoke({"messages": HARMLESS})
        return {"messages": graph.invoke({"messages": BUSINESS})["messages"]}

    parent = StateGraph(MessagesState)
    parent.add_node("twice", twice)
    parent.add_edge(START, "twice")
    parent.add_edge("twice", END)
    parent.compile().invoke({"messages": [("user", "x")]}, {"run_id": _RUN})  # type: ignore[call-overload]

    assert summarise(statistics).total == 2


@UP
def test_a_run_that_is_repeated_is_one_question(statistics: Store) -> None:
    for _ in range(2):
        graph.invoke({"messages": HARMLESS}, {"run_id": _RUN})
    assert summarise(statistics).total == 1


_RUN = "01a20d61-8493-73f4-9c92-c0d551d87525"


@UP
def test_a_failed_write_is_a_warning_and_never_a_lost_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ROUTER_STATS_URL", "/proc/nowhere/stats.sqlite3")

    result = ask(BUSINESS)

    assert result["model_type"] == "local"
    assert "ROUTER_STATS_URL" in caplog.text
    assert BUSINESS not in caplog.text


@UP
def test_every_question_is_recorded_once_without_its_text(statistics: Store) -> None:
    from pathlib import Path

    for question in (HARMLESS, BUSINESS, PERSONAL):
        ask(question)

    summary = summarise(statistics)
    assert summary.total == 3
    assert {name: share.count for name, share in summary.model_types.items()} == {
        "cloud": 1,
        "local": 2,
        "none": 0,
    }
    assert summary.model_types["local"].share == pytest.approx(2 / 3)
    files = Path(statistics.url.partition("///")[2]).parent.glob("stats.sqlite3*")
    kept = b"".join(file.read_bytes() for file in files)
    for text in (HARMLESS, BUSINESS, PERSONAL, "대역 응답"):
        assert text.encode() not in kept


@UP
def test_money_spent_buys_no_cloud_answer(
    monkeypatch: pytest.MonkeyPatch, openai: OpenAIStandIn
) -> None:
    monkeypatch.setenv("ROUTER_BUDGET_USD_PER_DAY", "0.00001")
    assert ask(HARMLESS)["model_type"] == "cloud"
    result = ask(HARMLESS)
    assert (result["model_type"], result["reason_code"]) == ("local", "budget")
    assert len(openai.generations) == 1


def test_every_path_of_the_edge_leads_to_a_node() -> None:
    """Without a path map an unknown branch name ends a run with no answer and no error."""
    nodes = set(graph.get_graph().nodes)
    assert {target for paths in PATHS.values() for target in paths.values()} <= nodes


def test_models_can_be_brought_along() -> None:
    own = build_graph(models=InstantModels(), availability=BothUp())
    assert own.invoke({"messages": HARMLESS})["answer"] == "from the cloud"
    assert own.invoke({"messages": BUSINESS})["answer"] == "from here"


async def test_two_event_loops_use_their_own_clients(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """A cached client used from a second `asyncio.run` would fail with a closed loop."""
    import asyncio
    import threading

    results: list[Any] = []
    for _ in range(2):
        thread = threading.Thread(
            target=lambda: results.append(asyncio.run(aask(BUSINESS))["model_type"])
        )
        thread.start()
        await asyncio.to_thread(thread.join)
    results.append((await aask(HARMLESS))["model_type"])

    assert results == ["local", "local", "cloud"]


@UP
def test_a_run_that_is_resumed_asks_the_model_that_was_decided_on(ollama: OllamaStandIn) -> None:
    """Whoever resumes it may pass no context; what was frozen holds."""
    ollama.models = ("exaone3.5:7.8b", "other:1b")
    threaded = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    given: Any = {"messages": BUSINESS}
    context = RouterContext(local_model="other:1b")
    threaded.invoke(given, config, context=context, interrupt_before=["local_llm"])

    result = threaded.invoke(None, config)

    assert result["model_name"] == "other:1b"
    assert "other:1b" in result["reason"]
    assert [request.json["model"] for request in ollama.generations] == ["other:1b"]
