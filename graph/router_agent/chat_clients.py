"""How the chat models are reached: by which client, within which limits, through no detours."""

from typing import TYPE_CHECKING, Any, Final

from router_agent.context import Choices
from router_agent.hosts import is_local, local_base_url
from router_agent.privacy.wire import acheck, check
from router_agent.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from router_agent.local_route import Route

_CONNECT_SECONDS: Final = 10.0

# No proxy and no login of the environment, no redirect: a local question must not take a way
# around. The transport is what keeps to that; the client is told the same.
_NO_DETOURS: Final[dict[str, Any]] = {"trust_env": False, "follow_redirects": False}


def cloud(run: Choices, env: Settings) -> "BaseChatModel":
    """Return OpenAI's model, or that of a compatible server elsewhere."""
    from langchain_openai import ChatOpenAI
    from openai import DefaultAsyncHttpxClient, DefaultHttpxClient

    here = is_local(env.openai_base_url, ())
    return ChatOpenAI(
        model=run.cloud_model,
        temperature=run.cloud_temperature,
        api_key=env.openai_api_key,
        base_url=env.openai_base_url,
        timeout=env.cloud_timeout_seconds,
        max_retries=0,  # a failed call goes to the other model at once
        stream_usage=True,
        # The package's own default clients are shared by all event loops of the process. What
        # listens on this machine is not reached through a proxy.
        http_client=DefaultHttpxClient(trust_env=not here, event_hooks={"request": [check]}),
        http_async_client=DefaultAsyncHttpxClient(
            trust_env=not here, event_hooks={"request": [acheck]}
        ),
    )


def openai_compatible(
    run: Choices, env: Settings, temperature: float | None, seconds: float
) -> "BaseChatModel":
    """Return the local model of a server that speaks OpenAI's protocol.

    Args:
        run: The model's name.
        env: Where the server listens.
        temperature: Of sampling; None is the model's own.
        seconds: How long to wait for its next token.
    """
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    from router_agent.local_transport import AsyncLocalTransport, LocalTransport

    route = _route(run, env)
    return ChatOpenAI(
        model=run.local_model,
        temperature=temperature,
        api_key=SecretStr("local"),  # required by the client, ignored by local servers
        base_url=route.url,
        timeout=seconds,
        max_retries=0,
        stream_usage=True,
        use_responses_api=False,
        openai_proxy=None,  # else OPENAI_PROXY, which is the cloud's, keeps it from being made
        http_client=httpx.Client(transport=LocalTransport(route), **_NO_DETOURS),
        http_async_client=httpx.AsyncClient(transport=AsyncLocalTransport(route), **_NO_DETOURS),
    )


def ollama(
    run: Choices, env: Settings, temperature: float | None, seconds: float
) -> "BaseChatModel":
    """Return Ollama's model. Arguments as in `openai_compatible`."""
    import httpx
    from langchain_ollama import ChatOllama

    from router_agent.local_transport import AsyncLocalTransport, LocalTransport

    route = _route(run, env)
    return ChatOllama(
        model=run.local_model,
        temperature=temperature,
        base_url=route.url,
        num_ctx=env.local_num_ctx,
        client_kwargs={
            "timeout": httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS)),
            **_NO_DETOURS,
        },
        sync_client_kwargs={"transport": LocalTransport(route)},
        async_client_kwargs={"transport": AsyncLocalTransport(route)},
    )


def _route(run: Choices, env: Settings) -> "Route":
    from router_agent.local_route import Route

    return Route(local_base_url(env), env.trusted_hosts, run.local_model)
