"""What the command line was given, as the router takes it."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from router_agent.errors import InvalidQuestion, InvalidSetting

if TYPE_CHECKING:
    from router_agent.context import RouterContext
    from router_agent.sensitivity.assessment import Level, Preset
    from router_agent.wording import Spoken

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


def question_of(text: str) -> str:
    """Return the question, from standard input where it is `-`.

    Raises:
        InvalidQuestion: If standard input is closed or no text.
    """
    if text != "-":
        return text
    if sys.stdin is None:
        raise InvalidQuestion("standard input is closed")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise InvalidQuestion(
            f"standard input is not UTF-8 text (at byte {error.start}); convert it first"
        ) from None


def context_of(
    privacy: str | None, route: str | None, prefer: str | None, when_down: str | None
) -> "RouterContext":
    """Return what a run is given.

    Raises:
        InvalidSetting: If an option has an impossible value.
    """
    from router_agent.context import RouterContext, from_mapping

    given = {
        "privacy": privacy,
        "route": route,
        "prefer": prefer,
        "when_local_unavailable": when_down,
    }
    return from_mapping(given, ours=True) or RouterContext()


def preset_of(wanted: str | None) -> "Preset":
    """Return the preset in force: the one asked for, unless the environment has a tighter one.

    Raises:
        InvalidSetting: If there is no such preset.
    """
    from router_agent.environment import current
    from router_agent.precedence import merge

    env = current.refresh()
    return merge(env.choices, env.explicit, context_of(wanted, None, None, None)).privacy


def limit_of(name: str | None) -> "Level | None":
    """Return the level that is meant by `--fail-on`; None where it was not given.

    Raises:
        InvalidSetting: If there is no such level.
    """
    from router_agent.sensitivity.assessment import RANK

    known = {str(level): level for level in RANK}
    if name is not None and name not in known:
        raise InvalidSetting("--fail-on", repr(name), ", ".join(known))
    return None if name is None else known[name]


def language() -> "Spoken":
    """Return the language of the user's locale."""
    from router_agent.wording import language_of_locale

    return language_of_locale(os.environ)
