"""What has become of the scored customers, through the performance DAG."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest

from tests.support import rows
from tests.support.jobs import run_folder_name
from tests.support.mlflow import tags
from tests.support.places import DATA
from tests.support.stack import Stack

NAME = "telco_churn"
DAG = f"{NAME}_performance"


@pytest.fixture(scope="module")
def looked(stack: Stack, scored: str) -> str:
    """A run that was told what each customer of the scored batch did; its id."""
    with (DATA / "telco_new_customers_labels.csv").open(newline="") as source:
        known = [row | {"batch": scored} for row in csv.DictReader(source)]
    rows.write(stack.inbox / "what they did.csv", known)
    return done(stack, {"labels": "what they did.csv"})


def done(stack: Stack, conf: dict[str, Any]) -> str:
    run_id = stack.airflow.trigger(DAG, conf)
    assert stack.airflow.wait(DAG, run_id)["state"] == "success", stack.airflow.states(DAG, run_id)
    return run_id


def performance(stack: Stack, run_id: str) -> dict[str, Any]:
    file = stack.run_folder(NAME, run_id) / "monitor-performance" / "performance.json"
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def test_the_scored_batch_is_measured(stack: Stack, scored: str, looked: str) -> None:
    told = stack.airflow.xcom(DAG, looked, "monitor_performance")
    assert told["verdict"] == "ok", told["reason"]
    (batch,) = [batch for batch in performance(stack, looked)["batches"] if batch["run_id"] == scored]
    assert (batch["batch"], batch["state"], batch["verdict"]) == (run_folder_name(scored), "measured", "ok")
    assert batch["labels"]["labelled"] == len(rows.new_customers())
    assert 0.78 < batch["realised"]["roc_auc"]["value"] < 0.9
    estimated = batch["estimated"]["pr_auc"]
    assert estimated["low"] < batch["realised"]["pr_auc"]["value"] < estimated["high"]


def test_mlflow_has_the_report(stack: Stack, looked: str) -> None:
    (run,) = stack.mlflow.runs(f"{NAME}-monitoring", "churnflow.airflow.run_id", looked)
    assert (run["info"]["status"], tags(run)["churnflow.verdict"]) == ("FINISHED", "ok")
    assert b"Good enough: " in stack.mlflow.download(run, "performance.html")


def test_a_later_run_knows_the_outcomes(stack: Stack, scored: str, looked: str) -> None:
    found = performance(stack, done(stack, {}))
    (batch,) = [batch for batch in found["batches"] if batch["run_id"] == scored]
    assert batch["state"] == "measured"


def test_a_path_outside_the_input_folders_is_refused(stack: Stack, scored: str) -> None:
    run_id = stack.airflow.trigger(DAG, {"labels": "/etc/passwd"})
    assert stack.airflow.wait(DAG, run_id)["state"] == "failed"
    tasks = {task["task_id"]: task["try_number"] for task in stack.airflow.tasks(DAG, run_id)}
    assert tasks["monitor_performance"] == 1
