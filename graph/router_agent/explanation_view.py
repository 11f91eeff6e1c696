"""An explanation, as the command line shows it."""

from collections.abc import Iterator
from typing import Final

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table

from router_agent.explanation import Explanation
from router_agent.layer_words import LEVELS_IN_WORDS, layer_text, reasons_text
from router_agent.policy import confined
from router_agent.sensitivity import Assessment
from router_agent.wording import Spoken, Text, cause_text, language_of

_SENT: Final = Text("클라우드 모델에 보낼 내용", "What the cloud model would be sent")
_WOULD_BE: Final = Text(
    "아무것도 보내지 않습니다. 보낸다면 이렇게 됩니다",
    "Nothing would be sent. If the cloud model were asked, it would be sent",
)
_MASKED: Final = Text(
    "아무것도 보내지 않습니다. 식별 정보를 가리면 이렇습니다",
    "Nothing would be sent. With what identifies masked, it reads",
)


def show_explanation(explanation: Explanation, question: str) -> None:
    """Print a decision with everything that it rests on.

    Nothing of the question is shown, unless what would be sent was asked for.
    """
    spoken = language_of(question, explanation.settings.language)
    console = Console(highlight=False)
    route, code, rule = explanation.decision
    title = Text("결정: {route} ({code}, 규칙 {rule})", "Decision: {route} ({code}, rule {rule})")
    console.print(title.say(spoken, route=route, code=code, rule=rule), style="bold")
    for part in (*_sensitivity(explanation.assessment, spoken), *_facts(explanation, spoken)):
        console.print(part)
    rules = Table(Text("규칙", "rule").say(spoken), "", "", box=None, header_style="dim")
    for said in explanation.rules:
        if said.ruled_out_by is None:
            rules.add_row(str(said.number), said.rule, "<--", style="bold green")
        else:
            rules.add_row(str(said.number), said.rule, said.ruled_out_by, style="dim")
    console.print(rules)
    for line in _as_sent(explanation, spoken):
        console.print(line)


def _as_sent(explanation: Explanation, spoken: Spoken) -> Iterator[RenderableType]:
    """Yield what would be sent, where that was asked for."""
    if explanation.as_sent is None:
        return
    if explanation.decision.route == "cloud":
        yield _SENT.say(spoken)
    elif confined(explanation.facts.sensitivity, explanation.settings):
        yield _MASKED.say(spoken)
    else:
        yield _WOULD_BE.say(spoken)
    for message in explanation.as_sent:
        yield escape(f"  {message['role']}: {message['text']}")


def _sensitivity(assessment: Assessment, spoken: Spoken) -> Iterator[RenderableType]:
    """Yield the verdict, what each layer said, and what was found where."""
    doubt = Text("의심", "in doubt").say(spoken)
    level = LEVELS_IN_WORDS[assessment.level].say(spoken)
    verdict = Text("민감도: {level}", "Sensitivity: {level}").say(spoken, level=level)
    yield verdict if assessment.certain else f"{verdict} ({doubt})"
    layers = Table(show_header=False, box=None)
    deciding = assessment.decided_by
    for opinion in assessment.layers:
        decided = opinion.layer in deciding
        layers.add_row(
            f"  {layer_text(opinion, spoken)}",
            LEVELS_IN_WORDS[opinion.level].say(spoken),
            "" if opinion.certain else doubt,
            escape(reasons_text(opinion, spoken)),
            Text("<-- 이 층이 결정", "<-- decided").say(spoken) if decided else "",
            style="bold" if decided else None,
        )
    yield layers
    if not assessment.findings:
        return
    yield Text("찾은 것 (종류, 위치, 점수)", "Found (kind, place, score)").say(spoken)
    found = Table(show_header=False, box=None)
    for finding in assessment.findings:
        message = Text("메시지 {number}", "message {number}").say(spoken, number=finding.message)
        place = f"{finding.start}-{finding.end}"
        found.add_row(f"  {finding.kind}", f"{message}: {place}", f"{finding.score:.2f}")
    yield found


def _facts(explanation: Explanation, spoken: Spoken) -> Iterator[RenderableType]:
    rows = Table(show_header=False, box=None)
    rows.add_row(Text("복잡도", "complexity").say(spoken), explanation.assessment.complexity)
    for name, cause, helps in (
        ("local", explanation.local_cause, explanation.local_remedy),
        ("cloud", explanation.cloud_cause, explanation.cloud_remedy),
    ):
        up = Text("켜짐", "up").say(spoken)
        down = Text("쓸 수 없음: {cause}", "down: {cause}")
        why = down.say(spoken, cause=cause_text(cause, spoken))
        rows.add_row(name, up if cause is None else why)
        if helps is not None:
            rows.add_row("", f"→ {escape(helps)}", style="yellow")
    yield rows
