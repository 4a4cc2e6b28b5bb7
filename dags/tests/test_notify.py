"""Notices: what is worth one, what it says, and that it arrives over a real webhook."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from airflow.sdk import DAG
from dag_support import run

from churnflow_dags import notices
from churnflow_dags.notify import Kind, Tell, wanted


class Receiver(BaseHTTPRequestHandler):
    """Keeps what is posted, or refuses it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.headers.get("Authorization"), json.loads(body)))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *words):
        """Nothing on the console."""


@pytest.fixture
def receiver(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.answer = [], 204
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("CHURNFLOW_NOTIFY_WEBHOOK", f"http://127.0.0.1:{server.server_port}/hook")
    monkeypatch.setenv("CHURNFLOW_AIRFLOW_URL", "http://127.0.0.1:8080")
    yield server
    server.shutdown()
    server.server_close()


def context(task_id="detect_drift", result=None, **more):
    pulled = {task_id: result or {}}
    ti = SimpleNamespace(task_id=task_id, state="success", xcom_pull=lambda task_ids: pulled[task_ids], task=None)
    return {"dag": DAG("telco_churn_inference"), "run_id": "by hand+1", "ti": ti, **more}


def test_a_drifted_batch_is_told_with_its_reason_and_a_link(receiver):
    notices.drifted("telco_churn")(context(result={"verdict": "act", "reason": "The score has changed."}))
    ((_, told),) = receiver.received
    assert told["kind"] == "drift" and told["pipeline"] == "telco_churn"
    assert told["url"] == "http://127.0.0.1:8080/dags/telco_churn_inference/runs/by%20hand%2B1"
    assert told["text"].splitlines() == ["telco_churn: a scored batch has drifted", "The score has changed.", told["url"]]


@pytest.mark.parametrize("verdict", ["stable", "watch", "undecided"])
def test_any_other_verdict_is_not(receiver, verdict):
    notices.drifted("telco_churn")(context(result={"verdict": verdict, "reason": "x"}))
    assert receiver.received == []


def test_what_people_typed_is_no_template(receiver):
    hostile = "{{ conn.get('smtp_default') }} {% for x in y %}"
    notices.decided("telco_churn")(context("rollback", {"version": 4, "production_version": 3, "reason": hostile}))
    ((_, told),) = receiver.received
    assert told["title"] == "telco_churn: version 4 has left production, version 3 is back"
    assert hostile in told["text"]


def test_a_failed_run_says_what_airflow_says(receiver):
    notices.failed("telco_churn")(context("load_data", reason="task_failure"))
    ((_, told),) = receiver.received
    assert told["title"] == "telco_churn_inference failed" and "task_failure" in told["text"] and "load_data" in told["text"]


def test_a_token_is_sent_and_kinds_can_be_chosen(receiver, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_NOTIFY_WEBHOOK_TOKEN", "of the hook")
    monkeypatch.setenv("CHURNFLOW_NOTIFY_ABOUT", "drift, failure")
    notices.performed("telco_churn")(context(result={"verdict": "below", "reason": "F1 0.3"}))
    assert receiver.received == []
    notices.drifted("telco_churn")(context(result={"verdict": "act", "reason": "x"}))
    assert receiver.received[0][0] == "Bearer of the hook"


def test_a_receiver_that_refuses_or_is_away_fails_nothing(receiver, monkeypatch):
    receiver.answer = 500
    notices.drifted("telco_churn")(context(result={"verdict": "act", "reason": "x"}))
    assert len(receiver.received) == 1
    monkeypatch.setenv("CHURNFLOW_NOTIFY_WEBHOOK", "http://127.0.0.1:9/hook")
    notices.drifted("telco_churn")(context(result={"verdict": "act", "reason": "x"}))


def test_a_kind_that_is_not_known_is_named(monkeypatch):
    assert wanted() == frozenset(Kind)
    monkeypatch.setenv("CHURNFLOW_NOTIFY_ABOUT", "drift,rain")
    with pytest.raises(ValueError, match="found rain"):
        wanted()


def test_every_occasion_has_its_notice(bag):
    told = {
        (dag.dag_id.removeprefix("telco_churn_"), task.task_id)
        for dag in bag.dags.values()
        if dag.dag_id.startswith("telco_churn_")
        for task in dag.tasks
        if any(isinstance(callback, Tell) for callback in task.on_success_callback or [])
    }
    promotion = {("promotion", task) for task in ("promote", "record_refusal", "rollback", "challenge", "withdraw")}
    assert told - {("monitoring", "start_training")} == {
        ("inference", "detect_drift"), ("performance", "monitor_performance"), *promotion,
    }  # fmt: skip
    assert all(isinstance(dag.on_failure_callback, Tell) for dag in bag.dags.values())


def test_a_rollback_tells_people(home, receiver):
    state, _ = run("telco_churn_promotion", {"action": "rollback", "reason": "worse in the field"})
    assert state == "success"
    assert [told["kind"] for _, told in receiver.received] == ["promotion"]
