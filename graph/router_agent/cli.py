"""The command line, `router-agent`: thin, as the work is done elsewhere."""

import io
import json
import os
import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

from router_agent.errors import InvalidQuestion, InvalidSetting
from router_agent.exits import HELD_OR_FAILED, WRONG_USE, errors_as_exits

if TYPE_CHECKING:
    from router_agent.context import RouterContext
    from router_agent.sensitivity.assessment import Level, Preset
    from router_agent.wording import Spoken

app: Final = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answer each question with the model that should see it: a local one when it is "
    "private, a cloud one when it is not. / "
    "개인적인 질문은 로컬 모델이, 아니면 클라우드 모델이 답합니다.",
    epilog="Exit codes: 0 answered, 1 held back or failed, 2 wrong use.",
)

Text = Annotated[str, typer.Argument(help="The question; - reads it from standard input.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Privacy = Annotated[
    str | None, typer.Option(help="strict, balanced or permissive; default: ROUTER_PRIVACY.")
]
RouteTo = Annotated[str | None, typer.Option(help="auto, local or cloud.")]
Prefer = Annotated[str | None, typer.Option(help="quality, cost or speed.")]
WhenDown = Annotated[
    str | None,
    typer.Option(help="For a private question without a local model: hold, mask, ask or cloud."),
]


@app.callback()
def _prepare() -> None:
    """Answer each question with the model that should see it."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a file that cannot hold Hangul gets question marks, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


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

    with errors_as_exits():
        question = _question(text)
        context = _context(privacy, route, prefer, when_local_unavailable)
        answered = answer(question, context, as_json=as_json)
    if not answered:
        raise typer.Exit(HELD_OR_FAILED)


@app.command()
def explain(
    text: Text,
    as_json: AsJson = False,
    privacy: Privacy = None,
    route: RouteTo = None,
    prefer: Prefer = None,
    when_local_unavailable: WhenDown = None,
) -> None:
    """Show where a question would go and why: which layer said what, which rule decided.

    Calls no model.
    """
    from router_agent.explanation import explain as explain_question
    from router_agent.explanation_view import show_explanation

    with errors_as_exits():
        question = _question(text)
        context = _context(privacy, route, prefer, when_local_unavailable)
        explanation = explain_question(question, context=context)
        if as_json:
            typer.echo(json.dumps(explanation.as_dict(), ensure_ascii=False, indent=2))
        else:
            show_explanation(explanation, question)


@app.command()
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
            help="Exit with 1 when a line is at or above low, medium or high; for a check before "
            "a commit: --fail-on high.",
        ),
    ] = None,
) -> None:
    """Judge files line by line, on this machine; JSON Lines come out, never a text.

    A line is a text, a JSON string, or a JSON object with "text", "question", "prompt",
    "content", "input" or "messages" (and an "id"). What is no such JSON is judged as text.
    """
    from router_agent.classifying import EXPECTED, STANDARD_INPUT, Options, judge_files, size_of
    from router_agent.lines import Form
    from router_agent.progress import progress_bar

    with errors_as_exits():
        if jsonl and plain:
            raise InvalidSetting("--jsonl", "given with --plain", "one of them")
        limit = _level(fail_on)
        form: Form = "jsonl" if jsonl else "plain" if plain else "auto"
        options = Options(_privacy(privacy), form, layers)
        names = files or [STANDARD_INPUT]
        if STANDARD_INPUT in names and sys.stdin.isatty():
            typer.echo(f"router-agent: {EXPECTED.say(_language())}", err=True)
            if not files:
                raise typer.Exit(WRONG_USE)
        with progress_bar(size_of(names)) as advance:
            counts = judge_files(names, options, sys.stdout, advance)
        for failure in counts.failures:
            typer.echo(f"router-agent: {failure}", err=True)
        typer.echo(counts.summary(_language()), err=True)
    if counts.failures:
        raise typer.Exit(WRONG_USE)
    if limit is not None and counts.reach(limit):
        raise typer.Exit(HELD_OR_FAILED)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check servers, models, key and statistics, and say what would mend them."""
    from router_agent.console import show_checks
    from router_agent.doctor import examine

    with errors_as_exits():
        checks = examine(_language())
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

    with errors_as_exits():
        show_statistics(_language(), as_json=as_json)


@app.command()
def demo() -> None:
    """Route three questions, with stand-ins on this machine for what is missing."""
    from router_agent.demo.show import run

    with errors_as_exits():
        run(_language())


def _question(text: str) -> str:
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise InvalidQuestion(
            f"standard input is not UTF-8 text (at byte {error.start}); convert it first"
        ) from None


def _context(
    privacy: str | None, route: str | None, prefer: str | None, when_down: str | None
) -> "RouterContext":
    from router_agent.context import RouterContext, from_mapping

    given = {
        "privacy": privacy,
        "route": route,
        "prefer": prefer,
        "when_local_unavailable": when_down,
    }
    return from_mapping(given, ours=True) or RouterContext()


def _privacy(wanted: str | None) -> "Preset":
    """Return the preset in force: the one asked for, unless the environment has a tighter one."""
    from router_agent.context import merge
    from router_agent.environment import current

    env = current.refresh()
    return merge(env.choices, env.explicit, _context(wanted, None, None, None)).privacy


def _level(name: str | None) -> "Level | None":
    from router_agent.sensitivity.assessment import RANK

    known = {str(level): level for level in RANK}
    if name is not None and name not in known:
        raise InvalidSetting("--fail-on", repr(name), ", ".join(known))
    return None if name is None else known[name]


def _language() -> "Spoken":
    from router_agent.wording import language_of_locale

    return language_of_locale(os.environ)
