"""Errors this package raises on purpose.

* RouterAgentError
  * InvalidQuestion      what was asked cannot be a question
  * InvalidSetting       a setting, or a run's context, has an impossible value
  * ModelFileError       the sensitivity model that the package ships is missing or damaged
  * StatisticsError      the statistics cannot be read or written
  * ModelError           a model was called and gave no whole answer
    * ModelUnavailable   it could not be reached, or is not there
    * ModelTimeout       it did not answer in time
    * ModelRejected      it answered with a refusal: key, quota, request
    * ContextTooLong     the conversation does not fit into its context
    * IncompleteAnswer   its answer was empty, cut off or malformed
  * RunFailed            something foreign failed: a checkpointer, a serializer, LangGraph itself;
                         a ValueError, a ConnectionError, ..., too, where that was one

A question's or an answer's text is never part of a message: messages end up in logs.
Model errors do not leave the graph: it answers with another model, or holds the question.
"""

from typing import Literal

__all__ = [
    "ContextTooLong",
    "IncompleteAnswer",
    "InvalidQuestion",
    "InvalidSetting",
    "ModelError",
    "ModelFileError",
    "ModelRejected",
    "ModelTimeout",
    "ModelUnavailable",
    "RouterAgentError",
    "RunFailed",
    "StatisticsError",
]


class RouterAgentError(Exception):
    """Base of every error this package raises on purpose."""


class InvalidQuestion(RouterAgentError, ValueError):
    """What was asked cannot be a question: empty, malformed, or not addressed to a model."""


class InvalidSetting(RouterAgentError, ValueError):
    """A setting has a value that it cannot have.

    Attributes:
        name: The setting, as the user wrote it (`ROUTER_PRIVACY`, `privacy`).
        value: The value, masked where it is a secret.
        allowed: What it may be.
    """

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(name, value, allowed)
        self.name = name
        self.value = value
        self.allowed = allowed

    def __str__(self) -> str:
        return f"{self.name} is {self.value}; allowed: {self.allowed}"


class ModelFileError(RouterAgentError):
    """The sensitivity model cannot be used, so that nothing can be judged.

    Attributes:
        path: Its file.
        reason: What is wrong with it.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"the sensitivity model {self.path} {self.reason}; install router-agent again"


class StatisticsError(RouterAgentError):
    """The statistics cannot be read or written."""


class ModelError(RouterAgentError):
    """A model was called and gave no whole answer.

    Attributes:
        model_type: `cloud` or `local`.
        code: What happened, as a short name (`connection_refused`, `rate_limited`, ...).
        status: The HTTP status of the answer; None where there was none.
    """

    def __init__(
        self, model_type: Literal["cloud", "local"], code: str, status: int | None = None
    ) -> None:
        super().__init__(model_type, code, status)
        self.model_type = model_type
        self.code = code
        self.status = status

    def __str__(self) -> str:
        status = "" if self.status is None else f" (HTTP {self.status})"
        return f"the {self.model_type} model failed: {self.code}{status}"


class ModelUnavailable(ModelError):
    """The model could not be reached, or is not there."""


class ModelTimeout(ModelError):
    """The model did not answer in time."""


class ModelRejected(ModelError):
    """The model's server refused the request: key, quota or content."""


class ContextTooLong(ModelError):
    """The conversation does not fit into the model's context."""


class IncompleteAnswer(ModelError):
    """The answer was empty, cut off or malformed."""


class RunFailed(RouterAgentError):
    """Something that is not this package's own failed in a run, or a graph was used wrongly.

    The foreign error itself is let go of: its text can quote the question. What is raised is
    an instance of its built-in base, too, or of LangGraph's (`ValueError`, `ConnectionError`,
    `InvalidUpdateError`), so that `except` and retry policies take it for what it was. Types of
    other libraries do not match: go by `kind`.

        RetryPolicy(retry_on=lambda e: getattr(e, "kind", "") == "OperationalError")

    Attributes:
        kind: The foreign error's type (`OperationalError`).
        code: What it says of itself by a fixed code (`SQLITE_FULL`, `ECONNREFUSED`, a PostgreSQL
            state); None where it has none.
        status: Its HTTP status; None where it has none.
        where: The module and line that raised it (`langgraph.pregel._utils:12`).
        said: Its text, where that is known to quote nothing; else None.
    """

    def __init__(
        self,
        kind: str,
        code: str | None = None,
        status: int | None = None,
        where: str | None = None,
        said: str | None = None,
    ) -> None:
        # Not `super()`: in an `OSError`, that would read them as number, text and file.
        Exception.__init__(self, kind, code, status, where, said)
        self.kind = kind
        self.code = code
        self.status = status
        self.where = where
        self.said = said

    def __str__(self) -> str:
        status = None if self.status is None else f"HTTP {self.status}"
        facts = ", ".join(fact for fact in (self.code, status) if fact is not None)
        facts = f" ({facts})" if facts else ""
        where = "" if self.where is None else f" in {self.where}"
        said = self.said or "the error's own text is left out, as it can quote the question"
        return f"the run failed with {self.kind}{facts}{where}: {said}"
