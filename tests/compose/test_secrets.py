"""Secrets planted as canaries: found nowhere but where they belong, after every kind of run has been there."""

from __future__ import annotations

import secrets

import pytest

from tests.compose.chain import INFERENCE, Chain
from tests.support.containers import CANARIES, HOME, Containers

GREP = "for place in {places}; do test -d $place || exit 9; done; grep -rlasFf - {places} || test $? -le 2"
"""The files that hold one of the texts on standard input; 2 is grep's word for a file that it may not read."""


@pytest.fixture(scope="module")
def texts(stack: Containers, undisturbed: Chain) -> str:
    """Every secret of .env and every planted one, as they are and as hexadecimal digits (a dump's form of bytes)."""
    wanted = [*stack.secrets.values(), *CANARIES, connection(stack)]
    assert all(len(text) >= 16 for text in wanted)
    return "".join(f"{text}\n{text.encode().hex()}\n" for text in wanted)


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
        ("mlflow", "/var/lib/mlflow /opt/churnflow/mlflow"),
        ("redis", "/data"),
    ],
)
def test_no_log_file_or_run_holds_a_secret(stack: Containers, texts: str, service: str, places: str) -> None:
    assert stack.inside(service, "sh", "-c", GREP.format(places=places), given=texts) == ""


def test_no_database_holds_a_secret(stack: Containers, undisturbed: Chain, texts: str) -> None:
    """XCom, rendered fields, Celery's results, runs, tags, users: all of it is in the dump."""
    run, dump = undisturbed.inference, "pg_dumpall -U postgres >/tmp/dump </dev/null"
    count = f"grep -caF {run} /tmp/dump </dev/null; grep -caFf - /tmp/dump; rm /tmp/dump"
    known, leaks = stack.inside("postgres", "sh", "-c", f"{dump} && {count}", given=texts).split()
    assert int(known) > 20, "the dump tells of the runs"
    assert int(leaks) == 0


def test_no_container_says_a_secret(stack: Containers, texts: str) -> None:
    said = stack.compose("logs", "--no-color")
    assert len(said) > 10_000
    assert [line for line in said.splitlines() if any(text in line for text in texts.split())] == []


def test_no_command_line_holds_a_secret(stack: Containers, texts: str) -> None:
    for service in stack.compose("ps", "--services").split():
        shown = stack.docker("top", stack.containers(service)[0], "-eo", "pid,args")
        assert [text for text in texts.split() if text in shown] == [], service


def test_the_api_shows_no_secret(stack: Containers, undisturbed: Chain, texts: str) -> None:
    shown = [stack.airflow.rendered(dag, run) for dag, run in undisturbed.runs]
    rest = stack.airflow.whole()
    shown += [rest.raw("GET", f"/api/v2/{path}").decode() for path in ("connections", "variables", "eventLogs?limit=100")]
    assert [text for text in texts.split() if any(text in each for each in shown)] == []
