"""One look at each of the two models: is it there, and is the local one really local?"""

import time
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from router_agent import remote_models
from router_agent.context import Choices
from router_agent.errors import ModelError
from router_agent.hosts import local_base_url, refusal_of
from router_agent.settings import Settings

Cause = Literal[
    "not_local",
    "address_not_local",
    "link_local",
    "name_unknown",
    "redirected",
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
        ollama_cloud: Whether the local Ollama would serve models of ollama.com as well; None
            where it does not say so, or is no Ollama.
    """

    up: bool
    cause: Cause | None = None
    ollama_cloud: bool | None = field(default=None, compare=False)


UP: Final = Status(True)


def probe_local(run: Choices, env: Settings) -> Status:
    """Return whether the local server is up, has the model, and runs it itself.

    Sends nothing to a host that is neither this machine nor trusted.
    """
    import httpx

    from router_agent.local_route import Route
    from router_agent.local_transport import LocalTransport

    url = local_base_url(env)
    if (cause := refusal_of(url, env.trusted_hosts)) is not None:
        return Status(False, cause)
    deadline = time.monotonic() + env.probe_seconds
    probe = _ask_openai if env.local_provider == "openai" else _ask_ollama
    try:
        with httpx.Client(
            transport=LocalTransport(Route(url, env.trusted_hosts)),
            trust_env=False,
            timeout=env.probe_seconds,
        ) as client:
            return probe(client, url, run.local_model, deadline)
    except ModelError as error:
        return Status(False, _REFUSED.get(error.code, "not_the_server"))
    except httpx.TimeoutException:
        return Status(False, "timeout")
    except httpx.ConnectError:
        return Status(False, "server_down")
    except (httpx.HTTPError, ValueError):
        return Status(False, "not_the_server")


# What the transport refuses, by its code.
_REFUSED: Final[dict[str, Cause]] = {
    "not_local": "not_local",
    "address_not_local": "address_not_local",
    "link_local": "link_local",
    "name_unknown": "name_unknown",
    "redirected": "redirected",
    "timeout": "timeout",
}


def _ask_ollama(client: Any, url: str, model: str, deadline: float) -> Status:
    version = _json(client, f"{url}/api/version", deadline)
    if not isinstance(version, dict) or "version" not in version:
        return Status(False, "not_the_server")
    cloud = _serves_cloud(_json_or_none(client, f"{url}/api/status", deadline))
    found = _has_ollama_model(_json(client, f"{url}/api/tags", deadline), url, model)
    return Status(found.up, found.cause, cloud)


def _ask_openai(client: Any, url: str, model: str, deadline: float) -> Status:
    """Look for a model of an OpenAI-compatible server, which Ollama is as well.

    Ollama's list in OpenAI's form does not say which models are remote; its own list does.
    """
    found = _has_model(_json(client, f"{url}/models", deadline), model)
    if not found.up:
        return found
    tags = _json_or_none(client, f"{url.removesuffix('/v1')}/api/tags", deadline)
    runs_elsewhere = _has_ollama_model(tags, url, model).cause == "model_remote"
    return Status(False, "model_remote") if runs_elsewhere else UP


def _json_or_none(client: Any, url: str, deadline: float) -> object:
    """Return the JSON at `url`; None where this server has none there."""
    try:
        return _json(client, url, deadline)
    except ValueError:
        return None


def _serves_cloud(status: object) -> bool | None:
    """Read `/api/status`: whether Ollama would send questions to ollama.com."""
    cloud = status.get("cloud") if isinstance(status, dict) else None
    disabled = cloud.get("disabled") if isinstance(cloud, dict) else None
    return None if not isinstance(disabled, bool) else not disabled


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


def _has_ollama_model(tags: object, url: str, wanted: str) -> Status:
    """Read `/api/tags`: the raw JSON, as Ollama's own client drops the fields that matter.

    `/api/show` takes both fields from the same place and much longer, so it is not asked.
    """
    if remote_models.is_named_remote(wanted) or remote_models.is_known(url, wanted):
        return Status(False, "model_remote")
    if not isinstance(tags, dict) or not isinstance(tags.get("models"), list):
        return Status(False, "not_the_server")
    name = remote_models.tagged(wanted)
    for model in tags["models"]:
        if isinstance(model, dict) and name in (model.get("name"), model.get("model")):
            return Status(False, "model_remote") if remote_models.is_called_remote(model) else UP
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
