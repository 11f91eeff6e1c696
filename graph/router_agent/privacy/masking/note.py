"""What a model is told of placeholders, in one place."""

from typing import Final

from router_agent.wording import Text

NOTE: Final = Text(
    "<KIND_1>처럼 꺾쇠괄호 안에 영어 대문자와 번호가 있는 것은 어떤 값을 대신하는 자리표시입니다. "
    "같은 자리표시는 같은 값을 뜻합니다. 대신한 값을 추측하지 말고, 답과 도구 호출에 쓸 때는 "
    "글자 하나 바꾸지 말고 그대로 옮겨 쓰세요.",
    "Words in angle brackets, in capitals and with a number, such as <KIND_1>, are placeholders: "
    "each stands for a value, and the same one always for the same value. Do not guess the value. "
    "Where you need it, in your answer or in a tool call, copy the placeholder exactly as it is.",
)
"""For a system message in front of a masked conversation. No kind is named `KIND`."""
