"""A stand-in for Ollama that speaks its wire protocol, as strict as the real server.

Source:
    ollama/ollama v0.33.0, server/routes.go and api/types.go.
"""

from typing import Any, ClassVar, Final

from router_agent.demo.http_server import Connection, Received
from router_agent.demo.loopback import StandIn, wait
from router_agent.demo.ollama_generation import Generation, truncated
from router_agent.demo.ollama_models import is_cloud, listed, shown, tagged
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
        unmarked: Names of remote models of which the list does not say so.
        cloud: Whether it serves models of ollama.com; None for an old server, which does not say.
        version: The version that it claims.

    Attributes:
        redirect: Where it sends every request on to; None to answer.
    """

    generation_paths: ClassVar[frozenset[str]] = frozenset({"/api/chat"})

    def __init__(
        self,
        models: tuple[str, ...] = ("exaone3.5:7.8b",),
        remote: tuple[str, ...] = (),
        version: str = "0.33.0",
        unmarked: tuple[str, ...] = (),
        cloud: bool | None = True,
    ) -> None:
        super().__init__()
        self.models = models
        self.remote = remote
        self.unmarked = unmarked
        self.cloud = cloud
        self.redirect: str | None = None
        self.version = version

    def answer(self, request: Received, connection: Connection) -> None:
        """Answer one request."""
        if not _is_loopback(request.headers.get("host", "")):
            connection.send(403, b"", "text/plain")
            return
        path = request.path.partition("?")[0]
        if self.redirect is not None:
            connection.send(307, b"", headers={"Location": f"{self.redirect}{request.path}"})
        elif path not in _GET + _POST or (path == "/api/status" and self.cloud is None):
            connection.send(404, b"404 page not found", "text/plain")
        elif (request.method == "POST") != (path in _POST) and request.method != "HEAD":
            connection.send(405, b"405 method not allowed", "text/plain")
        elif path == "/":
            connection.send(200, b"Ollama is running", "text/plain; charset=utf-8")
        elif path == "/api/version":
            connection.send_json(200, {"version": self.version})
        elif path == "/api/status":
            source = "none" if self.cloud else "env"
            connection.send_json(200, {"cloud": {"disabled": not self.cloud, "source": source}})
        elif path == "/api/tags":
            connection.send_json(
                200, {"models": [listed(name, remote=name in self.remote) for name in self._all()]}
            )
        elif path == "/api/ps":
            connection.send_json(200, {"models": []})
        else:
            self._post(path, request, connection)

    def _all(self) -> tuple[str, ...]:
        return self.models + self.remote + self.unmarked

    def _is_remote(self, name: str) -> bool:
        elsewhere = {tagged(known) for known in self.remote + self.unmarked}
        return is_cloud(name) or tagged(name) in elsewhere

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
        elif self.cloud is False and self._is_remote(name):
            what = "remote model details are" if path == "/api/show" else "remote model is"
            error = f"ollama cloud is disabled: {what} unavailable"
            connection.send_json(403, {"error": error})
        elif not is_cloud(name) and tagged(name) not in {tagged(known) for known in self._all()}:
            said = tagged(name) if path == "/api/show" else name
            connection.send_json(404, {"error": f"model '{said}' not found"})
        elif path == "/api/show":
            connection.send_json(200, shown(name, remote=self._is_remote(name)))
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
        answer = Generation(body, reply, kept, remote=self._is_remote(name))
        if body.get("stream", True):
            connection.stream(_NDJSON, answer.lines())
        else:
            connection.send_json(200, answer.whole())


def _is_loopback(host: str) -> bool:
    name = host.rpartition(":")[0] or host
    return name.strip("[]") in ("127.0.0.1", "localhost", "::1")
