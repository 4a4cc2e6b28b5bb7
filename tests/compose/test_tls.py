"""The web pages over TLS: a browser's and a client's way in, by a certificate that is checked."""

from __future__ import annotations

import http.client
import json
import ssl

import pytest

from tests.compose.asking import AIRFLOW, MLFLOW, SERVING, ask, log_in, site
from tests.compose.chain import NAME, Chain
from tests.support.containers import PUBLIC, Containers
from tests.support.rest import Rest
from tests.support.stack import await_true


@pytest.mark.parametrize(
    ("port", "path"),
    [
        (AIRFLOW, "/api/v2/monitor/health"),
        (MLFLOW, "/health"),
        (SERVING, "/health"),
    ],
)
def test_the_servers_answer_over_tls(stack: Containers, undisturbed: Chain, port: str, path: str) -> None:
    await_true(lambda: ask(stack, port, "GET", path).status == 200, 120, f"an answer of {path} on {port}")


def test_a_login_over_tls_leaves_cookies_for_tls_only(stack: Containers) -> None:
    """As the page does it: the cookies that carry the login must never travel without TLS."""
    answer = log_in(stack, stack.secrets["AIRFLOW_ADMIN_PASSWORD"])
    assert answer.status in (302, 303)
    assert str(answer.getheader("Location")).startswith(("/", site(stack, AIRFLOW)))
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert any(cookie.startswith("_token=") for cookie in cookies)
    assert [cookie for cookie in cookies if "secure" not in cookie.lower()] == []


def test_a_client_works_with_a_token_over_tls(stack: Containers, undisturbed: Chain) -> None:
    admin = {"username": "admin", "password": stack.secrets["AIRFLOW_ADMIN_PASSWORD"]}
    token = json.load(ask(stack, AIRFLOW, "POST", "/auth/token", admin))["access_token"]
    dags = ask(stack, AIRFLOW, "GET", "/api/v2/dags", Authorization=f"Bearer {token}")
    assert json.load(dags)["total_entries"] == 7


def test_mlflow_is_used_over_tls_under_its_name_and_from_its_own_pages(stack: Containers, undisturbed: Chain) -> None:
    """Unlike /health, these calls are checked for the name that was asked for and for the page that they come from."""
    port = stack.ports[MLFLOW]
    known = {"Host": f"{PUBLIC}:{port}", **Rest.basic("", "admin", stack.secrets["MLFLOW_ADMIN_PASSWORD"]).headers}
    model, search = f"/api/2.0/mlflow/registered-models/get?name={NAME}", "/api/2.0/mlflow/experiments/search"
    assert json.load(ask(stack, MLFLOW, "GET", model, **known))["registered_model"]["name"] == NAME
    assert ask(stack, MLFLOW, "GET", model, **known | {"Host": "elsewhere.example"}).status == 403
    assert ask(stack, MLFLOW, "GET", model, Host=known["Host"]).status == 401
    wanted = {"filter": f"name = '{NAME}'", "max_results": 1}
    own = ask(stack, MLFLOW, "POST", search, wanted, Origin=f"https://{PUBLIC}:{port}", **known)
    assert [each["name"] for each in json.load(own)["experiments"]] == [NAME]
    assert ask(stack, MLFLOW, "POST", search, wanted, Origin="https://elsewhere.example", **known).status == 403


def test_nothing_older_than_tls_1_2_and_nothing_without_tls_is_spoken(stack: Containers) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    port = stack.ports[AIRFLOW]
    with pytest.raises(ssl.SSLError, match="ALERT_PROTOCOL_VERSION"):  # the server's word, and not this client's own
        http.client.HTTPSConnection("localhost", port, timeout=30, context=old).request("GET", "/")
    plain = http.client.HTTPConnection("localhost", port, timeout=30)
    plain.request("GET", "/")
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        plain.getresponse()
