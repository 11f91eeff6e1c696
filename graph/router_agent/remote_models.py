"""Models that a server on this machine has another machine run.

Ollama serves models of ollama.com under the same address as its own. Four things give one away:
its name, its entry in the list of models, the lines of its answer, and what it was found to be
before.
"""

import json
from typing import Final

# By base URL and name, for the life of the process: a list of models that calls a model local
# after it was caught at answering from elsewhere does not clear it.
_found: Final[set[tuple[str, str]]] = set()


def tagged(model: str) -> str:
    """Return a model's name with its tag, as Ollama lists it; without one it is `latest`.

    >>> tagged("llama3.2"), tagged("host:5000/team/llama3.2")
    ('llama3.2:latest', 'host:5000/team/llama3.2:latest')
    """
    return model if ":" in model.rpartition("/")[2] else f"{model}:latest"


def is_named_remote(model: str) -> bool:
    """Whether a name alone has Ollama send the question to ollama.com, listed or not.

    Ollama looks at the end of the tag, in any case. A name without a tag that ends alike is
    refused as well: to rename a model costs less than a question.

    Source:
        ollama/ollama v0.33.0, internal/modelref/modelref.go, `parseSourceSuffix`.

    >>> is_named_remote("gpt-oss:120b-cloud"), is_named_remote("registry.ollama.ai/x/y:Cloud")
    (True, True)
    >>> is_named_remote("cloudy:7b"), is_named_remote("my-cloud/llama3.2")
    (False, False)
    """
    parts = [part.strip() for part in model.lower().rpartition("/")[2].split(":")]
    return any(part == "cloud" or part.endswith("-cloud") for part in parts)


def is_called_remote(said: object) -> bool:
    """Whether what Ollama says of a model, or a line of its answer, names another host."""
    return isinstance(said, dict) and bool(said.get("remote_host") or said.get("remote_model"))


def has_remote_line(block: bytes) -> bool:
    """Whether one of some whole lines of an answer says that another host gave it.

    Args:
        block: Lines of JSON, or of events of which each carries JSON.
    """
    if b'"remote_' not in block:  # as a key: within a text its quotation mark is escaped
        return False
    return any(is_called_remote(_json(line)) for line in block.splitlines())


def _json(line: bytes) -> object:
    try:
        said: object = json.loads(line.removeprefix(b"data:"))
    except ValueError:  # whoever reads the answer finds that out
        return None
    return said


def remember(url: str, model: str) -> None:
    """Remember that the server at `url` has another machine run `model`."""
    _found.add((url, tagged(model).lower()))


def is_known(url: str, model: str) -> bool:
    """Whether that was found before."""
    return (url, tagged(model).lower()) in _found


def forget() -> None:
    """Forget what was found, as a new process would."""
    _found.clear()
