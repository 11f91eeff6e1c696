"""`langgraph dev` starts with the graph offline and answers over its API."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from langgraph_sdk import get_client
from langgraph_sdk.client import LangGraphClient
from langgraph_sdk.errors import BadRequestError

from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import KEY, OpenAIStandIn
from tests.documents import ROOT
from tests.questions import BUSINESS, HARMLESS
from tests.sinks.langsmith import LangSmith

START_SECONDS = 90


@pytest.fixture(scope="module")
def stand_ins() -> Iterator[tuple[OllamaStandIn, OpenAIStandIn]]:
    with OllamaStandIn() as ollama, OpenAIStandIn() as openai:
        yield ollama, openai


@pytest.fixture(scope="module")
def langsmith() -> Iterator[LangSmith]:
    with LangSmith() as started:
        yield started


@pytest.fixture(scope="module")
def url(
    stand_ins: tuple[OllamaStandIn, OpenAIStandIn],
    langsmith: LangSmith,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """A LangGraph server with the graph, as `make dev` starts it, with a LangSmith key."""
    ollama, openai = stand_ins
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if "CERT" in name},
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "LANGGRAPH_CLI_NO_ANALYTICS": "1",
        "LANGGRAPH_NO_VERSION_CHECK": "1",
        "LANGSMITH_API_KEY": "lsv2_pt_x",  # which alone switches tracing on in the server
        "LANGSMITH_ENDPOINT": langsmith.url,
        "ROUTER_TRACING": "metadata",
        "OLLAMA_HOST": ollama.url,
        "OPENAI_BASE_URL": openai.url,
        "OPENAI_API_KEY": KEY,
        "ROUTER_STATS_URL": str(home / "stats.sqlite3"),
    }
    log = (home / "log").open("w+")
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "router_agent.studio",
            "--no-browser",
            "--port",
            str(port),
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(START_SECONDS * 4):
            if server.poll() is not None or _answers(address):
                break
            time.sleep(0.25)
        else:
            pytest.fail("the server did not start")
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
        log.close()
    shown = (home / "log").read_text()
    assert "Blocking" not in shown, shown
    # Checked now, as the server writes when it stops: no question is pickled.
    assert not list((ROOT / ".langgraph_api").glob("*.pckl"))
    assert not list((ROOT / ".langgraph_api").glob(".*.pckl"))
    assert BUSINESS not in shown
    assert HARMLESS not in shown


@pytest.fixture(autouse=True)
def nothing_asked_yet(stand_ins: tuple[OllamaStandIn, OpenAIStandIn]) -> None:
    """The server is shared by the tests; what the models were asked is each test's own."""
    for stand_in in stand_ins:
        stand_in.clear()


@pytest.fixture
async def client(url: str) -> AsyncIterator[LangGraphClient]:
    async with get_client(url=url) as made:
        yield made


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/ok", trust_env=False, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


async def test_an_assistant_with_a_context_streams_a_run_and_tells_the_route(
    client: LangGraphClient, stand_ins: tuple[OllamaStandIn, OpenAIStandIn]
) -> None:
    ollama, openai = stand_ins
    assistant = await client.assistants.create("router", context={"route": "local"})

    question: Any = {"messages": [{"role": "user", "content": HARMLESS}]}
    final: Any = None
    tokens = ""
    async for part in client.runs.stream(
        None,
        assistant["assistant_id"],
        input=question,
        stream_mode=["values", "messages-tuple"],
    ):
        if part.event == "values":
            final = part.data
        elif part.event == "messages":
            message: Any = part.data[0]
            tokens += message["content"]

    assert (final["model_type"], final["reason_code"]) == ("local", "forced")
    assert tokens == final["answer"]
    assert not openai.generations
    assert len(ollama.generations) == 1


async def test_a_private_question_stays_and_a_harmless_one_may_leave(
    client: LangGraphClient, stand_ins: tuple[OllamaStandIn, OpenAIStandIn]
) -> None:
    _, openai = stand_ins
    thread = await client.threads.create()

    harmless: Any = await client.runs.wait(
        thread["thread_id"], "router", input={"messages": HARMLESS}
    )
    private: Any = await client.runs.wait(
        thread["thread_id"], "router", input={"messages": BUSINESS}
    )

    assert [harmless["model_type"], private["model_type"]] == ["cloud", "local"]
    assert len(private["messages"]) == 4
    assert openai.saw(HARMLESS)
    assert not openai.saw(BUSINESS)


async def test_the_form_of_an_assistant_knows_the_settings(client: LangGraphClient) -> None:
    assistant = await client.assistants.create("router")
    schemas = await client.assistants.get_schemas(assistant["assistant_id"])
    form: Any = schemas["context_schema"]
    assert form["properties"]["privacy"]["anyOf"][0]["enum"] == [
        "strict",
        "balanced",
        "permissive",
    ]


async def test_bad_input_is_an_error_of_ours(client: LangGraphClient) -> None:
    with pytest.raises(Exception, match="the question is empty"):
        await client.runs.wait(None, "router", input={"messages": ""})


@pytest.mark.parametrize(
    ("values", "node"),
    [
        ({"messages": HARMLESS}, "nobody"),
        ({"messages": [{"role": "nobody", "content": HARMLESS}]}, "hold"),
    ],
    ids=["unknown node", "bad role"],
)
async def test_a_wrong_update_of_a_thread_is_a_bad_request(
    client: LangGraphClient, values: Any, node: str
) -> None:
    """The server goes by the error's type; unknown ones are its own failure, 500."""
    thread = await client.threads.create()
    await client.runs.wait(thread["thread_id"], "router", input={"messages": HARMLESS})
    with pytest.raises(BadRequestError) as caught:
        await client.threads.update_state(thread["thread_id"], values, as_node=node)
    assert "the run failed with" in caught.value.response.text
    assert HARMLESS not in caught.value.response.text


async def test_no_input_is_told_through_the_server(client: LangGraphClient) -> None:
    with pytest.raises(Exception, match="Received no input for __start__"):
        await client.runs.wait(None, "router", input=None)


async def test_a_key_alone_switches_tracing_on_and_no_text_is_posted(
    client: LangGraphClient, langsmith: LangSmith
) -> None:
    """What the router itself tells arrives, so that a text would have, too."""
    langsmith.clear()
    for question in (HARMLESS, BUSINESS):
        await client.runs.wait(None, "router", input={"messages": question})
    reported = await asyncio.to_thread(langsmith.wait_for, "privacy", 20)
    assert reported
    assert langsmith.saw("router_agent.reason_code")
    assert not langsmith.saw(HARMLESS)
    assert not langsmith.saw(BUSINESS)
    assert not langsmith.saw("대역 응답")


async def test_consent_is_asked_for_and_given_over_the_server(
    client: LangGraphClient, stand_ins: tuple[OllamaStandIn, OpenAIStandIn]
) -> None:
    """As the box does that Studio shows for an interrupt."""
    _, openai = stand_ins
    assistant = await client.assistants.create("router", context={"route": "cloud"})
    name = assistant["assistant_id"]
    thread = (await client.threads.create())["thread_id"]

    asked: Any = await client.runs.wait(thread, name, input={"messages": BUSINESS})
    assert "send" in asked["__interrupt__"][0]["value"]["options"]
    assert not openai.generations
    wrong: Any = await client.runs.wait(thread, name, command={"resume": "yes"})
    assert "error" in wrong["__interrupt__"][0]["value"]
    done: Any = await client.runs.wait(thread, name, command={"resume": "send"})

    assert (done["model_type"], done["reason_code"]) == ("cloud", "consent")
    assert openai.saw(BUSINESS)
