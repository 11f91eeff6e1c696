"""Single nodes, run as LangGraph runs them, and models that answer at once."""

from collections.abc import Callable
from typing import Any, Literal

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langgraph.graph import END, START, StateGraph

from router_agent.availability import Both
from router_agent.context import Choices, RouterContext
from router_agent.environment import current
from router_agent.models import ChatModels, Model
from router_agent.nodes.node import Node, Parts
from router_agent.pace import Pace
from router_agent.probes import UP
from router_agent.settings import Settings
from router_agent.state import State


class Instant(BaseChatModel):
    """A chat model that answers at once, without streaming."""

    answer: str = "answer"

    @property
    def _llm_type(self) -> str:
        return "instant"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.answer))])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return self._generate(messages)


class InstantModels:
    """Two instant models, behind the production seam."""

    def __init__(self) -> None:
        self.models = {
            "cloud": Model(Instant(answer="from the cloud"), "instant-cloud"),
            "local": Model(Instant(answer="from here"), "instant-local"),
        }

    def get(self, kind: Literal["cloud", "local", "judge"], run: Choices, env: Settings) -> Model:
        """Return the model."""
        return self.models[kind]

    async def aget(
        self, kind: Literal["cloud", "local", "judge"], run: Choices, env: Settings
    ) -> Model:
        """Return the model."""
        return self.models[kind]


class BothUp:
    """Says that both models are there."""

    def look(self, run: Choices, env: Settings) -> Both:
        """Return that both are up."""
        return Both(UP, UP)

    async def alook(self, run: Choices, env: Settings) -> Both:
        """Return that both are up."""
        return Both(UP, UP)


def run_in_graph(node: Callable[[Parts], Node], state: State) -> State:
    """Run one node on a state inside a graph, and return what it adds."""
    current.refresh()  # as the entrance does, which a single node does without
    parts = Parts(ChatModels(), BothUp(), Pace())
    builder = StateGraph(State, RouterContext)
    builder.add_node("node", node(parts))
    builder.add_edge(START, "node")
    builder.add_edge("node", END)
    updates = list(builder.compile().stream(state, stream_mode="updates"))
    found: State = updates[0]["node"]
    return found
