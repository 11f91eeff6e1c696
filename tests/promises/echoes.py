"""A text that must not come out anywhere, and servers that try to bring it out."""

import json
import traceback
from typing import Final

from router_agent.demo.http_server import Connection, Received
from router_agent.demo.openai_api import OpenAIStandIn

CANARY: Final = "kanarienvogel-8841"


class Parrot(OpenAIStandIn):
    """A server that answers with bytes of the test's own, for instance what it was sent."""

    reply = b""

    def answer(self, request: Received, connection: Connection) -> None:
        """Answer probes as the server would, and everything else with `reply`."""
        if request.method != "POST":
            super().answer(request, connection)
            return
        connection._handler.wfile.write(self.reply)
        connection.cut()


def said(error: BaseException) -> str:
    """Return all that whoever logs an error could show of it, its whole chain included."""
    pieces: list[str] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None:
            continue
        pieces += [str(one), repr(one), repr(one.args), repr(vars(one))]
        waiting += [one.__cause__, one.__context__]
    return "\n".join([*pieces, *traceback.format_exception(error)])


def holds(text: str, canary: str = CANARY) -> bool:
    """Whether a text holds the canary as it is, or as JSON or Python would escape it."""
    return any(form in text for form in (canary, json.dumps(canary)[1:-1], ascii(canary)[1:-1]))
