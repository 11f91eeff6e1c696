"""How the user is asked whether a private question may leave: by an interrupt.

The answer counts only where it was given to this run, and to the messages that the graph has
judged. One that LangGraph replays from a checkpoint, as after a crash, was given to another run;
messages that were put into the thread since were not shown. Then the user is asked again.
"""

from hmac import compare_digest
from typing import Any, Final, cast, get_args

from langchain_core.runnables import RunnableConfig
from langgraph.types import interrupt

from router_agent.context import Choices
from router_agent.environment import current
from router_agent.nodes.choose_model import decision_of
from router_agent.nodes.saying import language, reason_of
from router_agent.policy import Consent
from router_agent.privacy.outgoing import Outgoing, outgoing
from router_agent.privacy.run import seal, under_way
from router_agent.privacy.sending import preview
from router_agent.state import State
from router_agent.wording import Text

_ALLOWED: Final = get_args(Consent)
_NOT_ALLOWED: Final = Text(
    "다음 중 하나로 답하세요: {options}", "The answer must be one of: {options}"
)
_STALE: Final = Text(
    "그 답은 지금 보시는 내용에 주신 것이 아닙니다. 다시 답해 주세요.",
    "That answer was not given to what is shown here; please answer again.",
)


def asked(state: State, choices: Choices, config: RunnableConfig | None) -> Consent:
    """Return what the user answers, after as many questions as it takes.

    What is asked holds the reason as a sentence, the level, the kinds of what was found, what
    would be sent with identifiers masked, and which answers there are.

    Raises:
        GraphInterrupt: To LangGraph, until the run is resumed with an answer.
    """
    spoken = language(state)
    out = outgoing(state["messages"], choices, state.get("confined") or ())
    options = [o for o in _ALLOWED if o != "send_masked" or state.get("maskable")]
    question: dict[str, Any] = {
        "question": reason_of(state, decision_of(state)),
        "sensitivity": state.get("sensitivity") or "high",
        "kinds": sorted({found["kind"] for found in state.get("findings") or ()}),
        "preview": preview(out, choices),
        "options": options,
    }
    shown = _sealed(state, out)
    while True:
        fresh = _Fresh(config)
        answer = interrupt(question)
        word = answer.strip().lower() if isinstance(answer, str) else answer
        run = under_way()
        if word not in options:
            question["error"] = _NOT_ALLOWED.say(spoken, options=", ".join(options))
        elif run is None or not fresh.given(answer) or not shown:
            question["error"] = _STALE.say(spoken)
            shown = True  # by the interrupt that follows
        else:
            given = cast(Consent, word)
            run.agree(out.messages, given)
            return given


def _sealed(state: State, out: Outgoing) -> bool:
    """Whether these are the messages that were judged, and so shown, before."""
    wanted = seal(out.messages, current.get())
    return wanted is not None and compare_digest(state.get("seal") or "", wanted)


class _Fresh:
    """Tells an answer that this run was resumed with from one that is replayed.

    LangGraph keeps both in what it calls the scratchpad: what a run is resumed with is there
    before `interrupt` takes it, by itself or by the id of the interrupt.
    """

    def __init__(self, config: RunnableConfig | None) -> None:
        configurable = (config or {}).get("configurable") or {}
        pad = configurable.get("__pregel_scratchpad")
        self._alone = None if pad is None else pad.get_null_resume(False)
        self._by_id = configurable.get("__pregel_resume_map") or {}

    def given(self, answer: object) -> bool:
        """Whether the run was resumed with `answer`."""
        return answer == self._alone or answer in self._by_id.values()
