"""All recognizers, in the order in which they are asked."""

from typing import Final

from router_agent.sensitivity.recognizers import (
    bank,
    contact,
    korean_ids,
    network,
    numbers_by_cue,
    resident,
    secrets,
)
from router_agent.sensitivity.recognizers.recognizer import Recognizer

RECOGNIZERS: Final[tuple[Recognizer, ...]] = (
    *resident.RECOGNIZERS,
    *korean_ids.RECOGNIZERS,
    *bank.RECOGNIZERS,
    *contact.RECOGNIZERS,
    *network.RECOGNIZERS,
    *numbers_by_cue.RECOGNIZERS,
    *secrets.RECOGNIZERS,
)
