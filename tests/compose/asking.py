"""Ways in beside Airflow's and MLflow's own ports: the served model, TLS, Flower."""

from __future__ import annotations

import http.client
import json
import ssl
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from typing import Any

import pandas as pd  # type: ignore[import-untyped]

from tests.support.containers import Containers
from tests.support.places import DATA
from tests.support.rest import Rest
from tests.support.served import request

AIRFLOW, MLFLOW, SERVING = (f"CHURNFLOW_TLS_{name}_PORT" for name in ("AIRFLOW", "MLFLOW", "SERVING"))


def served_model(stack: Containers, token: str | None = None) -> Rest:
    """The served model, with its own token or with another."""
    headers = {"Authorization": f"Bearer {token or stack.secrets['SERVING_TOKEN']}", "Content-Type": "application/json"}
    return Rest(f"http://127.0.0.1:{stack.ports['CHURNFLOW_SERVING_PORT']}", headers, timeout=60)


def customers(count: int) -> dict[str, Any]:
    """The first customers as MLflow's scoring protocol has a table."""
    return request(pd.read_csv(DATA / "telco_new_customers.csv", nrows=count, keep_default_na=False, na_values=[""]))


def send(stack: Containers, port: str, method: str, path: str, body: str | None, headers: dict[str, str]) -> HTTPResponse:
    """One request over TLS to localhost, whose certificate must be the stack's."""
    trusted = ssl.create_default_context(cafile=str(stack.certificate))
    connection = http.client.HTTPSConnection("localhost", stack.ports[port], timeout=60, context=trusted)
    connection.request(method, path, body, headers)
    return connection.getresponse()


def ask(stack: Containers, port: str, method: str, path: str, body: Any = None, **headers: str) -> HTTPResponse:
    """One request over TLS with a body of JSON, or with none."""
    text = None if body is None else json.dumps(body)
    return send(stack, port, method, path, text, {"Content-Type": "application/json", **headers})


def site(stack: Containers, port: str) -> str:
    """An address over TLS as a browser shows it."""
    return f"https://localhost:{stack.ports[port]}"


def log_in(stack: Containers, password: str) -> HTTPResponse:
    """What Airflow's login page answers over TLS to its form, filled in by the admin with this password."""
    page = ask(stack, AIRFLOW, "GET", "/auth/login/")
    text = page.read().decode()
    assert page.status == 200
    token = text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    session = str(page.getheader("Set-Cookie")).partition(";")[0]
    form = urllib.parse.urlencode({"csrf_token": token, "username": "admin", "password": password})
    kind = "application/x-www-form-urlencoded"
    about = {"Content-Type": kind, "Cookie": session, "Referer": f"{site(stack, AIRFLOW)}/auth/login/"}
    return send(stack, AIRFLOW, "POST", "/auth/login/", form, about)


@contextmanager
def flower(stack: Containers) -> Iterator[str]:
    """Flower's address, while it is started."""
    stack.compose("--profile", "flower", "up", "--detach", "--wait", "flower", seconds=300)
    try:
        yield f"http://127.0.0.1:{stack.ports['CHURNFLOW_FLOWER_PORT']}"
    finally:
        stack.compose("--profile", "flower", "rm", "--stop", "--force", "flower")
