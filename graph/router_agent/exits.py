"""How a command ends: an exit code, and where something is wrong, one line on standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from router_agent.errors import InvalidQuestion, InvalidSetting, RouterAgentError

HELD_OR_FAILED: Final = 1
WRONG_USE: Final = 2
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells count


@contextmanager
def errors_as_exits() -> Iterator[None]:
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
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:  # the reader has seen enough
        # What is still in the buffer must not be tried again, and complained of, at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(HELD_OR_FAILED) from None
