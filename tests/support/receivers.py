"""Who is told: servers of the tests' own, for what is posted and what is mailed, which keep what arrives."""

from __future__ import annotations

import email
import json
import threading
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from tests.support.places import free_port

TO = "retention@example.org"
TOKEN = "only-for-the-tests"


class _Post(BaseHTTPRequestHandler):
    server: Posts

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append({"authorization": self.headers.get("Authorization"), **json.loads(body)})
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing on the console."""


class Posts(ThreadingHTTPServer):
    """Keeps the JSON objects that are posted to it, each with its `authorization`, from start to `stop`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.received: list[dict[str, Any]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class _Box:
    def __init__(self) -> None:
        self.received: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        self.received.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


class Receivers:
    """Both, from start to `stop`."""

    def __init__(self) -> None:
        self._hook = Posts()
        self._box = _Box()
        self._mail = Controller(self._box, hostname="127.0.0.1", port=free_port())
        self._mail.start()

    def variables(self) -> dict[str, str]:
        """What a stack is given to reach them."""
        connection = {
            "conn_type": "smtp",
            "host": "127.0.0.1",
            "port": self._mail.port,
            "extra": {"disable_ssl": True, "disable_tls": True, "from_email": "churnflow@example.org"},
        }
        return {
            "CHURNFLOW_NOTIFY_WEBHOOK": f"{self._hook.url}/hook",
            "CHURNFLOW_NOTIFY_WEBHOOK_TOKEN": TOKEN,
            "CHURNFLOW_NOTIFY_MAIL": TO,
            "AIRFLOW_CONN_SMTP_DEFAULT": json.dumps(connection),
        }

    def posted(self, run_id: str) -> list[dict[str, Any]]:
        """What the webhook was told of a run."""
        return [notice for notice in self._hook.received if notice["run_id"] == run_id]

    def mailed(self, run_id: str) -> list[Any]:
        """The mails about a run."""
        return [mail for mail in self._box.received if f"Run: {run_id}" in mail.get_body(("html",)).get_content()]

    def stop(self) -> None:
        self._mail.stop()
        self._hook.stop()
