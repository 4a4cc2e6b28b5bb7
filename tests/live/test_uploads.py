"""Files over HTTP as the documentation shows it, by curl: a CSV in, a run that scores it, its predictions out."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.live.runs import Trained
from tests.support import rows
from tests.support.airflow import Airflow
from tests.support.rest import Rest, quoted
from tests.support.stack import Stack

PIPELINE = "telco_churn"
FILES = f"/churnflow/uploads?pipeline={PIPELINE}&name="


def token(airflow: Airflow) -> str:
    answer = Rest(airflow.url).call("POST", "/auth/token", {"username": airflow.user, "password": airflow.password})
    return str(answer["access_token"])


@pytest.fixture(scope="module")
def admin(stack: Stack) -> str:
    return token(stack.airflow)


@pytest.fixture(scope="module")
def viewer(stack: Stack) -> str:
    return token(Airflow(stack.airflow.url, "viewer", stack.secrets()["viewer"]))


def curl(stack: Stack, path: str, bearer: str | None, *words: str) -> tuple[int, bytes]:
    """Status and body."""
    command = ["curl", "-s", "-o", "-", "-w", "\n%{http_code}", *words, stack.airflow.url + path]
    if bearer:
        command += ["-H", f"Authorization: Bearer {bearer}"]
    body, _, status = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.rpartition(b"\n")
    return int(status), body


def send(stack: Stack, bearer: str | None, file: Path, name: str) -> tuple[int, bytes]:
    return curl(stack, FILES + name, bearer, "-X", "POST", "-T", str(file))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rows.write(tmp_path_factory.mktemp("mine") / "mine.csv", rows.new_customers()[:40])


def inbox(stack: Stack) -> set[str]:
    folder = stack.inbox / PIPELINE
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_a_file_goes_in_is_scored_and_its_predictions_come_out(stack: Stack, trained: Trained, admin: str, table: Path) -> None:
    status, body = send(stack, admin, table, "sent.csv")
    taken = json.loads(body)
    assert status == 201
    assert taken == {
        "input": f"{PIPELINE}/sent.csv",
        "bytes": table.stat().st_size,
        "sha256": hashlib.sha256(table.read_bytes()).hexdigest(),
    }
    assert (stack.inbox / taken["input"]).read_bytes() == table.read_bytes()
    run_id = stack.airflow.trigger(f"{PIPELINE}_inference", {"input": taken["input"]})
    result = f"/churnflow/predictions?pipeline={PIPELINE}&run_id={quoted(run_id)}"
    status, body = curl(stack, result, admin)
    if status == 404:  # it may be that quick
        assert "expected predictions, found none" in json.loads(body)["detail"]
    assert stack.airflow.wait(f"{PIPELINE}_inference", run_id)["state"] == "success"
    status, body = curl(stack, result, admin)
    assert status == 200
    scored = list(csv.DictReader(io.StringIO(body.decode())))
    assert [row["customer_id"] for row in scored] == [row["customer_id"] for row in rows.new_customers()[:40]]
    assert (
        body
        == (stack.home / stack.airflow.xcom(f"{PIPELINE}_inference", run_id, "publish_predictions")["predictions"]).read_bytes()
    )


def test_only_who_may_start_the_inference_sends_and_reads(
    stack: Stack, trained: Trained, scored: str, viewer: str, table: Path
) -> None:
    before = inbox(stack)
    assert send(stack, None, table, "nobody.csv")[0] == 401
    assert send(stack, "x.y.z", table, "nobody.csv")[0] in (401, 403)
    assert send(stack, viewer, table, "viewer.csv")[0] == 403
    result = f"/churnflow/predictions?pipeline={PIPELINE}&run_id={quoted(scored)}"
    assert (curl(stack, result, None)[0], curl(stack, result, viewer)[0]) == (401, 403)
    assert curl(stack, "/churnflow/uploads?pipeline=none&name=x.csv", viewer, "-X", "POST", "-T", str(table))[0] == 403
    assert inbox(stack) == before


@pytest.mark.parametrize("name", ["..%2Fx.csv", "%2Fetc%2Fx.csv", ".x.csv", "x.yaml", "x%0A.csv", "%24%28touch%20x%29.csv"])
def test_a_hostile_name_is_refused(stack: Stack, admin: str, table: Path, name: str) -> None:
    before = inbox(stack)
    status, body = send(stack, admin, table, name)
    assert (status, json.loads(body)["detail"].split(",")[0]) == (400, "name: expected letters")
    assert inbox(stack) == before


@pytest.mark.parametrize("pipeline", ["none", "..", "telco_churn%2F..", "%00"])
def test_a_pipeline_that_is_not_there_has_no_inbox(stack: Stack, admin: str, table: Path, pipeline: str) -> None:
    path = f"/churnflow/uploads?pipeline={pipeline}&name=x.csv"
    assert curl(stack, path, admin, "-X", "POST", "-T", str(table))[0] == 404


def test_a_form_and_an_empty_body_are_refused(stack: Stack, admin: str, table: Path, tmp_path: Path) -> None:
    status, body = curl(stack, FILES + "form.csv", admin, "-F", f"file=@{table}")
    assert (status, "found a form" in json.loads(body)["detail"]) == (415, True)
    (tmp_path / "empty.csv").touch()
    assert send(stack, admin, tmp_path / "empty.csv", "empty.csv")[0] == 400
    assert not {"form.csv", "empty.csv"} & inbox(stack)


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(stack: Stack, admin: str, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as sparse:
        sparse.truncate(3 << 30)
    began = time.monotonic()
    command = ["-X", "POST", "-T", str(huge), "-H", "Expect: 100-continue"]
    status, body = curl(stack, FILES + "huge.csv", admin, *command)
    assert status == 413, body
    assert time.monotonic() - began < 30
    assert "huge.csv" not in inbox(stack)


def test_an_upload_that_breaks_off_leaves_nothing(stack: Stack, admin: str) -> None:
    before = inbox(stack)
    with socket.create_connection(("127.0.0.1", stack.airflow_port), timeout=30) as connection:
        head = [
            f"POST {FILES}broken.csv HTTP/1.1",
            "Host: 127.0.0.1",
            f"Authorization: Bearer {admin}",
            "Content-Length: 1000000",
        ]
        connection.sendall("\r\n".join([*head, "", ""]).encode() + b"customer_id\n" * 1000)
        deadline = time.monotonic() + 30
        while inbox(stack) == before and time.monotonic() < deadline:
            time.sleep(0.1)
        (part,) = inbox(stack) - before
        assert part.startswith(".broken.csv.")
    while inbox(stack) != before and time.monotonic() < deadline + 30:
        time.sleep(0.1)
    assert inbox(stack) == before
