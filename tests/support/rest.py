"""A small HTTP client for the tests, with nothing between them and what the server really said."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any


class RestError(Exception):
    """An answer outside 200 to 299; keeps the status and the body for the test to look at."""

    def __init__(self, method: str, url: str, status: int, body: str) -> None:
        super().__init__(f"{method} {url}: {status} {body[:500]}")
        self.status = status
        self.body = body


@dataclass
class Rest:
    """One server's address and the headers that every call carries."""

    base: str
    headers: dict[str, str] = field(default_factory=dict)
    timeout: float = 90.0

    @classmethod
    def basic(cls, base: str, user: str, password: str) -> Rest:
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        return cls(base, {"Authorization": f"Basic {token}"})

    def raw(self, method: str, path: str, body: Any = None) -> bytes:
        """The answer's bytes; `body` travels as JSON."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, dict(self.headers), method=method)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            text = error.read().decode("utf-8", "replace")
            raise RestError(method, self.base + path, error.code, text) from error

    def status(self, method: str, path: str, body: bytes | None = None) -> int:
        """The answer's status, good or bad; `body` travels as it is."""
        request = urllib.request.Request(self.base + path, body, dict(self.headers), method=method)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer as JSON; None where it is empty."""
        content = self.raw(method, path, body)
        return json.loads(content) if content.strip() else None

    def get(self, path: str, /, **query: Any) -> Any:
        pairs = urllib.parse.urlencode(query, doseq=True)
        return self.call("GET", path + ("?" + pairs if pairs else ""))


def quoted(text: str) -> str:
    """One path segment: a run id may hold `:`, `+` or `/`."""
    return urllib.parse.quote(text, safe="")
