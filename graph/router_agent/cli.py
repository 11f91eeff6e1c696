"""The command line, `router-agent`: thin, as the work is done elsewhere."""

import json
import sys
from typing import Annotated, Final

import typer

from router_agent.arguments import (
    AsJson,
    Prefer,
    Privacy,
    RouteTo,
    Text,
    WhenDown,
    context_of,
    language,
    limit_of,
    preset_of,
    question_of,
)
from router_agent.errors import InvalidSetting
from router_agent.exits import FOUND, HELD_OR_FAILED, WRONG_USE, Commands, complain

app: Final = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answer each question with the model that should see it: a local one when it is "
    "private, a cloud one when it is not. / "
    "개인적인 질문은 로컬 모델이, 아니면 클라우드 모델이 답합니다.",
    epilog="Exit codes: 0 done, 1 held back or failed, 2 wrong use, 3 found by classify "
    "--fail-on, 130 interrupted.",
)


@app.command()
def ask(
    text: Text,
    as_json: AsJson = False,
    privacy: Privacy = None,
    route: RouteTo = None,
    prefer: Prefer = None,
    when_local_unavailable: WhenDown = None,
) -> None:
    """Answer a question; the answer streams to standard output."""
    from router_agent.console import answer

    question = question_of(text)
    context = context_of(privacy, route, prefer, when_local_unavailable)
    if not answer(question, context, as_json=as_json):
        raise typer.Exit(HELD_OR_FAILED)


@app.command()
def explain(
    text: Text,
    as_json: AsJson = False,
    privacy: Privacy = None,
    route: RouteTo = None,
    prefer: Prefer = None,
    when_local_unavailable: WhenDown = None,
    as_sent: Annotated[
        bool,
        typer.Option(
            "--as-sent", help="Show the text that would be sent, masked where it would be."
        ),
    ] = False,
) -> None:
    """Show where a question would go and why: which layer said what, which rule decided.

    Calls no model.
    """
    from router_agent.explanation import explain as explain_question
    from router_agent.explanation_view import show_explanation

    question = question_of(text)
    context = context_of(privacy, route, prefer, when_local_unavailable)
    explanation = explain_question(question, context=context, as_sent=as_sent)
    if as_json:
        typer.echo(json.dumps(explanation.as_dict(), ensure_ascii=False, indent=2))
    else:
        show_explanation(explanation, question)


@app.command(
    epilog="Exit codes: 0 all lines are judged, 1 failed, 2 wrong use or a file that cannot be "
    "read, 3 by --fail-on alone: all lines are judged, and one is at or above the level."
)
def classify(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|-]...", help="Files; - or none is standard input."),
    ] = None,
    privacy: Privacy = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Every line is JSON; what is none is unreadable: high.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Every line is a text.")] = False,
    layers: Annotated[
        bool, typer.Option("--layers", help="Write what each layer said, too.")
    ] = False,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help="Exit with 3 when a line is at or above low, medium or high; for a check before "
            "a commit: --fail-on high.",
        ),
    ] = None,
) -> None:
    """Judge files line by line, on this machine; JSON Lines come out, never a text.

    A line is a text, a JSON string, or a JSON object with "text", "question", "prompt",
    "content", "input" or "messages" (and an "id"). What is no such JSON is judged as text.
    """
    from router_agent.classifying import Options, judge_files
    from router_agent.inputs import EXPECTED, STANDARD_INPUT, on_terminal, size_of
    from router_agent.lines import Form
    from router_agent.progress import progress_bar

    if jsonl and plain:
        raise InvalidSetting("--jsonl", "given with --plain", "one of them")
    limit = limit_of(fail_on)
    form: Form = "jsonl" if jsonl else "plain" if plain else "auto"
    options = Options(preset_of(privacy), form, layers)
    names = files or [STANDARD_INPUT]
    if on_terminal(names):
        complain(EXPECTED.say(language()))
        if not files:
            raise typer.Exit(WRONG_USE)
    with progress_bar(size_of(names)) as advance:
        counts = judge_files(names, options, sys.stdout, advance)
    for failure in counts.failures:
        complain(failure)
    typer.echo(counts.summary(language()), err=True)
    if counts.failures:
        raise typer.Exit(WRONG_USE)
    if limit is not None and counts.reach(limit):
        raise typer.Exit(FOUND)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check servers, models, key and statistics, and say what would mend them."""
    from router_agent.console import show_checks
    from router_agent.doctor import examine

    checks = examine(language())
    if as_json:
        typer.echo(json.dumps([c.as_dict() for c in checks], ensure_ascii=False, indent=2))
    else:
        show_checks(checks)
    if not all(check.ok for check in checks):
        raise typer.Exit(HELD_OR_FAILED)


@app.command()
def stats(as_json: AsJson = False) -> None:
    """Show how many questions each model answered, and for which reasons."""
    from router_agent.console import show_statistics

    show_statistics(language(), as_json=as_json)


@app.command()
def demo() -> None:
    """Route three questions, with stand-ins on this machine for what is missing."""
    from router_agent.demo.show import run

    run(language())
