"""The command line, `router-agent`: thin, as the work is done elsewhere."""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final

import typer

from router_agent.errors import InvalidQuestion, InvalidSetting, RouterAgentError

if TYPE_CHECKING:
    from router_agent.context import RouterContext
    from router_agent.wording import Spoken

HELD_OR_FAILED: Final = 1
WRONG_USE: Final = 2

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

    with _errors():
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
    """Show where a question would go and why, and every rule that was ruled out.

    Calls no model.
    """
    from router_agent.console import show_explanation
    from router_agent.explanation import explain as explain_question

    with _errors():
        question = _question(text)
        context = _context(privacy, route, prefer, when_local_unavailable)
        explanation = explain_question(question, context=context)
        if as_json:
            typer.echo(json.dumps(explanation.as_dict(), ensure_ascii=False, indent=2))
        else:
            show_explanation(explanation, question)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check servers, models, key and statistics, and say what would mend them."""
    from router_agent.console import show_checks
    from router_agent.doctor import examine

    with _errors():
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

    with _errors():
        show_statistics(_language(), as_json=as_json)


@app.command()
def demo() -> None:
    """Route three questions, with stand-ins on this machine for what is missing."""
    from router_agent.demo.show import run

    with _errors():
        run(_language())


@contextmanager
def _errors() -> Iterator[None]:
    """Turn our errors into a line on standard error and an exit code."""
    try:
        yield
    except (InvalidQuestion, InvalidSetting) as error:
        typer.echo(f"router-agent: {error}", err=True)
        raise typer.Exit(WRONG_USE) from None
    except RouterAgentError as error:
        typer.echo(f"router-agent: {error}", err=True)
        raise typer.Exit(HELD_OR_FAILED) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokenPipeError:  # the reader has seen enough
        sys.stderr.close()
        raise typer.Exit(HELD_OR_FAILED) from None


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


def _language() -> "Spoken":
    from router_agent.wording import language_of_locale

    return language_of_locale(os.environ)
