"""The layers of a verdict in words, and what they go by."""

from typing import Final

from router_agent.sensitivity.assessment import Opinion
from router_agent.wording import Spoken, Text

LAYERS_IN_WORDS: Final[dict[str, Text]] = {
    "identifiers": Text("식별자와 비밀값", "identifiers and secrets"),
    "model": Text("학습 모델", "trained model"),
    "cues": Text("단서가 되는 말", "cue words"),
    "payload": Text("붙여넣은 글", "pasted text"),
    "language": Text("언어", "language"),
    "unreadable": Text("읽을 수 없는 부분", "unreadable parts"),
    "judge": Text("로컬 모델의 판정", "local model as judge"),
    "history": Text("이전 대화", "earlier conversation"),
}

LEVELS_IN_WORDS: Final[dict[str, Text]] = {
    "low": Text("낮음(low)", "low"),
    "medium": Text("중간(medium)", "medium"),
    "high": Text("높음(high)", "high"),
}

# What a layer went by, where that is no kind of value.
REASONS_IN_WORDS: Final[dict[str, Text]] = {
    "SELF": Text("묻는 사람 자신", "the asker"),
    "OURS": Text("우리 조직", "the asker's organisation"),
    "FAMILY": Text("가족·가까운 사람", "family"),
    "ROLE": Text("주변 사람", "somebody by role"),
    "NAME": Text("이름", "a name"),
    "CONTACT": Text("연락처·신상", "contact data"),
    "ASKING": Text("알려 달라는 말", "asking for it"),
    "HEALTH": Text("건강", "health"),
    "LAW": Text("법적 문제", "law"),
    "MONEY": Text("돈", "money"),
    "FAMILY_MATTER": Text("가정사", "family matters"),
    "WORK": Text("직장 문제", "trouble at work"),
    "BUSINESS": Text("사업 정보", "business"),
    "CONFIDENTIAL": Text("비밀이라는 말", "said to be confidential"),
    "OPINION": Text("의견·감정", "opinion or feeling"),
    "PASTED_TEXT": Text("메일·대화·기록 형식", "the form of mail, chat or records"),
    "UNKNOWN_LANGUAGE": Text("모르는 언어", "an unknown language"),
    "ENCODED_DATA": Text("인코딩된 데이터", "encoded data"),
    "ATTACHMENT": Text("글이 아닌 부분", "a part that is no text"),
}


def layer_text(opinion: Opinion, spoken: Spoken) -> str:
    """Return the name of a layer, in words."""
    known = LAYERS_IN_WORDS.get(opinion.layer)
    return known.say(spoken) if known else opinion.layer


def reasons_text(opinion: Opinion, spoken: Spoken) -> str:
    """Return what a layer went by, in words; the kinds of values keep their names."""
    known = (REASONS_IN_WORDS.get(name) for name in opinion.because)
    said = zip(opinion.because, known, strict=True)
    return ", ".join(words.say(spoken) if words else name for name, words in said)
