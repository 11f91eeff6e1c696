"""How a command ends: an exit code, and where something is wrong, one line on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import typer
from typer.core import TyperGroup

from router_agent.errors import InvalidQuestion, InvalidSetting, RouterAgentError
from router_agent.streams import OutputFailed, give_up, prepare

HELD_OR_FAILED: Final = 1
WRONG_USE: Final = 2
FOUND: Final = 3  # by --fail-on: what fails for another reason must never look like it
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells count


class Commands(TyperGroup):
    """Commands, all of which end as this module says."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Take the command line apart; help is shown here."""
        with _errors_as_exits():
            prepare()
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was given."""
        with _errors_as_exits():
            return super().invoke(ctx)


def complain(wrong: object) -> None:
    """Say on standard error what is wrong."""
    typer.echo(f"router-agent: {wrong}", err=True)


@contextmanager
def _errors_as_exits() -> Iterator[None]:
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # while there is still somebody to be told that it failed
    except (InvalidQuestion, InvalidSetting) as error:
        complain(error)
        raise typer.Exit(WRONG_USE) from None
    except RouterAgentError as error:
        complain(error)
        raise typer.Exit(HELD_OR_FAILED) from None
    except OutputFailed as error:
        give_up()
        if error.cause is not None:
            complain(error)
        raise typer.Exit(HELD_OR_FAILED) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
