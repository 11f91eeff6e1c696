"""Whatever watches a run sees restored answers, once, and never what the inner model said."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import openai as openai_client
import pytest
from langchain_core.caches import InMemoryCache
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.globals import set_llm_cache
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage
from langchain_core.messages.ai import add_ai_message_chunks
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_core.runnables import RunnableLambda
from langchain_openai import ChatOpenAI
from langgraph.graph import END, START, MessagesState, StateGraph
from openai import DefaultAsyncHttpxClient, DefaultHttpxClient
from pydantic import SecretStr

from router_agent.demo.openai_api import KEY, SERVER_ERROR, OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.privacy.masking.chat import Restoring
from router_agent.privacy.masking.placeholders import Placeholders
from tests.parts import Instant

PHONE, PASSWORD = "010-4821-9937", 'h4ru"\\moa'
SAID = r"Call <PHONE_NUMBER_1> or \<PHONE_NUMBER_1\>, not <PHONE_NUMBER_2>. Bye <PASSWORD_1"
RESTORED = f"Call {PHONE} or {PHONE}, not <PHONE_NUMBER_2>. Bye <PASSWORD_1"
CALLS = (
    ("dial", '{"to": "<PHONE_NUMBER_1>", "n": 1}'),
    ("log_in", '{"as": {"pw": ["\\u003cPASSWORD_1\\u003e"]}, "x": "a<b"}'),
)
ARGS = [{"to": PHONE, "n": 1}, {"as": {"pw": [PASSWORD]}, "x": "a<b"}]
TOOL = {"type": "function", "function": {"name": "dial", "parameters": {"type": "object"}}}
ASK = [HumanMessage("hello")]


@pytest.fixture
def placeholders() -> Placeholders:
    made = Placeholders()
    made.name_of(PHONE, "PHONE_NUMBER")
    made.name_of(PASSWORD, "PASSWORD")
    return made


@pytest.fixture
async def inner(openai: OpenAIStandIn) -> AsyncIterator[ChatOpenAI]:
    """The real client of the stand-in."""
    chat = ChatOpenAI(
        model="gpt-4o-mini",
        base_url=openai.url,
        api_key=SecretStr(KEY),
        max_retries=0,
        stream_usage=True,
        http_client=DefaultHttpxClient(),
        http_async_client=DefaultAsyncHttpxClient(),
    )
    yield chat
    chat.root_client.close()
    await chat.root_async_client.close()


@pytest.fixture
def chat(inner: ChatOpenAI, placeholders: Placeholders) -> Restoring:
    return Restoring(inner=inner, placeholders=placeholders)


def whole(chunks: list[AIMessageChunk]) -> AIMessageChunk:
    return add_ai_message_chunks(*chunks)


@pytest.mark.parametrize("chunk_chars", [1, 2, 3, 5, 7, 11, 100])
def test_chunks_add_up_to_the_restored_answer(
    chunk_chars: int, chat: Restoring, inner: ChatOpenAI, openai: OpenAIStandIn
) -> None:
    """With usage, finish reason, model and id as the inner model gives them."""
    openai.script += [Reply(text=SAID, chunk_chars=chunk_chars)] * 2
    answer, masked = whole(list(chat.stream(ASK))), whole(list(inner.stream(ASK)))
    assert answer.content == RESTORED
    assert answer.usage_metadata == masked.usage_metadata
    assert answer.usage_metadata is not None
    assert answer.response_metadata == masked.response_metadata
    assert answer.response_metadata["finish_reason"] == "stop"
    assert answer.chunk_position == "last"


@pytest.mark.parametrize("chunk_chars", [1, 2, 3, 5, 7, 11, 100])
def test_tool_calls_are_restored_inside_their_json(
    chunk_chars: int, chat: Restoring, openai: OpenAIStandIn
) -> None:
    openai.script.append(Reply(text="Now: <PHONE_NUMBER_1>", calls=CALLS, chunk_chars=chunk_chars))
    answer = whole(list(chat.stream(ASK)))
    assert answer.content == f"Now: {PHONE}"
    assert [(call["name"], call["args"]) for call in answer.tool_calls] == [
        ("dial", ARGS[0]),
        ("log_in", ARGS[1]),
    ]
    assert [call["id"] for call in answer.tool_calls] == ["call_0", "call_1"]
    assert [json.loads(call["args"] or "") for call in answer.tool_call_chunks] == ARGS
    assert answer.response_metadata["finish_reason"] == "tool_calls"


async def test_the_same_holds_for_the_asynchronous_twin(
    chat: Restoring, openai: OpenAIStandIn
) -> None:
    openai.script += [Reply(text=SAID, chunk_chars=3), Reply(calls=CALLS, chunk_chars=3)]
    answer = whole([chunk async for chunk in chat.astream(ASK)])
    called = whole([chunk async for chunk in chat.astream(ASK)])
    assert answer.content == RESTORED
    assert [call["args"] for call in called.tool_calls] == ARGS


async def test_an_answer_in_one_piece_is_restored_too(
    chat: Restoring, openai: OpenAIStandIn
) -> None:
    openai.script += [Reply(text=SAID, calls=CALLS)] * 2
    for answer in (chat.invoke(ASK), await chat.ainvoke(ASK)):
        assert answer.content == RESTORED
        assert [call["args"] for call in answer.tool_calls] == ARGS
        assert answer.usage_metadata is not None
    assert not any(request.json.get("stream") for request in openai.generations)


async def test_a_token_is_never_held_back_without_need(
    chat: Restoring, openai: OpenAIStandIn
) -> None:
    openai.script.append(Reply(text="1 & 2 <b> are <pi> tokens", chunk_chars=4))
    said = [chunk.content async for chunk in chat.astream(ASK) if chunk.content]
    assert said == ["1 & ", "2 <b", "> ar", "e ", "<pi> t", "oken", "s"]


def test_tools_that_are_bound_to_the_inner_model_are_sent(
    inner: ChatOpenAI, placeholders: Placeholders, openai: OpenAIStandIn
) -> None:
    openai.script.append(Reply(calls=CALLS[:1]))
    bound: Any = inner.bind_tools([TOOL]).bind(stop=["END"])
    answer = Restoring(inner=bound, placeholders=placeholders).invoke(ASK, temperature=0.5)
    body = openai.generations[0].json
    assert answer.tool_calls[0]["args"] == ARGS[0]
    assert [tool["function"]["name"] for tool in body["tools"]] == ["dial"]
    assert (body["stop"], body["temperature"]) == (["END"], 0.5)


class Watching(BaseCallbackHandler):
    """Counts calls, and keeps all that is said to it."""

    def __init__(self) -> None:
        self.starts = 0
        self.said = ""

    def on_chat_model_start(self, *_: Any, **__: Any) -> None:
        """Count a call."""
        self.starts += 1

    def on_llm_new_token(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is said."""
        self.said += f"{args}{kwargs}"

    on_llm_end = on_llm_error = on_llm_new_token


def graph_of(chat: BaseChatModel) -> Any:
    """A graph of one node, which streams as the router's does."""

    def answer(state: MessagesState, config: Any) -> dict[str, Any]:
        return {"messages": [whole(list(chat.stream(state["messages"], config)))]}

    async def aanswer(state: MessagesState, config: Any) -> dict[str, Any]:
        chunks = [chunk async for chunk in chat.astream(state["messages"], config)]
        return {"messages": [whole(chunks)]}

    builder: Any = StateGraph(MessagesState)
    builder.add_node("answer", RunnableLambda(answer, aanswer))
    builder.add_edge(START, "answer")
    builder.add_edge("answer", END)
    return builder.compile()


@pytest.mark.parametrize("asynchronous", [False, True])
async def test_a_graph_streams_the_restored_tokens_once(
    asynchronous: bool, chat: Restoring, openai: OpenAIStandIn
) -> None:
    openai.script.append(Reply(text=SAID, chunk_chars=3))
    graph, watching = graph_of(chat), Watching()
    config = {"callbacks": [watching]}
    given = {"messages": ASK}
    if asynchronous:
        stream = graph.astream(given, config, stream_mode=["messages", "values"])
        items = [item async for item in stream]
    else:
        items = list(graph.stream(given, config, stream_mode=["messages", "values"]))
    tokens = [part for mode, part in items if mode == "messages"]
    final = [part for mode, part in items if mode == "values"][-1]["messages"][-1]
    assert "".join(str(message.content) for message, _ in tokens) == RESTORED == final.content
    assert len(tokens) > 10
    assert {metadata["ls_model_name"] for _, metadata in tokens} == {"gpt-4o-mini"}
    assert watching.starts == 1
    assert "<PHONE_NUMBER_1" not in watching.said


@pytest.mark.filterwarnings("ignore:The method .* is in beta")  # LangChain's own
def test_the_events_of_single_blocks_are_restored_too(
    chat: Restoring, openai: OpenAIStandIn
) -> None:
    openai.script.append(Reply(text=SAID, calls=CALLS, chunk_chars=3))
    stream = chat.stream_events(ASK, version="v3")
    assert "".join(stream.text) == RESTORED
    assert [call["args"] for call in stream.output.tool_calls] == ARGS


async def test_events_show_the_restored_tokens_once(chat: Restoring, openai: OpenAIStandIn) -> None:
    openai.script.append(Reply(text=SAID, chunk_chars=3))
    events = [e async for e in graph_of(chat).astream_events({"messages": ASK}, version="v2")]
    kinds = [event["event"] for event in events]
    tokens = [e["data"]["chunk"].content for e in events if e["event"] == "on_chat_model_stream"]
    assert "".join(tokens) == RESTORED
    assert (kinds.count("on_chat_model_start"), kinds.count("on_chat_model_end")) == (1, 1)
    assert "<PHONE_NUMBER_1" not in str(events)


def test_no_cache_keeps_an_answer(chat: Restoring, openai: OpenAIStandIn) -> None:
    """A cache may lie on a disk, and the next run's placeholders stand for other values."""
    openai.script += [Reply(text="<PHONE_NUMBER_1>")] * 2
    set_llm_cache(cache := InMemoryCache())
    try:
        chat.invoke(ASK)
        assert chat.invoke(ASK).content == PHONE
    finally:
        set_llm_cache(None)
    assert len(openai.generations) == 2
    assert not cache._cache


@pytest.mark.parametrize("reply", [Reply(status=500, error=SERVER_ERROR), Reply(error_after=2)])
async def test_errors_of_the_inner_model_pass_unchanged(
    reply: Reply, chat: Restoring, inner: ChatOpenAI, openai: OpenAIStandIn
) -> None:
    openai.script += [reply] * 3
    with pytest.raises(openai_client.APIError) as wanted:
        list(inner.stream(ASK))
    with pytest.raises(openai_client.APIError) as caught:
        list(chat.stream(ASK))
    with pytest.raises(openai_client.APIError) as acaught:
        [chunk async for chunk in chat.astream(ASK)]
    assert {type(e.value) for e in (caught, acaught)} == {type(wanted.value)}
    assert str(caught.value) == str(acaught.value) == str(wanted.value)


def test_a_model_that_does_not_stream_is_called_whole(placeholders: Placeholders) -> None:
    inner = Instant(answer="<PHONE_NUMBER_1>")
    chat = Restoring(inner=inner, placeholders=placeholders)
    assert [chunk.content for chunk in chat.stream(ASK)] == [PHONE]


class Blocks(Instant):
    """Answers in blocks, as models with reasoning and citations do."""

    chunks: list[AIMessageChunk]

    def _stream(
        self, messages: list[BaseMessage], *args: Any, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        for chunk in self.chunks:
            yield ChatGenerationChunk(message=chunk)

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        raise NotImplementedError


def test_blocks_are_restored_each_by_its_number(placeholders: Placeholders) -> None:
    def block(number: int, **fields: str) -> AIMessageChunk:
        return AIMessageChunk(content=[{"index": number, **fields}], id="1")

    inner = Blocks(
        chunks=[
            block(0, type="reasoning", reasoning="<PHONE_"),
            block(0, type="reasoning", reasoning="NUMBER_1> <"),
            block(1, type="text", text="It is <PHONE_NUM"),
            block(1, type="text", text="BER_1>, not <PHONE"),
        ]
    )
    answer = whole(list(Restoring(inner=inner, placeholders=placeholders).stream(ASK)))
    assert answer.content == [
        {"type": "reasoning", "reasoning": f"{PHONE} <", "index": 0},
        {"type": "text", "text": f"It is {PHONE}, not <PHONE", "index": 1},
    ]


def test_blocks_without_numbers_are_one_text(placeholders: Placeholders) -> None:
    inner = Blocks(
        chunks=[
            AIMessageChunk(content=[{"type": "text", "text": piece}], id="1")
            for piece in ("It is <PHONE_NUM", "BER_1>, <PHONE")
        ]
    )
    answer = whole(list(Restoring(inner=inner, placeholders=placeholders).stream(ASK)))
    assert answer.text == f"It is {PHONE}, <PHONE"


def test_it_shows_no_value_and_no_key(chat: Restoring) -> None:
    shown = f"{chat!r} {chat} {chat.model_dump()} {chat.asdict()} {chat._serialized}"
    assert not any(secret in shown for secret in (PHONE, PASSWORD, KEY))


def test_what_is_no_chat_model_is_refused(placeholders: Placeholders) -> None:
    with pytest.raises(TypeError, match="str"):
        Restoring(inner="gpt", placeholders=placeholders)


def test_a_restored_answer_can_be_a_message_of_the_thread(
    chat: Restoring, openai: OpenAIStandIn
) -> None:
    openai.script.append(Reply(text=SAID))
    answer = chat.invoke(ASK)
    assert isinstance(answer, AIMessage)
    assert AIMessage.model_validate_json(answer.model_dump_json()).content == RESTORED
