"""The parts of the documents that are made from the code: `python -m tests.documents`."""

import re
from pathlib import Path
from typing import Final, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from router_agent import graph
from router_agent.settings import Settings, variable
from router_agent.wording import Spoken

ROOT: Final = Path(__file__).parents[1]
READMES: Final[dict[Spoken, Path]] = {"en": ROOT / "README.md", "ko": ROOT / "README.ko.md"}

_MEANINGS: Final[dict[str, tuple[str, str]]] = {
    "privacy": (
        "how readily a question counts as private; `strict` also keeps `medium` here",
        "질문을 얼마나 쉽게 개인적이라고 볼지. `strict`는 `medium`도 로컬에 둠",
    ),
    "route": ("force a model", "모델 지정"),
    "prefer": ("what to prefer where privacy allows both", "둘 다 되는 질문에서 우선할 것"),
    "when_local_unavailable": (
        "a private question while the local model is down",
        "로컬 모델이 없을 때 개인적인 질문",
    ),
    "history": (
        "whether a thread that was private stays here, or goes on without its private turns",
        "한 번 민감했던 대화를 계속 여기 둘지, 민감한 차례를 빼고 이어 갈지",
    ),
    "cloud_model": ("name of the cloud model", "클라우드 모델 이름"),
    "local_model": ("name of the local model", "로컬 모델 이름"),
    "cloud_temperature": ("its sampling temperature", "클라우드 모델의 온도"),
    "local_temperature": ("its sampling temperature; unset: the model's own", "로컬 모델의 온도"),
    "language": ("language of the reasons", "이유를 설명하는 언어"),
    "openai_api_key": ("key of the cloud model", "클라우드 모델의 키"),
    "openai_base_url": ("address of the cloud model", "클라우드 모델의 주소"),
    "ollama_host": ("address of Ollama, as Ollama reads it", "Ollama 주소 (Ollama와 같은 규칙)"),
    "local_provider": ("what serves the local model", "로컬 서버의 종류"),
    "local_base_url": (
        "address of a local server that speaks OpenAI's protocol (llama.cpp, vLLM, LM Studio)",
        "OpenAI 방식 로컬 서버의 주소 (llama.cpp, vLLM, LM Studio)",
    ),
    "trusted_hosts": (
        "hosts that count as local beside this machine: names or addresses without port, separated "
        "by commas",
        "이 컴퓨터 말고도 로컬로 볼 호스트: 포트 없는 이름이나 주소, 쉼표로 구분",
    ),
    "stats_url": (
        "file or database of the statistics; unset: the user's data folder",
        "통계 파일이나 데이터베이스. 없으면 사용자 데이터 폴더",
    ),
    "tracing": ("what LangSmith and OpenTelemetry are told", "LangSmith와 OpenTelemetry에 알릴 것"),
    "budget_usd_per_day": ("US dollars a day for the cloud", "하루 클라우드 예산(달러)"),
    "local_num_ctx": ("tokens of the local model's context", "로컬 모델의 문맥 토큰 수"),
    "max_question_chars": ("longest input, in characters", "가장 긴 입력(글자)"),
    "cloud_timeout_seconds": ("time limit of a cloud answer", "클라우드 답의 제한 시간"),
    "local_first_token_seconds": (
        "longest silence of the local model; loading takes minutes",
        "로컬 모델을 기다리는 시간. 처음 켤 때 몇 분 걸림",
    ),
    "probe_seconds": ("time limit of a look at a model", "모델이 있는지 볼 때의 제한 시간"),
    "judge_seconds": ("time limit of the local judge", "로컬 판정의 제한 시간"),
    "availability_seconds": ("how long a look is remembered", "모델 상태를 기억하는 시간"),
}
_HEADS: Final[dict[Spoken, str]] = {
    "en": "| variable | default | allowed | what it is |",
    "ko": "| 변수 | 기본값 | 가능한 값 | 뜻 |",
}


def settings_table(language: Spoken) -> str:
    """Return the table of all settings, from the code."""
    rows = [_HEADS[language], "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        meaning = _MEANINGS[name][language == "ko"]
        default = "" if field.default in (None, ()) else f"`{field.default}`"
        rows.append(f"| `{variable(name)}` | {default} | {_allowed(field)} | {meaning} |")
    return "\n".join(rows)


def _allowed(field: FieldInfo) -> str:
    if get_origin(field.annotation) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(field.annotation))
    kinds = get_args(field.annotation) or (field.annotation,)
    low = high = None
    limits = [*field.metadata, *(m for kind in kinds for m in getattr(kind, "__metadata__", ()))]
    for part in (p for limit in limits for p in getattr(limit, "metadata", [limit])):
        low = getattr(part, "ge", getattr(part, "gt", low))
        high = getattr(part, "le", high)
    if low is None and high is None:
        return ""
    return f"{low:,} …" if high is None else f"{low:,} … {high:,}"


def picture() -> str:
    """Return the graph as a mermaid drawing."""
    return f"```mermaid\n{graph.get_graph().draw_mermaid().strip()}\n```"


def with_made_parts(text: str, language: Spoken) -> str:
    """Return a document with its made parts as the code says now."""
    for name, made in (("picture", picture()), ("settings", settings_table(language))):
        pattern = rf"(<!-- {name}: [^>]*-->\n).*?(<!-- end -->)"
        if len(places := re.findall(pattern, text, re.DOTALL)) != 1:
            raise ValueError(f"no place for {name}")
        start, end = places[0]
        text = re.sub(
            pattern, f"{start}\n{made}\n\n{end}".replace("\\", r"\\"), text, flags=re.DOTALL
        )
    return text


if __name__ == "__main__":
    for spoken, path in READMES.items():
        path.write_text(with_made_parts(path.read_text(), spoken))
