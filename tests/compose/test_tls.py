"""The web pages over TLS: a browser's and a client's way in, by a certificate that is checked."""

from __future__ import annotations

import http.client
import json
import ssl
from http.client import HTTPResponse
from typing import Any

import pytest

from tests.compose.chain import Chain
from tests.support.containers import Containers
from tests.support.stack import await_true


def send(stack: Containers, port: str, method: str, path: str, body: str | None, headers: dict[str, str]) -> HTTPResponse:
    """One request to localhost, whose certificate must be the stack's."""
    trusted = ssl.create_default_context(cafile=str(stack.certificate))
    connection = http.client.HTTPSConnection("localhost", stack.ports[port], timeout=60, context=trusted)
    connection.request(method, path, body, headers)
    return connection.getresponse()


def ask(stack: Containers, port: str, method: str, path: str, body: Any = None, **headers: str) -> HTTPResponse:
    """One request with a body of JSON, or with none."""
    text = None if body is None else json.dumps(body)
    return send(stack, port, method, path, text, {"Content-Type": "application/json", **headers})


@pytest.mark.parametrize(
    ("port", "path"),
    [
        ("CHURNFLOW_TLS_AIRFLOW_PORT", "/api/v2/monitor/health"),
        ("CHURNFLOW_TLS_MLFLOW_PORT", "/health"),
        ("CHURNFLOW_TLS_SERVING_PORT", "/health"),
    ],
)
def test_the_servers_answer_over_tls(stack: Containers, undisturbed: Chain, port: str, path: str) -> None:
    await_true(lambda: ask(stack, port, "GET", path).status == 200, 120, f"an answer of {path} on {port}")


def test_a_login_over_tls_leaves_cookies_for_tls_only(stack: Containers) -> None:
    """As the page does it: the cookies that carry the login must never travel without TLS."""
    page = ask(stack, "CHURNFLOW_TLS_AIRFLOW_PORT", "GET", "/auth/login/")
    text = page.read().decode()
    assert page.status == 200
    token = text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    session = str(page.getheader("Set-Cookie")).partition(";")[0]
    form = f"csrf_token={token}&username=admin&password={stack.secrets['AIRFLOW_ADMIN_PASSWORD']}"
    kind = "application/x-www-form-urlencoded"
    site = f"https://localhost:{stack.ports['CHURNFLOW_TLS_AIRFLOW_PORT']}"
    about = {"Content-Type": kind, "Cookie": session, "Referer": f"{site}/auth/login/"}
    answer = send(stack, "CHURNFLOW_TLS_AIRFLOW_PORT", "POST", "/auth/login/", form, about)
    assert answer.status in (302, 303)
    assert str(answer.getheader("Location")).startswith(("/", site))
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert any(cookie.startswith("_token=") for cookie in cookies)
    assert [cookie for cookie in cookies if "secure" not in cookie.lower()] == []


def test_a_client_works_with_a_token_over_tls(stack: Containers, undisturbed: Chain) -> None:
    admin = {"username": "admin", "password": stack.secrets["AIRFLOW_ADMIN_PASSWORD"]}
    token = json.load(ask(stack, "CHURNFLOW_TLS_AIRFLOW_PORT", "POST", "/auth/token", admin))["access_token"]
    dags = ask(stack, "CHURNFLOW_TLS_AIRFLOW_PORT", "GET", "/api/v2/dags", Authorization=f"Bearer {token}")
    assert json.load(dags)["total_entries"] == 7


def test_nothing_older_than_tls_1_2_and_nothing_without_tls_is_spoken(stack: Containers) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    port = stack.ports["CHURNFLOW_TLS_AIRFLOW_PORT"]
    with pytest.raises(ssl.SSLError):
        http.client.HTTPSConnection("localhost", port, timeout=30, context=old).request("GET", "/")
    plain = http.client.HTTPConnection("localhost", port, timeout=30)
    plain.request("GET", "/")
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        plain.getresponse()
