"""What would help where a model cannot answer: shown in held answers and by the doctor."""

from typing import Final
from urllib.parse import urlsplit

from router_agent.hosts import local_base_url, shown_url
from router_agent.settings import Settings
from router_agent.wording import Spoken, Text

# By cause.
REMEDIES: Final[dict[str, Text]] = {
    "not_local": Text(
        "{setting}={here} 로 하거나, 믿는 호스트라면 ROUTER_TRUSTED_HOSTS={host} 를 .env에 "
        "넣으세요",
        "set {setting}={here} or, for a host that you trust, ROUTER_TRUSTED_HOSTS={host} in .env",
    ),
    "address_not_local": Text(
        "{host} 의 주소를 확인하고, 믿는다면 그 주소도 넣으세요: ROUTER_TRUSTED_HOSTS={host},주소",
        "check which addresses {host} has and, if you trust them, add each: "
        "ROUTER_TRUSTED_HOSTS={host},ADDRESS",
    ),
    "link_local": Text(
        "서버의 사설 주소(192.168.0.7 처럼)를 {setting} 와 ROUTER_TRUSTED_HOSTS 에 넣으세요",
        "put the server's private address (such as 192.168.0.7) into {setting} and "
        "ROUTER_TRUSTED_HOSTS",
    ),
    "name_unknown": Text(
        "{setting} 의 이름을 고치거나 서버의 주소를 넣으세요",
        "correct the name in {setting}, or put the server's address there",
    ),
    "redirected": Text(
        "{setting} 에 모델 서버의 주소를 직접 넣으세요: {url} 은 다른 곳으로 넘깁니다",
        "put the address of the model's server itself into {setting}: {url} sends on elsewhere",
    ),
    "server_down": Text("Ollama를 켜세요: ollama serve", "start Ollama: ollama serve"),
    "timeout": Text("서버를 다시 켜세요: ollama serve", "restart the server: ollama serve"),
    "not_the_server": Text(
        "{url} 에 다른 프로그램이 있습니다: {setting} 를 고치세요",
        "another program answers at {url}: correct {setting}",
    ),
    "model_missing": Text("모델을 받으세요: ollama pull {local}", "run: ollama pull {local}"),
    "model_not_found": Text("모델을 받으세요: ollama pull {local}", "run: ollama pull {local}"),
    "model_remote": Text(
        "이 컴퓨터에서 실행되는 모델을 고르세요: ROUTER_LOCAL_MODEL=exaone3.5:7.8b",
        "choose a model that runs on this machine: ROUTER_LOCAL_MODEL=exaone3.5:7.8b",
    ),
    "context_too_long": Text(
        "질문을 줄이거나 ROUTER_LOCAL_NUM_CTX 를 늘리세요(지금 {num_ctx} 토큰)",
        "shorten the question or raise ROUTER_LOCAL_NUM_CTX (now {num_ctx} tokens)",
    ),
    "no_key": Text(
        "OPENAI_API_KEY=sk-... 를 .env에 넣으세요", "put OPENAI_API_KEY=sk-... into .env"
    ),
    "bad_key": Text(
        "OPENAI_API_KEY 를 확인하세요: https://platform.openai.com/api-keys",
        "check OPENAI_API_KEY: https://platform.openai.com/api-keys",
    ),
    "unreachable": Text(
        "네트워크와 OPENAI_BASE_URL 을 확인하세요", "check network and OPENAI_BASE_URL"
    ),
}


def remedy(cause: str | None, spoken: Spoken, env: Settings, *, local: str) -> str | None:
    """Return what would help; None where nobody here can do anything.

    Args:
        cause: Why a model cannot answer, as probes and failed calls name it.
        spoken: The language to say it in.
        env: Where the local server should listen, and how much it is told to keep in mind.
        local: Name of the local model.
    """
    if (text := REMEDIES.get(cause or "")) is None:
        return None
    url = local_base_url(env)
    own_url = env.local_base_url is not None
    return text.say(
        spoken,
        setting="ROUTER_LOCAL_BASE_URL" if own_url else "OLLAMA_HOST",
        here="http://127.0.0.1:PORT/v1" if own_url else "127.0.0.1",
        url=shown_url(url),
        host=urlsplit(url).hostname or "",
        local=local,
        num_ctx=env.local_num_ctx,
    )
