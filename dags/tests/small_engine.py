"""As much of Docker's engine as `DockerJob` asks for: containers that end at once, over HTTP."""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

STREAMS = {"stdout": 1, "stderr": 2}
Said = list[tuple[str, bytes]]


class SmallEngine(ThreadingHTTPServer):
    """Knows one container at a time, and what it was asked for; containers are made of `images` only.

    `before` is called with each request's words, to let something happen just then.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.container: str | None = None
        self.made = 0
        self.images = {"churnflow-job:latest"}
        self.configured: dict[str, Any] = {}
        self.asked: list[str] = []
        self.said: Said = [("stdout", b'{"rows":1}\n')]
        self.before: Callable[[str], None] = lambda words: None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """What `DOCKER_HOST` is set to."""
        return f"tcp://127.0.0.1:{self.server_port}"

    def create(self) -> str:
        """A new container, whose number differs from every earlier one's."""
        self.made += 1
        self.container = f"{self.made:064x}"
        return self.container

    def log(self, streams: set[str], tail: str) -> bytes:
        """What the container has said, framed as an engine frames it; its tail is counted before streams are chosen."""
        kept = self.said if tail == "all" else self.said[-int(tail) :]
        return b"".join(struct.pack(">BxxxL", STREAMS[name], len(text)) + text for name, text in kept if name in streams)


class Asked(BaseHTTPRequestHandler):
    """One request."""

    server: SmallEngine

    def do_GET(self) -> None:
        path, query = self._words()
        if path == "_ping":
            self._send(200, b"OK")
        elif path == "version":
            self._answer(200, {"ApiVersion": "1.41"})
        elif self.server.container is None:
            self._answer(404, {"message": "No such container"})
        elif path == "json":
            self._answer(200, {"Id": self.server.container, "State": {"OOMKilled": False}, "Config": {"Tty": False}})
        else:
            self._send(200, self.server.log({name for name in STREAMS if query[name] == ["1"]}, *query["tail"]))

    def do_POST(self) -> None:
        path, _ = self._words()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if path == "create":
            self._create(json.loads(body))
        elif self.server.container is None:
            self._answer(404, {"message": "No such container"})
        else:
            self._answer(200, {"StatusCode": 0})

    def do_DELETE(self) -> None:
        self._words()
        found, self.server.container = self.server.container, None
        self._answer(404 if found is None else 204, {"message": "No such container"})

    def _create(self, asked: dict[str, Any]) -> None:
        if asked["Image"] not in self.server.images:
            self._answer(404, {"message": f"No such image: {asked['Image']}"})
            return
        self.server.configured = asked
        self._answer(201, {"Id": self.server.create()})

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Says nothing."""

    def _words(self) -> tuple[str, dict[str, list[str]]]:
        url = urlsplit(self.path)
        last = url.path.rpartition("/")[2]
        words = "remove" if self.command == "DELETE" else last
        self.server.before(words)
        self.server.asked.append(words)
        return last, parse_qs(url.query)

    def _answer(self, status: int, body: object) -> None:
        self._send(status, b"" if status == 204 else json.dumps(body).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
