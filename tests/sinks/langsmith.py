"""A loopback LangSmith."""

import json
import time
from typing import Any, Final
from uuid import uuid4

from langchain_core.tracers.langchain import wait_for_all_tracers
from langsmith import Client, traceable

from router_agent.demo.http_server import Connection, Received
from tests.sinks.sink import Sink

# What the real one says of itself.
_INFO: Final = {
    "version": "0.12.0",
    "instance_flags": {"zstd_compression_enabled": True},
    "batch_ingest_config": {
        "use_multipart_endpoint": True,
        "scale_up_qsize_trigger": 1000,
        "scale_up_nthreads_limit": 16,
        "scale_down_nempty_trigger": 4,
        "size_limit": 100,
        "size_limit_bytes": 20_971_520,
    },
}


class LangSmith(Sink):
    """Takes whatever a tracer posts, as the real one does: in parts, compressed or not."""

    def answer(self, request: Received, connection: Connection) -> None:
        """Say what it takes, or take it."""
        if request.path.endswith("/info"):
            connection.send_json(200, _INFO)
        else:
            connection.send_json(202, {})

    def settle(self, client: Client | None = None) -> None:
        """Return when everything that was traced before has arrived here.

        A run that is traced now arrives last, as one client sends in order.
        """
        name = str(uuid4())  # which a protected client lets through
        options: dict[str, Any] = {"client": client} if client else {}
        traceable(name=name, enabled=True, **options)(lambda: None)()
        wait_for_all_tracers()
        if client is not None:
            client.flush()
        if not self.wait_for(name):
            raise TimeoutError("the client sent nothing")
        time.sleep(0.05)

    def runs(self) -> list[dict[str, Any]]:
        """Return the runs that were posted, put together from their parts, in order."""
        runs: dict[str, dict[str, Any]] = {}
        for request, body in zip(list(self.requests), self.bodies(), strict=True):
            kind = request.headers.get("content-type", "")
            if not kind.startswith("multipart/form-data"):
                continue
            border = kind.partition("boundary=")[2].strip('"').encode()
            for part in body.split(b"--" + border)[1:-1]:
                head, _, data = part.partition(b"\r\n\r\n")
                name = head.split(b'name="')[1].split(b'"')[0].decode()
                operation, run_id, *field = name.split(".")
                if operation not in ("post", "patch"):
                    continue
                run = runs.setdefault(run_id, {})
                value = json.loads(data.rstrip(b"\r\n"))
                known = {field[0]: value} if field else value
                run.update({k: v for k, v in known.items() if v is not None})
        return list(runs.values())
