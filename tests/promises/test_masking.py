"""What identifies is masked, judged again, sent, and restored on this machine."""

from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk, HumanMessage, RemoveMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from router_agent import RouterContext, build_graph, explain, graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.privacy import answers, guard, sending
from router_agent.privacy.masking.mask import mask
from router_agent.privacy.masking.note import NOTE
from router_agent.stats import Store
from tests.questions import BUSINESS, HARMLESS

PHONE, MAIL = "010-4821-9937", "minsu.kim@hanmail.net"
QUESTION = f"Python 정규식으로 {PHONE} 같은 번호와 {MAIL} 같은 주소를 찾는 법은?"
MASK = RouterContext(when_local_unavailable="mask")
MASKED: Any = {"messages": QUESTION}
ANSWERED = Reply(
    text="<PHONE_NUMBER_1>은 \\d{3}-\\d{4}-\\d{4}, <EMAIL_ADDRESS_1>은 \\S+@\\S+", chunk_chars=5
)
RESTORED = f"{PHONE}은 \\d{{3}}-\\d{{4}}-\\d{{4}}, {MAIL}은 \\S+@\\S+"


@pytest.fixture
def cloud(ollama: OllamaStandIn, openai: OpenAIStandIn) -> OpenAIStandIn:
    """The cloud, which answers with placeholders; the local model is down."""
    ollama.stop()
    openai.default = ANSWERED
    return openai


def sent(cloud: OpenAIStandIn) -> list[str]:
    """The texts of the last request."""
    return [str(m["content"]) for m in cloud.generations[-1].json["messages"]]


def test_the_cloud_sees_placeholders_and_the_user_the_values(
    cloud: OpenAIStandIn, statistics: Store
) -> None:
    result = graph.invoke(MASKED, context=MASK)

    assert (result["model_type"], result["reason_code"]) == ("cloud", "privacy_masked")
    assert result["answer"] == result["messages"][-1].text == RESTORED
    assert not cloud.saw(PHONE)
    assert not cloud.saw(MAIL)
    note, question = sent(cloud)
    assert note == NOTE.ko
    assert question == QUESTION.replace(PHONE, "<PHONE_NUMBER_1>").replace(
        MAIL, "<EMAIL_ADDRESS_1>"
    )
    assert result["usage"]["output_tokens"]
    rows = statistics.read(
        lambda c: c.exec_driver_sql("SELECT reason_code, sensitivity FROM questions").all()
    )
    assert [tuple(row) for row in rows] == [("privacy_masked", "high")]


def test_without_masking_the_values_would_leave(
    cloud: OpenAIStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Nothing:
        placeholders = mask([], "balanced").placeholders

        def __init__(self, messages: Any) -> None:
            self.messages = list(messages)

    monkeypatch.setattr(sending, "mask", lambda messages, _: Nothing(messages))
    assert graph.invoke(MASKED, context=MASK)["model_type"] == "none", "it is judged again"

    monkeypatch.setattr(sending, "confined", lambda *_: False)
    monkeypatch.setattr(guard, "confined", lambda *_: False)
    graph.invoke(MASKED, context=MASK)
    assert cloud.saw(PHONE)


def test_streamed_tokens_are_restored_and_come_once(cloud: OpenAIStandIn) -> None:
    chunks: list[Any] = list(graph.stream(MASKED, context=MASK, stream_mode="messages"))

    texts = [str(c.text) for c, _ in chunks if isinstance(c, AIMessageChunk)]
    assert "".join(texts) == RESTORED
    assert len([text for text in texts if text]) > 3
    assert not any("<PHONE" in text for text in texts)


async def test_they_are_in_the_asynchronous_twins_too(cloud: OpenAIStandIn) -> None:
    chunks: list[Any] = [
        c async for c, _ in graph.astream(MASKED, context=MASK, stream_mode="messages")
    ]
    events = [e async for e in graph.astream_events(MASKED, context=MASK, version="v2")]

    assert "".join(str(c.text) for c in chunks if isinstance(c, AIMessageChunk)) == RESTORED
    streamed = [e for e in events if e["event"] == "on_chat_model_stream"]
    assert "".join(str(e["data"]["chunk"].text) for e in streamed) == RESTORED
    assert not cloud.saw(PHONE)


def test_the_same_value_has_the_same_placeholder_throughout_the_thread(
    cloud: OpenAIStandIn,
) -> None:
    """The answers in between are restored in the thread, and masked again on their way out."""
    threads = build_graph(checkpointer=InMemorySaver(), context=MASK)
    config: Any = {"configurable": {"thread_id": "1"}}
    threads.invoke(MASKED, config)

    threads.invoke({"messages": f"그럼 02-3456-7890 과 {PHONE} 은?"}, config)

    _, first, answer, second = sent(cloud)
    assert "<PHONE_NUMBER_1>" in first
    assert answer == ANSWERED.text
    assert second == "그럼 <PHONE_NUMBER_2> 과 <PHONE_NUMBER_1> 은?"
    assert not cloud.saw(PHONE)


def test_what_is_private_in_plain_words_is_held(cloud: OpenAIStandIn) -> None:
    result = graph.invoke({"messages": f"{BUSINESS} {PHONE}"}, context=MASK)

    assert (result["model_type"], result["reason_code"]) == ("none", "privacy_masked")
    assert not cloud.generations


def test_a_masked_question_is_medium_at_most_and_strict_sends_none_of_it(
    cloud: OpenAIStandIn,
) -> None:
    opinion = f"요즘 회사 다니기가 너무 싫은데 {PHONE} 으로 전화나 할까?"
    assert graph.invoke({"messages": opinion}, context=MASK)["model_type"] in ("cloud", "none")
    cloud.clear()

    strict = RouterContext(when_local_unavailable="mask", privacy="strict")

    assert graph.invoke({"messages": opinion}, context=strict)["model_type"] == "none"
    assert not cloud.generations


def test_the_local_model_is_asked_in_clear_while_it_is_up(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    result = graph.invoke(MASKED, context=MASK)

    assert result["model_type"] == "local"
    assert ollama.saw(PHONE)
    assert not openai.generations


def test_tool_calls_come_back_with_their_values(cloud: OpenAIStandIn) -> None:
    arguments = '{"to": ["<PHONE_NUMBER_1>"], "text": "hi"}'
    cloud.script.append(Reply(calls=(("send_sms", arguments),)))

    result = graph.invoke(MASKED, context=MASK)

    (call,) = result["messages"][-1].tool_calls
    assert call["args"] == {"to": [PHONE], "text": "hi"}
    assert not cloud.saw(PHONE)


def test_consent_to_send_it_masked_sends_it_masked(cloud: OpenAIStandIn) -> None:
    threads = build_graph(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    ask = RouterContext(when_local_unavailable="ask")
    first = threads.invoke(MASKED, config, context=ask)
    asked = first["__interrupt__"][0].value
    assert asked["options"] == ["send_masked", "send", "hold"]
    assert list(asked["preview"]) == [{"role": "human", "text": sent_text()}]

    result = threads.invoke(Command(resume="send_masked"), config, context=ask)

    assert (result["reason_code"], result["consent"]) == ("privacy_masked", "send_masked")
    assert result["answer"] == RESTORED
    assert not cloud.saw(PHONE)


def sent_text() -> str:
    return QUESTION.replace(PHONE, "<PHONE_NUMBER_1>").replace(MAIL, "<EMAIL_ADDRESS_1>")


def test_the_values_are_in_nothing_that_outlives_the_run(cloud: OpenAIStandIn) -> None:
    saver = InMemorySaver()
    threads = build_graph(checkpointer=saver, context=MASK)
    threads.invoke(MASKED, {"configurable": {"thread_id": "1"}})

    state = threads.get_state({"configurable": {"thread_id": "1"}}).values
    assert not any("<PHONE_NUMBER_1>" in str(value) for value in state.values())
    assert set(state) <= set(threads.builder.channels)


def test_explain_shows_what_would_be_sent(ollama: OllamaStandIn, openai: OpenAIStandIn) -> None:
    masked = explain(QUESTION, context=MASK, as_sent=True)
    clear = explain(HARMLESS, as_sent=True)

    assert masked.as_sent == ({"role": "human", "text": sent_text()},)
    assert clear.as_sent == ({"role": "human", "text": HARMLESS},)
    assert explain(QUESTION).as_sent is None
    assert "as_sent" not in explain(QUESTION).as_dict()
    assert not openai.generations


def test_a_private_answer_of_the_local_model_is_not_sent_masked(
    ollama: OllamaStandIn, openai: OpenAIStandIn
) -> None:
    """It says of its question what no masking takes out; nor when the question is removed."""
    ollama.default = Reply(text=f"Then call {PHONE} and say that it is off.")
    threads = build_graph(checkpointer=InMemorySaver(), context=MASK)
    config: Any = {"configurable": {"thread_id": "1"}}
    before = threads.invoke({"messages": BUSINESS}, config)
    assert before["model_type"] == "local"
    ollama.stop()
    answers.forget()  # as another process would

    gone = RemoveMessage(before["messages"][0].id)
    result = threads.invoke({"messages": [gone, HumanMessage(QUESTION)]}, config)

    assert (result["model_type"], result["reason_code"]) == ("none", "privacy_masked")
    assert not openai.generations
