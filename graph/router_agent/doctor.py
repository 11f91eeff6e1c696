"""What keeps the router from working well, and the line that mends it."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from router_agent.environment import current
from router_agent.errors import StatisticsError
from router_agent.hosts import local_base_url, shown_url
from router_agent.remedies import remedy
from router_agent.settings import Settings
from router_agent.stats import store_for
from router_agent.wording import Spoken, Text, cause_text

_NAMES: Final = {
    "server": Text("로컬 서버 {url}", "local server {url}"),
    "model": Text("로컬 모델 {local}", "local model {local}"),
    "local": Text("정말 로컬인가", "really local"),
    "key": Text("클라우드 API 키", "cloud API key"),
    "reach": Text("클라우드 {cloud_url}", "cloud {cloud_url}"),
    "statistics": Text("통계 기록", "statistics can be written"),
}
_OLLAMA_CLOUD: Final = {
    True: Text(
        "Ollama의 클라우드 모델: 켜짐 (라우터는 쓰지 않음)",
        "Ollama's cloud models: enabled (the router asks none of them)",
    ),
    False: Text("Ollama의 클라우드 모델: 꺼짐", "Ollama's cloud models: disabled"),
}
_NO_CLOUD: Final = Text(
    "끄려면 이렇게 켜세요: OLLAMA_NO_CLOUD=1 ollama serve",
    "to disable them, start it so: OLLAMA_NO_CLOUD=1 ollama serve",
)
_UNCHECKED: Final = Text("확인할 수 없음", "could not be checked")
_STATISTICS: Final = Text(
    "쓸 수 있는 파일로 정하세요: ROUTER_STATS_URL=/경로/stats.sqlite3",
    "choose a file that can be written: ROUTER_STATS_URL=/path/to/stats.sqlite3",
)

# Which causes speak against which check; with the others it passed, or was not reached.
_SERVER: Final = (
    "server_down",
    "timeout",
    "not_the_server",
    "name_unknown",
    "probe_failed",
    "server_error",
)
_AWAY: Final = ("not_local", "address_not_local", "link_local", "redirected")
_REACH: Final = ("unreachable", "timeout", "server_error", "not_the_server", "probe_failed")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked.

    Attributes:
        name: What was checked, in words.
        ok: Whether it is as it should be.
        cause: What is wrong, in words; None when nothing is.
        remedy: The line that mends it; None where nothing is to be mended here.
    """

    name: str
    ok: bool
    cause: str | None = None
    remedy: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the check as plain data."""
        return asdict(self)


def examine(language: Spoken) -> list[Check]:
    """Return the checks: local server, model, locality, cloud key and endpoint, statistics.

    Where Ollama says whether it would serve models of ollama.com, a last one tells.

    Raises:
        InvalidSetting: If a setting has an impossible value.
    """
    from router_agent.workflow import PROBES

    env = current.refresh()
    PROBES.forget()
    both = PROBES.look(env.choices, env)
    names = {
        "url": shown_url(local_base_url(env)),
        "local": env.local_model,
        "cloud_url": shown_url(env.openai_base_url),
    }

    def check(what: str, wrong: str | None, *, reached: bool = True) -> Check:
        name = _NAMES[what].say(language, **names)
        if wrong is not None:
            helps = remedy(wrong, language, env, local=env.local_model)
            return Check(name, False, cause_text(wrong, language), helps)
        return Check(name, reached, None if reached else _UNCHECKED.say(language))

    local, cloud = both.local.cause, both.cloud.cause
    server_wrong = local if local in _SERVER else None
    server_up = server_wrong is None and local not in _AWAY
    checks = [
        check("server", server_wrong, reached=server_up),
        check("model", local if local == "model_missing" else None, reached=server_up),
        check("local", local if local in (*_AWAY, "model_remote") else None, reached=server_up),
        check("key", cloud if cloud in ("no_key", "bad_key") else None),
        check("reach", cloud if cloud in _REACH else None, reached=cloud != "no_key"),
        _statistics(env, language),
    ]
    if (cloud_models := both.local.ollama_cloud) is not None:
        helps = _NO_CLOUD.say(language) if cloud_models else None
        checks.append(Check(_OLLAMA_CLOUD[cloud_models].say(language), True, remedy=helps))
    return checks


def _statistics(env: Settings, language: Spoken) -> Check:
    name = _NAMES["statistics"].say(language)
    try:
        store_for(env.stats_url).check_writable()
    except StatisticsError as error:
        return Check(name, False, str(error), _STATISTICS.say(language))
    return Check(name, True)
