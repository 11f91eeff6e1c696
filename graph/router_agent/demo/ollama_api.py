"""A stand-in for Ollama that speaks its wire protocol, as strict as the real server.

Source:
    ollama/ollama v0.33.0, server/routes.go and api/types.go.
"""

from typing import Any, ClassVar, Final

from router_agent.demo.http_server import Connection, Received
from router_agent.demo.loopback import StandIn, wait
from router_agent.demo.ollama_generation import Generation, truncated
from router_agent.demo.ollama_models import listed, shown, tagged
from router_agent.demo.reply import HTML

_NDJSON: Final = "application/x-ndjson"
_GET: Final = ("/", "/api/version", "/api/status", "/api/tags", "/api/ps")
_POST: Final = ("/api/chat", "/api/show")
_TOO_LONG: Final = (
    "the prompt is longer than the context length currently available to the model; "
    "shorten the prompt or raise num_ctx"
)


class OllamaStandIn(StandIn):
    """Ollama on a loopback port.

    Args:
        models: Names of the models that are pulled.
        remote: Names of models that Ollama would have another host run.
        version: The version that it claims.
    """

    generation_paths: ClassVar[frozenset[str]] = frozenset({"/api/chat"})

    def __init__(
        self,
        models: tuple[str, ...] = ("exaone3.5:7.8b",),
        remote: tuple[str, ...] = (),
        version: str = "0.33.0",
    ) -> None:
        super().__init__()
        self.models = models
        self.remote = remote
        self.version = version

    def answer(self, request: Received, connection: Connection) -> None:
        """Answer one request."""
        if not _is_loopback(request.headers.get("host", "")):
            connection.send(403, b"", "text/plain")
            return
        path = request.path.partition("?")[0]
        if path not in _GET + _POST:
            connection.send(404, b"404 page not found", "text/plain")
        elif (request.method == "POST") != (path in _POST) and request.method != "HEAD":
            connection.send(405, b"405 method not allowed", "text/plain")
        elif path == "/":
            connection.send(200, b"Ollama is running", "text/plain; charset=utf-8")
        elif path == "/api/version":
            connection.send_json(200, {"version": self.version})
        elif path == "/api/status":
            connection.send_json(200, {"cloud": {"disabled": False, "source": "none"}})
        elif path == "/api/tags":
            connection.send_json(
                200, {"models": [listed(name, remote=name in self.remote) for name in self._all()]}
            )
        elif path == "/api/ps":
            connection.send_json(200, {"models": []})
        else:
            self._post(path, request, connection)

    def _all(self) -> tuple[str, ...]:
        return self.models + self.remote

    def _post(self, path: str, request: Received, connection: Connection) -> None:
        if not request.body:
            connection.send_json(400, {"error": "missing request body"})
            return
        body = request.json
        if not isinstance(body, dict):
            connection.send_json(400, {"error": "invalid character in request body"})
            return
        name = body.get("model") or (body.get("name") if path == "/api/show" else None)
        if not name:
            connection.send_json(400, {"error": "model is required"})
        elif tagged(name) not in {tagged(known) for known in self._all()}:
            said = tagged(name) if path == "/api/show" else name
            connection.send_json(404, {"error": f"model '{said}' not found"})
        elif path == "/api/show":
            connection.send_json(200, shown(name))
        else:
            self._chat(body, connection)

    def _chat(self, body: dict[str, Any], connection: Connection) -> None:
        name = body["model"]
        if body.get("think"):
            connection.send_json(400, {"error": f'"{name}" does not support thinking'})
            return
        if body.get("tools"):
            full = f"registry.ollama.ai/library/{tagged(name)}"
            connection.send_json(400, {"error": f"{full} does not support tools"})
            return
        reply = self.next_reply()
        wait(reply.first_delay_seconds)
        if reply.html:
            connection.send(200, HTML, "text/html")
            return
        if reply.status != 200:
            error = reply.error or {"error": "an error was encountered while running the model"}
            connection.send_json(reply.status, error, headers=reply.headers)
            return
        kept = truncated(body)
        if kept is None:
            connection.send_json(400, {"error": _TOO_LONG})
            return
        answer = Generation(body, reply, kept)
        if body.get("stream", True):
            connection.stream(_NDJSON, answer.lines())
        else:
            connection.send_json(200, answer.whole())


def _is_loopback(host: str) -> bool:
    name = host.rpartition(":")[0] or host
    return name.strip("[]") in ("127.0.0.1", "localhost", "::1")
