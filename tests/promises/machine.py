"""A state machine that runs the graph through whatever can happen, and looks what left.

Canaries are planted in every place that text can enter. After every step none of their bytes may
be in anything that left, but for what the user sent on purpose: by consent, or by
`when_local_unavailable = "cloud"` while the local model gives no answer.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command

from router_agent import RouterContext, build_graph, graph
from router_agent.demo.ollama_api import OllamaStandIn
from router_agent.demo.openai_api import OpenAIStandIn
from router_agent.demo.reply import Reply
from router_agent.errors import RouterAgentError
from router_agent.privacy import answers
from router_agent.sensitivity import verdicts
from router_agent.state import Input, State
from tests.promises import places
from tests.promises.private_facts import Canary, made
from tests.promises.watch import Leak, Watch
from tests.promises.ways import WAYS
from tests.questions import HARMLESS

THREADS = st.sampled_from("abc")
CONTEXTS = st.fixed_dictionaries(
    {},
    optional={
        "privacy": st.sampled_from(["strict", "balanced", "permissive"]),
        "route": st.sampled_from(["auto", "auto", "local", "cloud"]),
        "prefer": st.sampled_from(["quality", "cost", "speed"]),
        "when_local_unavailable": st.sampled_from(["hold", "mask", "mask", "ask", "ask", "cloud"]),
        "history": st.sampled_from(["sticky", "cleared"]),
        "language": st.sampled_from(["auto", "ko", "en"]),
    },
)
HISTORIES = ["sticky", "cleared", "cleared"]
ANSWERS = ["send", "send", "send_masked", "send_masked", "hold", "yes", {"level": "low"}]


class World:
    """The servers and settings around the graph, shared by all machines of a test."""

    def __init__(
        self,
        local: OllamaStandIn,
        remote: OllamaStandIn,
        cloud: OpenAIStandIn,
        watch: Watch,
        setenv: Callable[[str, str], None],
    ) -> None:
        self.local = local
        self.remote = remote
        self.cloud = cloud
        self.watch = watch
        self.setenv = setenv
        self.runs = 0
        self.decided = 0
        self.leaks = 0
        self.ends: Counter[str] = Counter()


class Router(RuleBasedStateMachine):
    """One thread after another, with whatever befalls them."""

    world: ClassVar[World]

    @initialize(seed=st.integers(0, 2**64 - 1))
    def begin(self, seed: int) -> None:
        """Start with both models up, and nothing known."""
        self.random = Random(seed)
        self.canaries: list[Canary] = []
        self.in_thread: dict[str, list[Canary]] = defaultdict(list)
        self.released: set[Canary] = set()
        self.contexts: dict[str, RouterContext] = defaultdict(RouterContext)
        self.unreadable: set[str] = set()
        self.local_answers = True
        self.threads: Any = build_graph(checkpointer=InMemorySaver())
        parent = StateGraph(State, input_schema=Input)
        parent.add_node("router", build_graph())
        parent.add_edge(START, "router")
        parent.add_edge("router", END)
        self.parent: Any = parent.compile(checkpointer=InMemorySaver())
        self._local("up")
        self._cloud("up")
        verdicts.forget()
        answers.forget()
        self.world.watch.forget()

    @rule(given=CONTEXTS, private=st.booleans(), thread=THREADS)
    def ask(self, given: dict[str, Any], private: bool, thread: str) -> None:
        """Ask in a thread, by one of the ways of running the graph."""
        context = RouterContext(**given)
        planted = self._plant(thread, private)
        config = {"configurable": {"thread_id": thread}, **planted.config}
        self._release(thread, context)
        name = self.random.choice(sorted(WAYS))
        router = self.parent if name == "in a parent" else self.threads
        self._run(lambda: WAYS[name](router, planted.messages, config, context))
        self._look()

    @rule(thread=THREADS)
    def answer(self, thread: str) -> None:
        """Answer what the user was asked, or answer though nothing was asked."""
        context, answer = self.contexts[thread], self.random.choice(ANSWERS)
        if answer == "send" and self._is_asked(thread):
            self.released.update(self.in_thread[thread])
        self._release(thread, context)
        config = {"configurable": {"thread_id": thread}}
        self._run(lambda: self.threads.invoke(Command(resume=answer), config, context=context))
        self._look()

    @rule(when=st.sampled_from(["mask", "ask"]), thread=THREADS)
    def ask_without_local(self, when: str, thread: str) -> None:
        """Ask while the local model is down, which is when the door may open a little."""
        self._local("down")
        given = {"when_local_unavailable": when, "history": self.random.choice(HISTORIES)}
        self.ask(given, True, thread)
        for _ in range(3):
            if self._is_asked(thread):
                self.answer(thread)

    @rule(given=CONTEXTS, thread=THREADS)
    def fork(self, given: dict[str, Any], thread: str) -> None:
        """Go on from an earlier point of a thread."""
        context = RouterContext(**given)
        history = list(self.threads.get_state_history({"configurable": {"thread_id": thread}}))
        if not history:
            return
        self._release(thread, context)
        planted = self._plant(thread, self.random.random() < 0.3)
        messages: Any = self.random.choice([None, planted.messages])
        given_input = None if messages is None else {"messages": messages}
        config = self.random.choice(history).config
        self._run(lambda: self.threads.invoke(given_input, config, context=context))
        self._look()

    @rule(thread=THREADS)
    def forge(self, thread: str) -> None:
        """Edit a thread so that it looks harmless and agreed to, and go on."""
        config = {"configurable": {"thread_id": thread}}
        self._run(
            lambda: self.threads.update_state(
                config, places.forgery(self.random), as_node=self.random.choice(places.NODES)
            )
        )
        self._run(lambda: self.threads.invoke(None, config))
        self._look()

    @rule(given=CONTEXTS)
    def together(self, given: dict[str, Any]) -> None:
        """Ask several questions at once, some of them private."""
        context = RouterContext(**given)
        planted = [self._plant(f"at once {n}", n % 2 == 0) for n in range(4)]
        for n in range(4):
            self._release(f"at once {n}", context)
        inputs: list[Any] = [{"messages": one.messages} for one in planted]
        if self.random.random() < 0.5:
            self._run(lambda: asyncio.run(graph.abatch(inputs, context=context)), runs=4)
        else:
            with ThreadPoolExecutor(4) as pool:
                for done in [pool.submit(graph.invoke, one, context=context) for one in inputs]:
                    self._run(done.result)
        self._look()

    @rule()
    def ask_wrongly(self) -> None:
        """Give the graph what it cannot take, a canary in it."""
        canary = made(self.random)
        self.canaries.append(canary)
        given, kwargs = places.wrong(self.random, canary)
        self._run(lambda: self.threads.invoke(given, **kwargs))
        self._look()

    @rule(what=st.sampled_from(["up", "up", "down", "remote", "faulty"]))
    def local(self, what: str) -> None:
        """Change what becomes of the local model."""
        self._local(what)

    @rule(what=st.sampled_from(["up", "up", "faulty"]))
    def cloud(self, what: str) -> None:
        """Change what becomes of the cloud model."""
        self._cloud(what)

    @rule(tracing=st.sampled_from(["off", "metadata", "full"]))
    def trace(self, tracing: str) -> None:
        """Change what tracing may tell."""
        self.world.setenv("ROUTER_TRACING", tracing)

    def teardown(self) -> None:
        """Look once more when everything that was on its way has arrived."""
        if hasattr(self, "canaries"):
            self.world.watch.langsmith.settle()
            self._look(at_rest=True)

    def _plant(self, thread: str, private: bool) -> places.Planted:
        canary = made(self.random) if private else None
        planted = places.plant(self.random, canary, HARMLESS)
        if planted.unreadable:
            self.unreadable.add(thread)
        if canary is not None:
            self.canaries.append(canary)
            self.in_thread[thread].append(canary)
        # What the local model says is as private as what it answers.
        said = made(self.random)
        self.canaries.append(said)
        self.in_thread[thread].append(said)
        self.world.local.default = Reply(text=said.text, chunk_chars=7)
        return planted

    def _release(self, thread: str, context: RouterContext) -> None:
        """Take note of what may go: the user set it so, and the local model will not answer."""
        self.contexts[thread] = context
        fails = not self.local_answers or thread in self.unreadable
        if context.when_local_unavailable == "cloud" and fails:
            self.released.update(self.in_thread[thread])

    def _is_asked(self, thread: str) -> bool:
        return bool(self.threads.get_state({"configurable": {"thread_id": thread}}).interrupts)

    def _run(self, run: Callable[[], Any], runs: int = 1) -> None:
        self.world.runs += runs
        try:
            result = run()
        except Exception as error:  # noqa: BLE001 - whatever comes out is looked at
            self.world.watch.raised(error)
            self.world.ends[type(error).__name__] += 1
            result = None
            foreign = not isinstance(error, RouterAgentError)
        else:
            foreign = False
        assert not foreign, "an error that is not ours"
        for one in result if isinstance(result, list) else [result]:
            if isinstance(one, dict) and ("__interrupt__" in one or one.get("reason_code")):
                self.world.decided += 1
                self.world.ends["asked" if "__interrupt__" in one else one["reason_code"]] += 1

    def _look(self, *, at_rest: bool = False) -> None:
        try:
            self.world.watch.check(self.canaries, self.released, at_rest=at_rest)
        except Leak:
            self.world.leaks += 1
            raise

    def _local(self, what: str) -> None:
        world = self.world
        world.local.script.clear()
        self.local_answers = what == "up"
        server = world.remote if what == "remote" else world.local
        port = 9 if what == "down" else server.port
        world.setenv("OLLAMA_HOST", f"http://localhost:{port}")
        if what == "faulty":
            world.local.script.extend(places.FAULTS)

    def _cloud(self, what: str) -> None:
        self.world.cloud.script.clear()
        self.world.cloud.default = Reply(text=self.random.choice(places.CLOUD_SAYS))
        if what == "faulty":
            self.world.cloud.script.extend(self.random.sample(places.FAULTS, 4))
