"""The demo: three questions, who answered each and why, and the statistics of it."""

import os
from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from rich.console import Console
from rich.markup import escape

from router_agent.console import cost_text, tokens_text
from router_agent.demo.filling import FilledIn
from router_agent.errors import StatisticsError
from router_agent.following import Chosen, Done, Token, follow
from router_agent.sensitivity import classify
from router_agent.stats import store_for
from router_agent.stats.report import render
from router_agent.stats.summary import summarise
from router_agent.wording import STRENGTHS, Spoken, Text

QUESTIONS: Final = (
    "Python에서 리스트와 튜플의 차이는?",
    "우리 회사의 매출 데이터를 분석해줘",
    "홍길동의 전화번호와 주소를 알려줄래?",
)

_QUESTION: Final = Text("질문", "Question")
_FOUND: Final = Text("판정", "Found")
_MODEL: Final = Text("모델", "Model")
_REASON: Final = Text("이유", "Reason")
_ANSWER: Final = Text("답", "Answer")
_COST: Final = Text("비용", "cost")
_SECONDS: Final = Text("초", "s")
_NOTHING: Final = Text("개인적이거나 기밀인 것 없음", "nothing private")
_HOLD: Final = Text("보류", "held")
_KEPT: Final = Text("통계 파일: {path}", "Statistics are kept in {path}")


def run(language: Spoken) -> None:
    """Route the three questions and print what happened.

    Args:
        language: Language of the headings; reasons and answers follow the question.

    Raises:
        RouterAgentError: If a setting is impossible or the statistics cannot be kept.
    """
    console = Console(highlight=False)
    path = _fresh_statistics()
    os.environ["ROUTER_STATS_URL"] = str(path)
    with FilledIn() as parts:
        for part in (parts.cloud, parts.local):
            console.print(escape(part.describe(language)), style="dim")
        for question in QUESTIONS:
            _show(question, console, language)
        store = store_for(str(path))
        console.print(render(summarise(store), language))
        store.close()
    console.print(escape(_KEPT.say(language, path=path)), style="dim")


def _fresh_statistics() -> Path:
    """Return the demo's own statistics file, emptied: what it shows is this run."""
    path = user_data_path("router-agent") / "demo.sqlite3"
    try:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise StatisticsError(f"the demo's statistics cannot be kept: {error}") from None
    return path


def _show(question: str, console: Console, heading: Spoken) -> None:
    from router_agent.workflow import graph

    console.rule()
    console.print(f"[bold]{_QUESTION.say(heading)}[/]  {escape(question)}")
    for event in follow(graph, question):
        if isinstance(event, Token):
            console.file.write(event.text)
            console.file.flush()
        elif isinstance(event, Chosen):
            _show_choice(event, question, console, heading)
        else:
            _show_usage(event, console, heading)


def _show_choice(event: Chosen, question: str, console: Console, heading: Spoken) -> None:
    state = event.state
    because = ", ".join(kind for said in classify(question).layers for kind in said.because)
    console.print(
        f"[bold]{_FOUND.say(heading)}[/]  {state['sensitivity']}, {state['complexity']} · "
        f"{because or _NOTHING.say(heading)}"
    )
    choices = state["turn"]["choices"]
    names = {"cloud": choices["cloud_model"], "local": choices["local_model"]}
    name = names.get(event.route, _HOLD.say(heading))
    console.print(f"[bold]{_MODEL.say(heading)}[/]  {event.route} · {escape(name)}")
    if event.route in STRENGTHS:
        for language in ("ko", "en"):
            console.print(f"      {STRENGTHS[event.route].say(language)}", style="dim")
    console.print(f"[bold]{_REASON.say(heading)}[/]  {escape(event.reason)}")
    console.print(f"[bold]{_ANSWER.say(heading)}[/]  ", end="")


def _show_usage(event: Done, console: Console, heading: Spoken) -> None:
    usage = event.output["usage"]
    console.print(
        f"\n      {tokens_text(usage, heading)} · {_COST.say(heading)} "
        f"{cost_text(usage, heading)} · {usage['seconds']:.2f} {_SECONDS.say(heading)}",
        style="dim",
    )
