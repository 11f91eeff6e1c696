"""A masked conversation on its way out: judged, shown, and sent so that the answer is restored."""

from collections.abc import Collection, Sequence
from typing import Any

from langchain_core.messages import AnyMessage, SystemMessage
from langchain_core.runnables import Runnable

from router_agent.context import Choices
from router_agent.policy import Decision, confined
from router_agent.privacy import answers
from router_agent.privacy.masking.chat import Restoring
from router_agent.privacy.masking.mask import Masked, mask
from router_agent.privacy.masking.note import NOTE
from router_agent.privacy.masking.residue import remains
from router_agent.privacy.outgoing import Outgoing, judged
from router_agent.privacy.run import digest, under_way
from router_agent.sensitivity.assessment import Preset
from router_agent.sensitivity.conversation import texts
from router_agent.wording import language_of


def _masked(messages: Sequence[AnyMessage], privacy: Preset) -> Masked:
    """Return messages masked; once in a run, which is also as long as the values are kept."""
    run, key = under_way(), (digest(messages), privacy)
    if run is not None and run.masked is not None and run.masked[0] == key:
        return run.masked[1]
    found = mask(messages, privacy)
    if run is not None:
        run.masked = key, found
    return found


def _remains(masked: Masked) -> bool:
    """Whether pieces of values are left; once in a run, as the door asks what the verdict did."""
    run = under_way()
    if run is None:
        return remains(masked)
    if run.left is None or run.left[0] is not masked:
        run.left = masked, remains(masked)
    return run.left[1]


def maskable(messages: Sequence[AnyMessage], choices: Choices, kept: Collection[str] = ()) -> bool:
    """Whether messages may leave once identifiers are masked, by what they say then.

    Not where a piece of what was masked is left, or another spelling of it; nor where an answer
    of the local model is among them that is as private as its question: masking takes out what
    identifies, and not what it tells of the question.

    Args:
        messages: What would be sent.
        choices: The settings in force.
        kept: Ids of messages that were found to be private before.
    """
    for message, piece in zip(messages, texts(messages), strict=True):
        if message.type != "human" and message.id in kept:
            return False
        if confined(answers.recall(piece.content), choices):
            return False
    masked = _masked(messages, choices.privacy)
    if confined(judged(texts(masked.messages), choices.privacy).level, choices):
        return False
    return not _remains(masked)


def may_be_masked(choices: Choices) -> bool:
    """Whether masking can be what becomes of a confined question under these settings."""
    return choices.when_local_unavailable in ("mask", "ask") or choices.route == "cloud"


def masked_call(
    chat: Runnable[Any, Any], out: Outgoing, choices: Choices
) -> tuple[Runnable[Any, Any], list[AnyMessage]]:
    """Return a chat model whose answer comes back restored, and the masked messages for it."""
    masked = _masked(out.messages, choices.privacy)
    spoken = language_of(texts(out.messages)[-1].content, choices.language)
    notes = [SystemMessage(NOTE.say(spoken)), *((out.note,) if out.note else ())]
    return Restoring(inner=chat, placeholders=masked.placeholders), [*notes, *masked.messages]


def preview(out: Outgoing, choices: Choices) -> tuple[dict[str, str], ...]:
    """Return what would be sent with identifiers masked: a role and a text each message."""
    return _told(_masked(out.messages, choices.privacy).messages)


def as_sent(decision: Decision, out: Outgoing, choices: Choices) -> tuple[dict[str, str], ...]:
    """Return what the cloud model would be sent, or would be if it were asked.

    In clear only where that is what the rules say, or nothing in it is confined.
    """
    private = confined(out.assessment.level, choices)
    in_clear = decision.route == "cloud" and decision.reason_code != "privacy_masked"
    return preview(out, choices) if private and not in_clear else _told(out.sent)


def _told(messages: Sequence[AnyMessage]) -> tuple[dict[str, str], ...]:
    return tuple(
        {"role": message.type, "text": piece.text}
        for message, piece in zip(messages, texts(messages), strict=True)
    )
