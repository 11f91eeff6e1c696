"""WEBHOOK_URL: addresses that let whoever knows them post.

Source:
    Slack, Discord, Microsoft Teams: incoming webhooks.

>>> import re
>>> bool(re.search(RECOGNIZERS[0].pattern, "https://hooks.slack.com/services/T0A1/B0C2/aB3dE5gH"))
True
"""

from typing import Final

from router_agent.sensitivity.recognizers.placeholders import is_placeholder
from router_agent.sensitivity.recognizers.recognizer import Recognizer


def _webhook(value: str, _: str, __: int) -> float | None:
    return None if is_placeholder(value) or "T00000000" in value else 0.85


RECOGNIZERS: Final = (
    Recognizer("WEBHOOK_URL", r"hooks\.[a-z0-9.-]{3,100}/[\w/-]{10,200}", 0.85, _webhook),
    Recognizer(
        "WEBHOOK_URL",
        r"discord(?:app)?\.com/api/webhooks/\d{10,22}/[\w-]{20,100}",
        0.9,
        _webhook,
    ),
    Recognizer(
        "WEBHOOK_URL",
        r"[a-z0-9-]{1,60}\.webhook\.office\.com/[\w/@-]{20,300}",
        0.85,
        _webhook,
    ),
)
