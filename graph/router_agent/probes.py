"""One look at each of the two models: is it there, and is the local one really local?"""

import time
from dataclasses import dataclass
from typing import Any, Final, Literal

from router_agent.context import Choices
from router_agent.hosts import is_local, local_base_url
from router_agent.settings import Settings

Cause = Literal[
    "not_local",
    "server_down",
    "timeout",
    "not_the_server",
    "model_missing",
    "model_remote",
    "no_key",
    "bad_key",
    "unreachable",
    "server_error",
    "probe_failed",
]
_MOST_BYTES: Final = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Status:
    """What a probe found.

    Attributes:
        up: Whether the model can be asked.
        cause: Why not; None when it is up.
    """

    up: bool
    cause: Cause | None = None


UP: Final = Status(True)


def probe_local(run: Choices, env: Settings) -> Status:
    """Return whether the local server is up, has the model, and runs it itself.

    Sends nothing to a host that is neither this machine nor trusted.
    """
    import httpx

    url = local_base_url(env)
    if not is_local(url, env.trusted_hosts):
        return Status(False, "not_local")
    deadline = time.monotonic() + env.probe_seconds
    try:
        with httpx.Client(
            trust_env=False,
            follow_redirects=False,
            timeout=env.probe_seconds,
            verify=url.startswith("https:"),
        ) as client:
            if env.local_provider == "openai":
                return _has_model(_json(client, f"{url}/models", deadline), run.local_model)
            version = _json(client, f"{url}/api/version", deadline)
            if not isinstance(version, dict) or "version" not in version:
                return Status(False, "not_the_server")
            return _has_ollama_model(_json(client, f"{url}/api/tags", deadline), run.local_model)
    except httpx.TimeoutException:
        return Status(False, "timeout")
    except httpx.ConnectError:
        return Status(False, "server_down")
    except (httpx.HTTPError, ValueError):
        return Status(False, "not_the_server")


def _json(client: Any, url: str, deadline: float) -> object:
    """Return the JSON at `url`.

    Raises:
        ValueError: If the answer is an error, too large, too slow, or no JSON.
    """
    import json

    body = bytearray()
    with client.stream("GET", url) as response:
        if response.status_code != 200:
            raise ValueError
        for block in response.iter_bytes():
            body += block
            if len(body) > _MOST_BYTES or time.monotonic() > deadline:
                raise ValueError
    parsed: object = json.loads(bytes(body))
    return parsed


def _has_ollama_model(tags: object, wanted: str) -> Status:
    """Read `/api/tags`: the raw JSON, as Ollama's own client drops the fields that matter."""
    if not isinstance(tags, dict) or not isinstance(tags.get("models"), list):
        return Status(False, "not_the_server")
    name = wanted if ":" in wanted.rpartition("/")[2] else f"{wanted}:latest"
    if name.endswith((":cloud", "-cloud")):  # served by ollama.com, listed or not
        return Status(False, "model_remote")
    for model in tags["models"]:
        if isinstance(model, dict) and name in (model.get("name"), model.get("model")):
            remote = model.get("remote_host") or model.get("remote_model")
            return Status(False, "model_remote") if remote else UP
    return Status(False, "model_missing")


def _has_model(models: object, wanted: str) -> Status:
    """Read `/v1/models` of an OpenAI-compatible server."""
    data = models.get("data") if isinstance(models, dict) else None
    if not isinstance(data, list):
        return Status(False, "not_the_server")
    ids = {model.get("id") for model in data if isinstance(model, dict)}
    return UP if wanted in ids else Status(False, "model_missing")


def probe_cloud(client: Any, env: Settings) -> Status:
    """Return whether the cloud endpoint answers, by the client's own HTTP settings.

    Args:
        client: The `openai.OpenAI` client of the cloud model.
        env: Time limit.
    """
    import openai

    try:
        answer = client.with_options(
            timeout=env.probe_seconds, max_retries=0
        ).models.with_raw_response.list()
        body = answer.http_response.json()
    except openai.APITimeoutError:
        return Status(False, "timeout")
    except openai.APIConnectionError:
        return Status(False, "unreachable")
    except openai.AuthenticationError:
        return Status(False, "bad_key")
    except openai.APIStatusError as error:
        # A key may be barred from listing models, a compatible server may not list any, and
        # a rate limit on listing is not one on chatting: only the call itself can tell.
        if error.status_code in (403, 404, 405, 429) and _is_json(error.response):
            return UP
        return Status(False, "server_error" if error.status_code >= 500 else "not_the_server")
    except ValueError:
        return Status(False, "not_the_server")
    return UP if isinstance(body, dict) and "data" in body else Status(False, "not_the_server")


def _is_json(response: Any) -> bool:
    return "json" in response.headers.get("content-type", "")
