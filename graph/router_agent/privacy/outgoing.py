"""What of a conversation would be sent to the cloud, and how private that is.

A turn begins with a message from a person. With `history = "cleared"` the turns that are private
are left out, the last one never: whether it may go is what is asked.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from langchain_core.messages import AnyMessage, SystemMessage

from router_agent.context import Choices
from router_agent.policy import confined
from router_agent.privacy import answers
from router_agent.privacy.call_ids import numbered
from router_agent.sensitivity import Assessment, Opinion, assess, turns, verdicts
from router_agent.sensitivity.assessment import Level, Preset, highest
from router_agent.sensitivity.conversation import MessageText, texts
from router_agent.wording import Text, language_of

LAYER: Final = "history"
LEFT_OUT: Final = Text(
    "이 대화의 앞부분 일부는 개인적인 내용이라 뺐습니다. 남은 내용만으로 답하세요.",
    "Some earlier messages of this conversation were left out. Answer from what is here.",
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What would be sent.

    Attributes:
        messages: The messages of the conversation; ids of tool calls are numbered anew.
        assessment: How private they are together; messages are numbered as in the conversation.
        whole: How private the whole conversation is.
        note: What the model is told of those that are left out; None where none is.
        private: Ids of the messages of confined turns, those that are sent included.
    """

    messages: list[AnyMessage]
    assessment: Assessment
    whole: Level
    note: SystemMessage | None = None
    private: tuple[str, ...] = ()

    @property
    def sent(self) -> list[AnyMessage]:
        """The messages, behind the note where there is one."""
        return self.messages if self.note is None else [self.note, *self.messages]


def outgoing(
    messages: Sequence[AnyMessage], choices: Choices, kept: Collection[str] = ()
) -> Outgoing:
    """Return what would be sent of a conversation.

    Args:
        messages: The conversation.
        choices: The settings in force.
        kept: Ids of messages that were found to be private before; they stay so.
    """
    messages = numbered(messages)
    pieces = texts(messages)
    if choices.history == "sticky":
        found = judged(pieces, choices.privacy)
        return Outgoing(list(messages), found, found.level)
    return _cleared(messages, pieces, choices, kept)


def judged(pieces: Sequence[MessageText], privacy: Preset) -> Assessment:
    """Return how private texts are, an answer of the local model as its question.

    The local judge's verdicts count only from this process's memory; a text that has none is
    judged without it, and doubt is high.
    """
    found = assess(pieces, privacy, verdicts.recall)
    level = highest(*(answers.recall(piece.content) for piece in pieces))
    if level == "low":
        return found
    return _raised(found, level)


def _raised(found: Assessment, level: Level) -> Assessment:
    floor = highest(found.floor, level)
    certain = found.certain or floor == "high"
    return replace(
        found,
        level=floor if certain else "high",
        certain=certain,
        floor=floor,
        layers=(*found.layers, Opinion(LAYER, level)),
    )


def _cleared(
    messages: Sequence[AnyMessage],
    pieces: Sequence[MessageText],
    choices: Choices,
    kept: Collection[str],
) -> Outgoing:
    turn_of = _turns(messages)
    last = turn_of[-1]
    private = {
        turn
        for turn, message, piece in zip(turn_of, messages, pieces, strict=True)
        if message.id in kept or confined(judged([piece], choices.privacy).level, choices)
    }
    together = _linked(turn_of, pieces)
    private |= together
    # What is private only together with the last turn goes, or stays, together with it.
    sent = (set(turn_of) - private) | {last} | (together if last in together else set())
    chosen = [n for n, turn in enumerate(turn_of) if turn in sent]
    found = judged([pieces[n] for n in chosen], choices.privacy)
    if last in private and not confined(found.level, choices):
        found = _raised(found, "high")
    note = None
    if len(chosen) < len(messages):
        note = SystemMessage(LEFT_OUT.say(language_of(pieces[-1].content, choices.language)))
    ids = (m.id for m, turn in zip(messages, turn_of, strict=True) if turn in private)
    return Outgoing(
        messages=[messages[n] for n in chosen],
        assessment=_renumbered(found, chosen),
        whole=highest(judged(pieces, choices.privacy).level, found.level),
        note=note,
        private=tuple(name for name in ids if name is not None),
    )


def _renumbered(found: Assessment, numbers: Sequence[int]) -> Assessment:
    return replace(
        found,
        findings=tuple(replace(f, message=numbers[f.message]) for f in found.findings),
        doubtful=tuple(numbers[n] for n in found.doubtful),
    )


def _turns(messages: Sequence[AnyMessage]) -> list[int]:
    """Return the number of each message's turn; a system message is one by itself."""
    numbers: list[int] = []
    for number, message in enumerate(messages):
        begins = message.type in ("human", "system") or messages[number - 1].type == "system"
        numbers.append(numbers[-1] + begins if numbers else 0)
    return numbers


def _linked(turn_of: Sequence[int], pieces: Sequence[MessageText]) -> set[int]:
    """Return the turns that are private only together with others."""
    return {turn_of[finding.message] for finding in turns.findings(pieces)}
