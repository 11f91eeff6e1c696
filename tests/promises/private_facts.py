"""Canaries: random strings shaped as private facts of every kind, and how they are looked for.

A canary is what must not be found in anything that left. It is looked for as it is and in the
forms in which it travels: escaped as in JSON, percent-encoded, in base64, its digits alone.
"""

import base64
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Final
from urllib.parse import quote

from training.values import KINDS

from router_agent import classify

_SHORTEST: Final = 7
# The last of each says nothing private beside the value: masked, it may leave.
_KOREAN: Final = (
    "제 {name} {value} 맞는지 확인해줘",
    "이거 내 {name} {value} 저장해도 돼?",
    "Python 정규식으로 {value} 같은 문자열을 찾는 법은?",
)
_ENGLISH: Final = (
    "my {name} is {value}, is that right?",
    "the {name} they gave me was {value}",
    "How do I write a regular expression that matches {value} in Python?",
)
# Told in plain words; the name is nobody's, and new each time.
_TOLD: Final = (
    "My sister {name} was diagnosed with bipolar disorder last month and I am scared",
    "{name} in my team is being fired on Friday and must not know yet",
    "우리 회사가 다음 달에 {name} 인수하는 거 아직 비밀인데 보도자료 써줘",
    "내 동생 {name} 우울증으로 입원했는데 회사에 뭐라고 말해야 해?",
)
_SYLLABLES: Final = ("ka", "ri", "mo", "tun", "vel", "sha", "dor", "nim", "pex", "zul", "bra", "qo")


@dataclass(frozen=True, slots=True)
class Canary:
    """A private text, and what of it must not be found.

    Attributes:
        text: The text, which is high for every preset, beyond doubt.
        needle: What must not leave.
    """

    text: str
    needle: str


def made(random: Random) -> Canary:
    """Return a new canary.

    What the classifier itself misses is measured elsewhere; here it is drawn again.
    """
    while True:
        canary = _told(random) if random.random() < 0.25 else _valued(random)
        judged = classify(canary.text, "permissive")
        if judged.level == "high" and judged.certain:
            return canary


def _valued(random: Random) -> Canary:
    kind = random.choice([k for k in KINDS if k.kind not in ("PIN", "ONE_TIME_CODE")])
    value = kind.make(random)
    while len(value) < _SHORTEST:
        kind = random.choice(KINDS)
        value = kind.make(random)
    korean = random.random() < 0.5
    form = random.choice(_KOREAN if korean else _ENGLISH)
    text = form.format(name=kind.ko if korean else kind.en, value=value)
    return Canary(text, value)


def _told(random: Random) -> Canary:
    name = "".join(random.choices(_SYLLABLES, k=4)).capitalize()
    return Canary(random.choice(_TOLD).format(name=name), name)


@lru_cache(maxsize=4096)
def forms(needle: str) -> tuple[bytes, ...]:
    """Return the bytes in which a needle can travel."""
    raw = needle.encode()
    found = {raw, json.dumps(needle)[1:-1].encode(), quote(needle, safe="").encode()}
    # In base64 the first and the last letters depend on what stands beside it.
    for shift in range(3):
        found.add(base64.b64encode(b"\0" * shift + raw)[4:-4])
    digits = re.sub(r"\D", "", needle)
    if len(digits) >= 10:
        found.add(digits.encode())
    return tuple(form for form in found if len(form) >= _SHORTEST)
