"""How the user is asked whether a private question may leave: by an interrupt.

An answer counts only where it was given to this run, and to what this very step has shown:
LangGraph hands the answer of a resumed run to whichever interrupt comes first, also to one that
was never shown, and replays answers from a checkpoint, as after a crash. Then the user is asked
again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from itertools import count
from typing import Any, Final, cast, get_args

from langchain_core.messages import AnyMessage
from langchain_core.runnables import RunnableConfig
from langgraph.types import interrupt

from router_agent.context import Choices
from router_agent.environment import current
from router_agent.nodes.choose_model import decision_of
from router_agent.nodes.saying import cause, language, reason_of
from router_agent.policy import Consent
from router_agent.privacy.outgoing import Outgoing, outgoing
from router_agent.privacy.run import Run, seal, under_way
from router_agent.privacy.sending import preview
from router_agent.state import State
from router_agent.wording import LOCAL_DOWN, MASKED_TOO, Spoken, Text, cause_text

_ALLOWED: Final = get_args(Consent)
_NOT_ALLOWED: Final = Text(
    "다음 중 하나로 답하세요: {options}", "The answer must be one of: {options}"
)
_STALE: Final = Text(
    "그 답은 지금 보시는 내용에 주신 것이 아닙니다. 다시 답해 주세요.",
    "That answer was not given to what is shown here; please answer again.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What the user is asked.

    Attributes:
        messages: What it is about.
        shown: The reason as a sentence, the level, the kinds of what was found, what would be
            sent with identifiers masked, and which answers there are.
        spoken: The language to say it in.
    """

    messages: list[AnyMessage]
    shown: dict[str, Any]
    spoken: Spoken


def asked(about: Question, resumed: "Resumed", saved: Any) -> Consent:
    """Return what the user answers, after as many questions as it takes.

    Args:
        about: What the user is asked.
        resumed: What the run was resumed with.
        saved: The checkpoint that this step began from, as the checkpointer gives it; None
            where nothing was read.

    Raises:
        GraphInterrupt: To LangGraph, until the run is resumed with an answer.
    """
    question = dict(about.shown)
    options: list[str] = question["options"]
    ids = resumed.shown(saved, question["seal"])
    for number in count():
        answer = interrupt(question)
        word = answer.strip().lower() if isinstance(answer, str) else answer
        run = under_way()
        if word not in options:
            question["error"] = _NOT_ALLOWED.say(about.spoken, options=", ".join(options))
        elif word == "hold":  # it lets nothing out, whomever it was given to
            break
        elif run is None or not ids or not resumed.with_answer(answer, number, ids, run):
            question["error"] = _STALE.say(about.spoken)
        else:
            given = cast(Consent, word)
            run.agree(about.messages, given)
            return given
    return "hold"


def question_of(state: State, choices: Choices) -> Question:
    """Return what the user is to be asked."""
    spoken = language(state)
    out = outgoing(state["messages"], choices, state.get("confined") or ())
    asked = [reason_of(state, decision_of(state))]
    if not state.get("maskable"):
        asked.append(MASKED_TOO.say(spoken))
    if (why := cause(state, "local")) is not None:
        asked.append(LOCAL_DOWN.say(spoken, cause=cause_text(why, spoken)))
    shown = {
        "question": " ".join(asked),
        "sensitivity": state.get("sensitivity") or "high",
        "kinds": sorted({found["kind"] for found in state.get("findings") or ()}),
        "preview": _preview(out, choices),
        "options": [o for o in _ALLOWED if o != "send_masked" or state.get("maskable")],
        "seal": seal(out.messages, current.get()),
    }
    return Question(out.messages, shown, spoken)


def _preview(out: Outgoing, choices: Choices) -> tuple[dict[str, str], ...]:
    try:
        return preview(out, choices)
    except Exception:  # noqa: BLE001 - nested too deeply to be masked: then it is not shown
        return ()


@dataclass(frozen=True, slots=True)
class Resumed:
    """What a run was resumed with, and which step of it is under way.

    LangGraph keeps it in the step's configuration: the answer is in what it calls the
    scratchpad before `interrupt` takes it, or in a map by the id of the interrupt.

    Attributes:
        configurable: The step's configuration.
        alone: An answer that is for any interrupt; None where there is none.
        by_id: Answers by interrupt, those to other steps included.
        replayed: Answers to this step that did not count when they were given.
    """

    configurable: Mapping[str, Any]
    alone: object
    by_id: Mapping[str, Any]
    replayed: tuple[object, ...]

    @classmethod
    def of(cls, config: RunnableConfig | None) -> "Resumed":
        """Return it for the step that a configuration belongs to, before it interrupts."""
        configurable: Mapping[str, Any] = (config or {}).get("configurable") or {}
        pad = configurable.get("__pregel_scratchpad")
        alone = None if pad is None else pad.get_null_resume(False)
        by_id = configurable.get("__pregel_resume_map") or {}
        return cls(configurable, alone, by_id, () if pad is None else tuple(pad.resume))

    def with_answer(self, answer: object, number: int, ids: Collection[str], run: Run) -> bool:
        """Whether the run was resumed with `answer`, to what this step has shown.

        A checkpoint keeps the answers that did not count, and replays them first; and it keeps
        the one that a run was resumed with that broke off. Whether it was this run is known at
        the entrance; within a parent graph, an answer that has been replayed is not believed.

        Args:
            answer: What the interrupt returned.
            number: How many interrupts of this step came before it.
            ids: The interrupts by which it was asked.
            run: The run under way.
        """
        if self.by_id:
            mine = [self.by_id[name] for name in ids if name in self.by_id]
            # LangGraph has put it behind those that it replays.
            return answer in mine and number >= len(self.replayed) - 1
        if answer != self.alone or number < len(self.replayed):
            return False
        nested = "|" in str(self.configurable.get("checkpoint_ns"))
        return answer not in self.replayed if nested else run.resumed

    @property
    def checkpoint(self) -> tuple[Any, RunnableConfig] | None:
        """The checkpointer, and where the step began; None where nothing was answered."""
        saver = self.configurable.get("__pregel_checkpointer")
        if saver is None or (self.alone is None and not self.by_id):
            return None
        graph = str(self.configurable.get("checkpoint_ns") or "").rpartition("|")[0]
        place = {
            "thread_id": self.configurable.get("thread_id"),
            "checkpoint_ns": graph,
            "checkpoint_id": (self.configurable.get("checkpoint_map") or {}).get(graph),
        }
        return saver, {"configurable": place}

    def shown(self, saved: Any, wanted: str) -> tuple[str, ...]:
        """Return the ids of the interrupts by which this very step asked about just this."""
        task = self.configurable.get("__pregel_task_id")
        return tuple(
            one.id
            for task_id, channel, interrupts in (saved.pending_writes or () if saved else ())
            if task_id == task and channel == "__interrupt__"
            for one in interrupts
            if isinstance(one.value, Mapping) and compare_digest(str(one.value.get("seal")), wanted)
        )
