"""A chat model that answers with values where another one answers with placeholders."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import aclosing
from typing import Any, Literal, cast

from langchain_core.caches import BaseCache
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models.base import LangSmithParams
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import RunnableBinding
from pydantic import Field, SkipValidation

from router_agent.privacy.masking.chunks import ChunkRestorer, restored
from router_agent.privacy.masking.placeholders import Placeholders


class Restoring(BaseChatModel):
    """Calls a chat model with masked messages, and restores what it answers.

    To whatever watches the run (`stream_mode="messages"`, `astream_events`, a trace) it is the
    only model that is called: the inner one is asked below the level at which callbacks, traces
    and caches hang, so that its masked tokens show up nowhere. Its errors pass unchanged.

    Attributes:
        inner: A chat model, or one with tools and the like bound to it.
        placeholders: Those of the messages that it is called with.
    """

    # Neither is shown: a trace carries the representation of a model.
    inner: SkipValidation[BaseChatModel | RunnableBinding[Any, Any]] = Field(
        exclude=True, repr=False
    )
    placeholders: Placeholders = Field(exclude=True, repr=False)
    # A cache would keep the values, perhaps on a disk.
    cache: BaseCache | Literal[False] = Field(default=False, exclude=True)

    def model_post_init(self, context: Any, /) -> None:
        """Take over what LangChain does around a call for any chat model."""
        super().model_post_init(context)
        chat, _ = self._unbound()
        streams = (
            type(chat)._stream is not BaseChatModel._stream
            or type(chat)._astream is not BaseChatModel._astream
        )
        self.disable_streaming = chat.disable_streaming if streams else True
        self.output_version = chat.output_version
        self.rate_limiter = chat.rate_limiter

    def _unbound(self, stop: list[str] | None = None, **given: Any) -> tuple[BaseChatModel, Any]:
        """Return the chat model, and the arguments of a call: what is given, and what is bound."""
        inner: Any = self.inner
        bound: dict[str, Any] = given if stop is None else {**given, "stop": stop}
        while isinstance(inner, RunnableBinding):
            bound = {**inner.kwargs, **bound}
            inner = inner.bound
        if not isinstance(inner, BaseChatModel):
            raise TypeError(f"cannot restore what a {type(inner).__name__} answers")
        return inner, bound

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        chat, bound = self._unbound(stop, **kwargs)
        return self._restored(chat._generate(messages, **bound))

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        chat, bound = self._unbound(stop, **kwargs)
        return self._restored(await chat._agenerate(messages, **bound))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        chat, bound = self._unbound(stop, **kwargs)
        restorer = ChunkRestorer(self.placeholders)
        yield from map(restorer.feed, chat._stream(messages, **bound))
        if (rest := restorer.rest()) is not None:
            yield rest

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        chat, bound = self._unbound(stop, **kwargs)
        restorer = ChunkRestorer(self.placeholders)
        async with aclosing(cast(Any, chat._astream(messages, **bound))) as chunks:
            async for chunk in chunks:
                yield restorer.feed(chunk)
        if (rest := restorer.rest()) is not None:
            yield rest

    def _restored(self, result: ChatResult) -> ChatResult:
        return ChatResult(
            generations=[
                ChatGeneration(
                    message=restored(answer.message, self.placeholders),
                    generation_info=answer.generation_info,
                )
                for answer in result.generations
            ],
            llm_output=result.llm_output,
        )

    @property
    def _llm_type(self) -> str:
        return self._unbound()[0]._llm_type

    @property
    def _identifying_params(self) -> Mapping[str, Any]:
        return self._unbound()[0]._identifying_params

    def _get_ls_params(self, stop: list[str] | None = None, **kwargs: Any) -> LangSmithParams:
        chat, bound = self._unbound(stop, **kwargs)
        return chat._get_ls_params(**bound)
