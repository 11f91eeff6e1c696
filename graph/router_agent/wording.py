"""What the product says to people, in Korean and English."""

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from router_agent.context import Language

Spoken = Literal["ko", "en"]

_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


class Text(NamedTuple):
    """One sentence in both languages."""

    ko: str
    en: str

    def say(self, language: Spoken, **names: object) -> str:
        """Return the sentence in `language`, its placeholders filled from `names`."""
        return (self.ko if language == "ko" else self.en).format_map(names)


def language_of(text: str, wanted: Language = "auto") -> Spoken:
    """Return the language to answer in: the one asked for, else Korean where there is Hangul."""
    if wanted != "auto":
        return wanted
    return "ko" if _HANGUL.search(text) else "en"


def language_of_locale(environ: Mapping[str, str]) -> Spoken:
    """Return the language of a terminal: Korean under a Korean locale, else English.

    Source:
        POSIX, Environment Variables: LC_ALL, then LC_MESSAGES, then LANG.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    return "ko" if locale.lower().startswith("ko") else "en"


# By reason code and route, as one code can end in different models.
REASONS: Final[dict[tuple[str, str], Text]] = {
    ("privacy", "local"): Text(
        "개인적이거나 기밀인 내용이 있어 이 컴퓨터의 {local}이(가) 답했습니다.",
        "The question is private, so {local} answered it on this machine.",
    ),
    ("privacy_local_down", "hold"): Text(
        "개인적이거나 기밀인 내용인데 로컬 모델을 쓸 수 없어({cause}) 보내지 않고 보류했습니다.",
        "The question is private and the local model is unavailable ({cause}), "
        "so it was held: nothing was sent.",
    ),
    ("privacy_masked", "cloud"): Text(
        "개인적이거나 기밀인 내용이지만 이름표로 가리니 보내도 되는 글이 되어 {cloud}이(가) "
        "답했습니다. 가린 값은 이 컴퓨터를 떠나지 않았습니다.",
        "The question is private, but with what identifies masked it may leave, so {cloud} "
        "answered it; the masked values did not leave this machine.",
    ),
    ("privacy_masked", "hold"): Text(
        "로컬 모델을 쓸 수 없고({cause}), 가려도 여전히 개인적이거나 기밀인 내용이라 "
        "보내지 않고 보류했습니다.",
        "The local model is unavailable ({cause}) and the question is private even with what "
        "identifies masked, so it was held: nothing was sent.",
    ),
    ("consent", "hold"): Text(
        "개인적이거나 기밀인 내용입니다. {cloud}에 보낼까요? send는 있는 그대로, send_masked는 "
        "아래처럼 가려서 보내고, hold는 보내지 않습니다.",
        "The question is private. Send it to {cloud}? send sends it as it is, send_masked as "
        "shown below, hold sends nothing.",
    ),
    ("consent", "cloud"): Text(
        "개인적이거나 기밀인 내용이지만 동의하셔서 {cloud}이(가) 답했습니다.",
        "The question is private, but you agreed, so {cloud} answered it.",
    ),
    ("consent_refused", "hold"): Text(
        "보내지 않기로 하셔서 보류했습니다. 아무것도 보내지 않았습니다.",
        "You chose not to send it, so it was held: nothing was sent.",
    ),
    ("consent_unavailable", "hold"): Text(
        "개인적이거나 기밀인 내용이라 동의가 필요한데, 체크포인터(checkpointer)가 없어 물어볼 수 "
        "없습니다. 보내지 않고 보류했습니다.",
        "The question is private and would need your consent, which cannot be asked for without "
        "a checkpointer, so it was held: nothing was sent.",
    ),
    ("privacy_overridden", "cloud"): Text(
        "개인적이거나 기밀인 내용이지만 로컬 모델을 쓸 수 없고({cause}) "
        "when_local_unavailable=cloud 설정에 따라 {cloud}이(가) 답했습니다.",
        "The question is private, but the local model is unavailable ({cause}) and "
        "when_local_unavailable is cloud, so {cloud} answered it.",
    ),
    ("privacy_held", "hold"): Text(
        "개인적이거나 기밀인 내용인데 이 질문을 볼 수 있는 모델을 쓸 수 없어({cause}) "
        "보류했습니다. 아무것도 보내지 않았습니다.",
        "The question is private and no model that may see it is available ({cause}), "
        "so it was held: nothing was sent.",
    ),
    ("privacy_held", "sent"): Text(
        "개인적이거나 기밀인 내용인데 {cloud}이(가) 답을 주지 못했고({cloud_cause}) 로컬 모델도 "
        "쓸 수 없어({cause}) 보류했습니다.",
        "The question is private; {cloud} gave no answer ({cloud_cause}) and the local model is "
        "unavailable ({cause}), so it was held.",
    ),
    ("forced", "local"): Text(
        "로컬 모델을 지정하셔서 {local}이(가) 답했습니다.",
        "You asked for the local model, so {local} answered.",
    ),
    ("forced", "cloud"): Text(
        "클라우드 모델을 지정하셔서 {cloud}이(가) 답했습니다.",
        "You asked for the cloud model, so {cloud} answered.",
    ),
    ("forced_unavailable", "hold"): Text(
        "로컬 모델을 지정하셨는데 쓸 수 없어({cause}) 보류했습니다.",
        "You asked for the local model, which is unavailable ({cause}), so the question was held.",
    ),
    ("nothing_available", "hold"): Text(
        "쓸 수 있는 모델이 없어 보류했습니다(로컬: {cause}, 클라우드: {cloud_cause}).",
        "No model is available (local: {cause}; cloud: {cloud_cause}), so the question was held.",
    ),
    ("budget", "hold"): Text(
        "클라우드 예산을 다 썼고 로컬 모델도 쓸 수 없어({cause}) 보류했습니다.",
        "The cloud budget is spent and the local model is unavailable ({cause}), "
        "so the question was held.",
    ),
    ("local_unavailable", "cloud"): Text(
        "로컬 모델을 쓸 수 없고({cause}) 보내도 되는 질문이라 {cloud}이(가) 답했습니다.",
        "The local model is unavailable ({cause}) and the question may leave, so {cloud} answered.",
    ),
    ("cloud_unavailable", "local"): Text(
        "클라우드 모델을 쓸 수 없어({cloud_cause}) {local}이(가) 답했습니다.",
        "The cloud model is unavailable ({cloud_cause}), so {local} answered.",
    ),
    ("budget", "local"): Text(
        "클라우드 예산을 다 써서 {local}이(가) 답했습니다.",
        "The cloud budget is spent, so {local} answered.",
    ),
    ("cost", "local"): Text(
        "간단한 질문이라 비용을 아끼려고 {local}이(가) 답했습니다.",
        "The question is simple, so {local} answered it to save cost.",
    ),
    ("speed", "local"): Text(
        "최근에 로컬 모델이 더 빨라서 {local}이(가) 답했습니다.",
        "The local model has lately been faster, so {local} answered.",
    ),
    ("quality", "cloud"): Text(
        "보내도 되는 질문이라 더 나은 답을 위해 {cloud}이(가) 답했습니다.",
        "The question may leave this machine, so {cloud} answered it for the better answer.",
    ),
}

# Why a model is unavailable: what probes find, and how calls fail.
CAUSES: Final[dict[str, Text]] = {
    "not_local": Text("로컬 주소가 아님", "its address is not local"),
    "address_not_local": Text(
        "이름이 가리키는 주소가 사설 주소도, 믿는 주소도 아님",
        "its name leads to an address that is neither private nor trusted",
    ),
    "link_local": Text("링크 로컬 주소라 쓰지 않음", "its address is link-local"),
    "name_unknown": Text("그런 이름의 호스트를 찾을 수 없음", "no host has its name"),
    "redirected": Text(
        "서버가 다른 주소로 넘기려 함", "its server would send the question on to another address"
    ),
    "server_down": Text("서버가 꺼져 있음", "its server is not running"),
    "timeout": Text("제시간에 답하지 않음", "it did not answer in time"),
    "not_the_server": Text(
        "그 주소에 다른 프로그램이 있음", "another program answers at its address"
    ),
    "model_missing": Text("모델이 설치되지 않음", "the model is not installed"),
    "model_remote": Text("로컬에서 실행되지 않는 모델", "the model does not run on this machine"),
    "no_key": Text("API 키가 없음", "there is no API key"),
    "bad_key": Text("API 키가 틀림", "the API key is wrong"),
    "unreachable": Text("연결할 수 없음", "it cannot be reached"),
    "server_error": Text("서버 오류", "server error"),
    "probe_failed": Text("확인하지 못함", "the check failed"),
    "connection_failed": Text("연결이 끊김", "the connection failed"),
    "context_too_long": Text("대화가 너무 김", "the conversation is too long for it"),
    "insufficient_quota": Text("사용 한도를 다 씀", "its quota is spent"),
    "bad_request": Text("요청이 거절됨", "it refused the request"),
    "rejected": Text("요청이 거절됨", "it refused the request"),
    "unauthorized": Text("인증 실패", "the key was refused"),
    "forbidden": Text("권한 없음", "access was denied"),
    "model_not_found": Text("모델이 없음", "the server does not have the model"),
    "rate_limited": Text("요청이 너무 많음", "too many requests"),
    "server_busy": Text("서버가 바쁨", "its server is busy"),
    "cut_off": Text("답이 중간에 끊김", "the answer was cut off"),
    "malformed": Text("답을 읽을 수 없음", "the answer was malformed"),
    "stream_error": Text("답하는 중 오류", "an error while it answered"),
    "empty_answer": Text("빈 답", "the answer was empty"),
    "content_filter": Text("내용 때문에 거절됨", "its content filter stopped the answer"),
    "guarded": Text("보내기 직전 검사에서 막힘", "the check before sending stopped the question"),
    "unexpected": Text("알 수 없는 오류", "an unexpected error"),
    "unknown": Text("확인되지 않음", "not known"),
}

HELD: Final = Text("답을 보류했습니다. {reason}", "No answer: {reason}")
CHECKPOINTER: Final = Text(
    "체크포인터와 thread_id 로 실행하세요: build_graph(checkpointer=InMemorySaver()). 명령줄이라면 "
    "--json 없이 터미널에서 실행하세요",
    "run it with a checkpointer and a thread_id: build_graph(checkpointer=InMemorySaver()); at "
    "the command line, in a terminal and without --json",
)
LOCAL_DOWN: Final = Text(
    "로컬 모델은 쓸 수 없습니다({cause}).", "The local model is unavailable ({cause})."
)
MASKED_TOO: Final = Text(
    "가려도 여전히 개인적이거나 기밀인 내용이라 send_masked는 고를 수 없습니다.",
    "It is private even when masked, so send_masked cannot be chosen.",
)
LEFT_OUT: Final = Text(
    "앞의 개인적인 메시지 {count}개는 보내지 않았습니다.",
    "{count} earlier private messages were not sent.",
)
HELP: Final = Text("도움이 될 일: {remedy}", "What would help: {remedy}")

STRENGTHS: Final[dict[str, Text]] = {
    "cloud": Text(
        "강점: 복잡한 추론, 넓은 지식, 긴 문맥. 유의: 질문이 외부로 나가고 비용이 듭니다.",
        "Strengths: complex reasoning, broad knowledge, long context. "
        "Mind: the question leaves this machine and costs money.",
    ),
    "local": Text(
        "강점: 질문이 이 컴퓨터를 떠나지 않음, 무료, 오프라인. 유의: 모델이 작습니다.",
        "Strengths: the question never leaves this machine, free, works offline. "
        "Mind: it is a smaller model.",
    ),
}


def cause_text(code: str | None, language: Spoken) -> str:
    """Return why a model is unavailable, in words."""
    return CAUSES.get(code or "unknown", CAUSES["unknown"]).say(language)
