"""Why a question would go where it would go, without calling any model."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from router_agent.budget import money_left
from router_agent.context import Choices, RouterContext, context_given
from router_agent.environment import current
from router_agent.policy import Decision, Facts, confined, decide, ruled_out
from router_agent.precedence import merge
from router_agent.remedies import remedy
from router_agent.rule_words import FAILED_CONDITIONS, RULES_IN_WORDS
from router_agent.sensitivity import Assessment
from router_agent.wording import Spoken, language_of


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """What one rule said of the question.

    Attributes:
        number: The rule's row in the table.
        rule: The rule in words.
        ruled_out_by: The condition that did not hold, in words; None for the rule that decides.
    """

    number: int
    rule: str
    ruled_out_by: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision with all that it rests on. It holds nothing of the question's text.

    Attributes:
        decision: What the table says.
        facts: What it was asked about.
        settings: What was in force.
        assessment: What each layer said of the question, and what was found in it.
        local_cause: Why the local model is unavailable; None when it is up.
        cloud_cause: Why the cloud model is unavailable; None when it is up.
        local_remedy: What would help the local model; None where nothing would.
        cloud_remedy: What would help the cloud model.
        rules: Every rule that was looked at, the one that decides last.
        as_sent: What would be sent, a role and a text each message, where that was asked for;
            the one place that holds text of the question.
    """

    decision: Decision
    facts: Facts
    settings: Choices
    assessment: Assessment
    local_cause: str | None
    cloud_cause: str | None
    local_remedy: str | None
    cloud_remedy: str | None
    rules: tuple[RuleSaid, ...]
    as_sent: tuple[dict[str, str], ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the explanation as plain data."""
        said = asdict(self) | {"decision": self.decision._asdict()}
        if self.as_sent is None:
            del said["as_sent"]
        said["assessment"]["decided_by"] = self.assessment.decided_by
        return said


def explain(
    question: Any,
    *,
    context: RouterContext | Mapping[str, Any] | None = None,
    as_sent: bool = False,
) -> Explanation:
    """Return which model would answer, by which rule, and why no rule before it applied.

    Looks which models are up, but calls none: nothing of the question leaves this process.
    Where the verdict is in doubt, the local model would be asked before the decision.

    Args:
        question: Text, or a conversation that ends in a message from the user.
        context: Settings of the run, as for `ask`.
        as_sent: Whether to show what would be sent: to the cloud model, masked where it would
            be; or, where the cloud would not be asked, what it would be sent masked.

    Raises:
        InvalidQuestion: If there is nothing to answer in it.
        InvalidSetting: If a setting has an impossible value.
    """
    from router_agent.privacy.outgoing import outgoing
    from router_agent.privacy.sending import as_sent as sent
    from router_agent.privacy.sending import maskable, may_be_masked
    from router_agent.question import parse, query_of
    from router_agent.workflow import PACE, PROBES

    env = current.refresh()
    messages = parse({"messages": question}, env.max_question_chars)["messages"]
    settings = merge(env.choices, env.explicit, context_given(context))
    both = PROBES.look(settings, env)
    out = outgoing(messages, settings)
    level = out.assessment.level
    facts = Facts(
        sensitivity=level,
        complexity=out.assessment.complexity,
        local_up=both.local.up,
        cloud_up=both.cloud.up,
        money_left=money_left(env),
        local_faster=PACE.local_is_faster(),
        maskable=confined(level, settings)
        and may_be_masked(settings)
        and maskable(out.messages, settings),
    )
    spoken = language_of(query_of(messages), settings.language)
    decision = decide(facts, settings)
    return Explanation(
        decision=decision,
        facts=facts,
        settings=settings,
        assessment=out.assessment,
        local_cause=both.local.cause,
        cloud_cause=both.cloud.cause,
        local_remedy=remedy(both.local.cause, spoken, env, local=settings.local_model),
        cloud_remedy=remedy(both.cloud.cause, spoken, env, local=settings.local_model),
        rules=tuple(_said(facts, settings, spoken)),
        as_sent=sent(decision, out, settings) if as_sent else None,
    )


def _said(facts: Facts, settings: Choices, spoken: Spoken) -> Iterator[RuleSaid]:
    for rule, failed in ruled_out(facts, settings):
        because = None if failed is None else FAILED_CONDITIONS[failed.name].say(spoken)
        yield RuleSaid(rule.number, RULES_IN_WORDS[rule.number].say(spoken), because)
