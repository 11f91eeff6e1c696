"""What travels along the edges of the graph: plain data, safe to checkpoint."""

from typing import Annotated, Any, Final, Literal, cast

from langchain_core.messages import AnyMessage
from langgraph.graph.message import add_messages
from typing_extensions import TypedDict

from router_agent.channels import Folded, Rising
from router_agent.policy import Consent, ReasonCode
from router_agent.sensitivity.assessment import Complexity, Level, highest

ModelType = Literal["cloud", "local", "none"]


class FoundAt(TypedDict):
    """Something private that was recognised: where, and of which kind. Never the text."""

    kind: str
    start: int
    end: int
    message: int


class Usage(TypedDict):
    """What an answer took. None where it is unknown, never 0."""

    input_tokens: int | None
    output_tokens: int | None
    usd: float | None
    seconds: float
    seconds_to_first_token: float | None


class ModelFacts(TypedDict):
    """Whether a model can answer, and if not, why not."""

    up: bool
    cause: str | None


class Attempt(TypedDict):
    """A model call that gave no answer. It counts as "down" for the rest of the question."""

    model_type: Literal["cloud", "local"]
    code: str


class Turn(TypedDict):
    """What was known when the question came in; then frozen.

    One key of the state rather than many, as LangGraph copies every key at every step.
    """

    question_id: str
    asked_at: float  # seconds since 1970
    began_at: float  # as asked_at, but without the time in which the user was asked
    choices: dict[str, Any]  # the run's settings
    local: ModelFacts
    cloud: ModelFacts
    money_left: bool
    local_faster: bool
    can_ask: bool  # whether an interrupt can be answered: it takes a checkpointer


def raise_level(before: Level | None, after: Level | None) -> Level:
    """Return the higher level: a thread's sensitivity only rises."""
    return highest(before or "low", after or "low")


def add_ids(before: list[str] | None, after: list[str] | None) -> list[str]:
    """Return all ids that were ever named: what was kept here once is kept here."""
    return list(dict.fromkeys((*(before or ()), *(after or ()))))


class Input(TypedDict):
    """What a caller gives: a conversation that ends in a question, or the question alone."""

    messages: Annotated[list[AnyMessage], add_messages]


class Output(TypedDict, total=False):
    """What a caller gets."""

    messages: Annotated[list[AnyMessage], add_messages]
    query: Annotated[str, Folded]  # check_availability
    answer: Annotated[str, Folded]  # cloud_llm, local_llm, hold
    model_type: ModelType  # cloud_llm, local_llm, hold
    model_name: str | None  # cloud_llm, local_llm, hold
    reason: str  # cloud_llm, local_llm, hold; in the question's language
    reason_code: ReasonCode  # cloud_llm, local_llm, hold
    sensitivity: Level  # classify_sensitivity; of everything that would be sent
    complexity: Complexity  # classify_sensitivity
    findings: list[FoundAt]  # classify_sensitivity
    usage: Usage  # cloud_llm, local_llm, hold
    fallback_from: Literal["cloud", "local"] | None  # cloud_llm, local_llm, hold
    consent: Consent | None  # hold; what the user answered
    left_out: int  # classify_sensitivity; messages that `history = "cleared"` does not send


_LEVEL: Final = Rising(cast(Any, Level), raise_level)
_IDS: Final = Rising(list, add_ids)


class State(Output, total=False):
    """All that is known about one question on its way through the graph."""

    turn: Turn  # check_availability
    attempts: list[Attempt] | None  # cloud_llm, local_llm; those that failed
    judged: bool  # classify_sensitivity; present where the local model judged
    maskable: bool  # classify_sensitivity; whether it may leave once identifiers are masked
    thread_sensitivity: Annotated[Level, _LEVEL]  # classify_sensitivity; outlives the turn
    confined: Annotated[list[str], _IDS]  # classify_sensitivity; ids of messages kept here


PER_TURN: Final = tuple(
    key
    for key in State.__annotations__
    if key not in ("messages", "thread_sensitivity", "confined")
)
"""Keys that describe one question; the first node of a turn clears them."""
