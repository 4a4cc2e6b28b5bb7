"""Secrets planted as canaries: found nowhere but where they belong, after every kind of run and way in has been there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from tests.compose import asking
from tests.compose.chain import INFERENCE, Chain
from tests.support.containers import CANARIES, HOME, PROJECT, Containers
from tests.support.rest import Rest
from tests.support.stack import await_true

GREP = "for place in {places}; do test -d $place || exit 9; done; grep -rlasFf - {places} || test $? -le 2"
"""The files that hold one of the texts on standard input; 2 is grep's word for a file that it may not read."""
PROXIES = ("tls-proxy", "docker-proxy")
REFUSING = """
import http.server
class Refusing(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        print(self.path, "with a key" if self.headers["Authorization"] else "without", flush=True)
        self.send_response(401)
        self.end_headers()
    def log_message(self, *words): pass
http.server.ThreadingHTTPServer(("", 4318), Refusing).serve_forever()
"""
"""Takes lineage and telemetry, and refuses all of it: a client that is refused may say more than it should."""


@pytest.fixture(scope="module")
def texts(stack: Containers, undisturbed: Chain) -> Iterator[str]:
    """Every secret of .env and every planted one, as they are and as hexadecimal digits (a dump's form of bytes)."""
    wanted = [*stack.secrets.values(), *CANARIES, connection(stack)]
    assert all(len(text) >= 16 for text in wanted)
    ask_the_served_model(stack)
    log_in_over_tls(stack)
    with asking.flower(stack) as address:
        people = [Rest.basic(address, "admin", word) for word in passwords(stack, "FLOWER_PASSWORD")]
        assert [each.status("GET", "/api/workers") for each in people] == [200, 401]
        yield "".join(f"{text}\n{text.encode().hex()}\n" for text in wanted)


def passwords(stack: Containers, name: str) -> tuple[str, str]:
    """The right one, and another."""
    return stack.secrets[name], secrets.token_urlsafe(16)


def ask_the_served_model(stack: Containers) -> None:
    """For what it answers, for what it cannot read, and with another token."""
    model = asking.served_model(stack)
    await_true(lambda: model.call("POST", "/predict", asking.customers(2)), 180, "the served model to answer")
    assert model.status("POST", "/predict", b"{") in {400, 422}
    assert asking.served_model(stack, "another").status("POST", "/predict", b"{}") == 401


def log_in_over_tls(stack: Containers) -> None:
    """To Airflow as its page and as a client does, to MLflow, to the served model; each also with another password."""
    airflow, mlflow = passwords(stack, "AIRFLOW_ADMIN_PASSWORD"), passwords(stack, "MLFLOW_ADMIN_PASSWORD")
    cookies = [str(asking.log_in(stack, word).headers.get_all("Set-Cookie")) for word in airflow]
    assert ["_token=" in each for each in cookies] == [True, False]
    tokens = [{"username": "admin", "password": word} for word in airflow]
    assert [asking.ask(stack, asking.AIRFLOW, "POST", "/auth/token", body).status for body in tokens] == [201, 401]
    search = "/api/2.0/mlflow/experiments/search?max_results=1"
    headers = [Rest.basic("", "admin", word).headers for word in mlflow]
    assert [asking.ask(stack, asking.MLFLOW, "GET", search, **each).status for each in headers] == [200, 401]
    served = [asking.served_model(stack, word).headers for word in passwords(stack, "SERVING_TOKEN")]
    body = asking.customers(1)
    assert [asking.ask(stack, asking.SERVING, "POST", "/predict", body, **each).status for each in served] == [200, 401]


@pytest.fixture(scope="module")
def telling(stack: Containers, undisturbed: Chain) -> str:
    """What a worker has said that told of two runs, with its keys, to somebody who refuses them."""
    receiver = f"{PROJECT}-refusing"
    url = f"http://{receiver}:4318"
    given = {
        "OPENLINEAGE_URL": url,
        "OTEL_EXPORTER_OTLP_ENDPOINT": url,
        "AIRFLOW__METRICS__OTEL_ON": "True",
        "AIRFLOW__TRACES__OTEL_ON": "True",
        "OTEL_METRIC_EXPORT_INTERVAL": "2000",
    }
    variables = [word for name, value in given.items() for word in ("--env", f"{name}={value}")]
    stack.compose("run", "--detach", "--no-deps", "--name", receiver, "worker", "python", "-c", REFUSING)
    try:
        with stack.one_worker(*variables) as worker:
            for given_input, state in (("telco_new_customers.csv", "success"), ("nowhere.csv", "failed")):
                run = stack.airflow.trigger(INFERENCE, {"input": given_input})
                assert stack.airflow.wait(INFERENCE, run, 600)["state"] == state
            await_true(lambda: heard(stack, receiver) >= {"/api/v1/lineage", "/v1/metrics"}, 120, "both, with their keys")
            return stack.said(worker)
    finally:
        stack.docker("rm", "--force", receiver)


def heard(stack: Containers, receiver: str) -> set[str]:
    """The paths at which the keys have arrived."""
    return {line.split()[0] for line in stack.said(receiver).splitlines() if line.endswith(" with a key")}


def connection(stack: Containers) -> str:
    """The password of a connection that a person has stored in Airflow, beside a run that failed and one of housekeeping."""
    password = secrets.token_urlsafe(24)
    body = {"connection_id": f"shop_{secrets.token_hex(3)}", "conn_type": "http", "login": "shop", "password": password}
    stack.airflow.call("POST", "/connections", body)
    failed = stack.airflow.trigger(INFERENCE, {"input": "nowhere.csv"})
    stack.airflow.wait(INFERENCE, failed, 180)
    housekeeping = stack.airflow.trigger("churnflow_housekeeping")
    stack.airflow.wait("churnflow_housekeeping", housekeeping, 240)
    return password


def test_the_canaries_would_be_found(stack: Containers, texts: str) -> None:
    stack.in_worker("sh", "-c", f"cat >{HOME}/inbox/leak.txt", given=f"password={stack.secrets['REDIS_PASSWORD']}")
    try:
        assert stack.in_worker("sh", "-c", GREP.format(places=HOME), given=texts).split() == [f"{HOME}/inbox/leak.txt"]
    finally:
        stack.in_worker("rm", f"{HOME}/inbox/leak.txt")


@pytest.mark.parametrize(
    ("service", "places"),
    [
        ("worker", f"{HOME} /var/lib/airflow /opt/churnflow /tmp"),
        ("scheduler", "/var/lib/airflow /tmp"),
        ("api-server", "/var/lib/airflow /tmp"),
        ("dag-processor", "/var/lib/airflow /tmp"),
        ("triggerer", "/var/lib/airflow /tmp"),
        ("flower", "/var/lib/airflow /tmp"),
        ("serving", "/var/lib/churnflow /opt/churnflow/serving /tmp"),
        ("mlflow", "/var/lib/mlflow /opt/churnflow/mlflow"),
        ("redis", "/data"),
    ],
)
def test_no_log_file_or_run_holds_a_secret(stack: Containers, texts: str, telling: str, service: str, places: str) -> None:
    assert stack.inside(service, "sh", "-c", GREP.format(places=places), given=texts) == ""


@pytest.mark.parametrize("service", PROXIES)
def test_the_proxies_have_no_place_to_leave_one(stack: Containers, service: str) -> None:
    if service == "docker-proxy" and stack.runner != "docker":
        pytest.skip("only with the Docker runner do workers reach an engine")
    assert stack.inside(service, "sh", "-c", "find / -xdev -type d -writable 2>/dev/null || true") == ""


def test_no_database_holds_a_secret(stack: Containers, undisturbed: Chain, texts: str, telling: str) -> None:
    """XCom, rendered fields, Celery's results, runs, tags, users: all of it is in the dump."""
    run, dump = undisturbed.inference, "pg_dumpall -U postgres >/tmp/dump </dev/null"
    count = f"grep -caF {run} /tmp/dump </dev/null; grep -caFf - /tmp/dump; rm /tmp/dump"
    known, leaks = stack.inside("postgres", "sh", "-c", f"{dump} && {count}", given=texts).split()
    assert int(known) > 20, "the dump tells of the runs"
    assert int(leaks) == 0


def test_no_container_says_a_secret(stack: Containers, texts: str, telling: str) -> None:
    said = stack.compose("--profile", "*", "logs", "--no-color") + telling
    assert len(telling) > 1000
    assert [name for name in ("worker", "mlflow", "serving", "tls-proxy", "flower") if f"{name}-1 " not in said] == []
    assert [line for line in said.splitlines() if any(text in line for text in texts.split())] == []


def test_no_command_line_holds_a_secret(stack: Containers, texts: str) -> None:
    services = stack.compose("--profile", "*", "ps", "--services").split()
    assert {"serving", "tls-proxy", "flower"} <= set(services)
    for service in services:
        shown = stack.docker("top", stack.containers(service)[0], "-eo", "pid,args")
        assert [text for text in texts.split() if text in shown] == [], service


def test_the_api_shows_no_secret(stack: Containers, undisturbed: Chain, texts: str) -> None:
    shown = [stack.airflow.rendered(dag, run) for dag, run in undisturbed.runs]
    rest = stack.airflow.whole()
    shown += [rest.raw("GET", f"/api/v2/{path}").decode() for path in ("connections", "variables", "eventLogs?limit=100")]
    assert [text for text in texts.split() if any(text in each for each in shown)] == []
