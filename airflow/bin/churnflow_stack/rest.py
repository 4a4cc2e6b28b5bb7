"""A small HTTP client: JSON in, JSON out."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from churnflow_stack.places import StackError

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""These addresses are on this machine: no proxy lies between."""


class RestError(StackError):
    """An answer outside 200 to 299."""

    def __init__(self, where: str, status: int, body: str) -> None:
        super().__init__(f"{where}: expected 200, found {status}: {body[:300]}")
        self.status = status


@dataclass
class Rest:
    """One server, and the headers that every call carries."""

    base: str
    headers: dict[str, str] = field(default_factory=dict)
    timeout: float = 30

    def call(self, method: str, path: str, body: object = None) -> Any:
        """The answer as JSON, as text where it is none, None where it is empty."""
        text = self.text(method, path, body)
        try:
            return json.loads(text) if text else None
        except ValueError:
            return text

    def text(self, method: str, path: str, body: object = None) -> str:
        """The answer as it is: a file may happen to be JSON."""
        data = None if body is None else json.dumps(body).encode()
        headers = self.headers | ({"Content-Type": "application/json"} if data else {})
        request = urllib.request.Request(self.base + path, data, headers, method=method)  # noqa: S310
        try:
            with OPENER.open(request, timeout=self.timeout) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            raise RestError(f"{method} {path}", error.code, error.read().decode(errors="replace")) from error


def pages(api: Rest, path: str, key: str) -> list[dict[str, Any]]:
    """All that an Airflow lists there; it answers no more than its `maximum_page_limit` at once, whatever is asked for.

    Pages do not overlap: where no order is asked for, Airflow sorts by the key.
    """
    found: list[dict[str, Any]] = []
    while True:
        answer = api.call("GET", f"{path}?limit=100&offset={len(found)}")
        found += answer[key]
        if not answer[key] or len(found) >= answer["total_entries"]:
            return found


def airflow(url: str, user: str, password: str) -> Rest:
    """Airflow's API as this user sees it."""
    try:
        token = Rest(url).call("POST", "/auth/token", {"username": user, "password": password})["access_token"]
    except RestError as error:
        if error.status != 401:
            raise
        raise StackError(
            f"{url}: expected Airflow to know {user}'s password, found that it does not; either it was "
            "changed since Airflow was started, or the port is another Airflow's"
        ) from error
    return Rest(url + "/api/v2", {"Authorization": f"Bearer {token}"})


def mlflow(url: str, user: str, password: str) -> Rest:
    """MLflow's API as this user sees it."""
    credentials = base64.b64encode(f"{user}:{password}".encode()).decode()
    return Rest(url + "/api/2.0/mlflow", {"Authorization": f"Basic {credentials}"})
