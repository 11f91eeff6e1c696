"""What is public, and what importing it costs."""

import inspect
import json
import subprocess
import sys

import pytest

import router_agent
from router_agent import errors

HEAVY = ("langchain", "langchain_core", "langchain_openai", "langgraph", "openai", "ollama")


def loaded_after(code: str) -> set[str]:
    """Return the top-level modules that are loaded after `code` in a fresh interpreter."""
    shown = "import json, sys; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{shown}"], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_all_is_what_is_public() -> None:
    assert sorted(router_agent.__all__) == router_agent.__all__
    assert set(router_agent.__all__) == {
        "RouterContext",
        "aask",
        "ask",
        "build_graph",
        "classify",
        "explain",
        "graph",
        *errors.__all__,
    }
    assert dir(router_agent) == router_agent.__all__


def test_every_error_is_listed_and_has_the_one_base() -> None:
    found = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    }
    assert found == set(errors.__all__)
    assert all(issubclass(getattr(errors, name), errors.RouterAgentError) for name in found)


def test_every_public_name_can_be_imported_and_says_what_it_is() -> None:
    for name in router_agent.__all__:
        assert getattr(router_agent, name).__doc__, name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'grpah'"):
        router_agent.grpah  # noqa: B018 - the access is the test


def test_importing_the_package_loads_nothing_but_the_standard_library() -> None:
    """That is what keeps it under 60 ms, whatever the machine."""
    foreign = loaded_after("import router_agent") - loaded_after("") - {"router_agent"}
    assert foreign <= set(sys.stdlib_module_names), foreign


def test_classify_needs_neither_langchain_nor_openai_nor_langgraph() -> None:
    loaded = loaded_after("from router_agent import classify; classify('제 번호 010-1234-5678')")
    assert not loaded & {*HEAVY, "pydantic", "sqlalchemy", "httpx"}


def test_importing_the_graph_opens_nothing_and_reads_no_key() -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('a socket was opened')\n"
        "socket.socket.connect = refuse\n"
        "import os; os.environ['OPENAI_API_KEY'] = 'sk-x'\n"
        "from router_agent import graph\n"
    )
    assert "sqlalchemy" not in loaded_after(code)
