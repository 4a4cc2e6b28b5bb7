"""Batches that drift start a training by themselves: once, with the reason on what it makes.

The first model is trained and promoted by the jobs alone, which costs less than DAG runs; what follows is real DAG runs.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.runs import by_hand
from tests.support import rows
from tests.support.jobs import promotion, training
from tests.support.mlflow import tags
from tests.support.stack import Stack, await_true

NAME = "drift_churn"
TRAINING, INFERENCE, MONITORING = f"{NAME}_training", f"{NAME}_inference", f"{NAME}_monitoring"
BATCH = 300


def drifted(table: list[rows.Row]) -> list[rows.Row]:
    """Everybody pays by the month, a lot, and has just come: what a new tariff could do."""
    change = {"contract": "Month-to-month", "monthly_charges": "110.5", "tenure": "2"}
    return [row | change for row in table]


def score(stack: Stack, name: str, table: list[rows.Row]) -> dict[str, Any]:
    """Score a batch, and await the look that its check for drift starts; the look's tasks by state."""
    known = {run["dag_run_id"] for run in stack.airflow.runs(MONITORING)}
    rows.write(stack.inbox / NAME / name, table)
    run_id = stack.airflow.trigger(INFERENCE, {"input": f"{NAME}/{name}"})
    assert stack.airflow.wait(INFERENCE, run_id)["state"] == "success", stack.airflow.states(INFERENCE, run_id)
    look = stack.new_run(MONITORING, known)
    assert stack.airflow.wait(MONITORING, look)["state"] == "success", stack.airflow.states(MONITORING, look)
    return stack.airflow.states(MONITORING, look)


@pytest.fixture(scope="module")
def looks(stack: Stack) -> list[dict[str, Any]]:
    """A batch like the training rows, then two that are not."""
    work = by_hand(stack, NAME)
    rows.write(stack.inbox / NAME / "training.csv", rows.training(1500))
    for step in training(["logistic-regression"], f"{NAME}/training.csv") + promotion():
        work.run("by hand", step).succeeded()
    new = rows.training()[-3 * BATCH :]
    return [
        score(stack, "like.csv", new[:BATCH]),
        score(stack, "first.csv", drifted(new[BATCH : 2 * BATCH])),
        score(stack, "second.csv", drifted(new[2 * BATCH :])),
    ]


@pytest.fixture(scope="module")
def incident(stack: Stack, looks: list[dict[str, Any]]) -> str:
    """The training that the third batch has started, at its end."""
    (run,) = stack.airflow.runs(TRAINING)
    run_id = str(run["dag_run_id"])
    assert stack.airflow.wait(TRAINING, run_id, 300)["state"] == "success", stack.airflow.states(TRAINING, run_id)
    return run_id


def test_one_drifted_batch_starts_nothing_and_the_second_a_training(looks: list[dict[str, Any]], incident: str) -> None:
    assert [look["data_drift"] for look in looks] == ["skipped", "skipped", "success"]
    assert [look["start_training"] for look in looks[:2]] == ["skipped", "skipped"]
    assert looks[2]["start_training[0]"] == "success"
    assert incident.startswith(f"incident__{NAME}__v1__")


def test_run_and_version_say_why(stack: Stack, incident: str) -> None:
    version = stack.mlflow.version(NAME, stack.airflow.xcom(TRAINING, incident, "register_model")["version"])
    said = tags(version)["churnflow.reason"]
    assert "2 batches scored by version 1" in said and "tenure" in said
    parent = stack.airflow.xcom(TRAINING, incident, "evaluate_model")["parent_run_id"]
    (run,) = [run for run in stack.mlflow.runs(NAME) if run["info"]["run_id"] == parent]
    assert tags(run)["churnflow.reason"] == said


def test_what_it_registers_goes_through_the_gate(stack: Stack, incident: str) -> None:
    assert stack.promotion_of(NAME, incident)["state"] == "success"


def test_looking_again_starts_no_second_training(stack: Stack, incident: str) -> None:
    again = stack.airflow.trigger(MONITORING)
    assert stack.airflow.wait(MONITORING, again)["state"] == "success"
    assert stack.airflow.states(MONITORING, again)["start_training[0]"] == "skipped"
    await_true(lambda: [run["dag_run_id"] for run in stack.airflow.runs(TRAINING)] == [incident], 10, "one training")


def test_each_look_makes_the_page_anew_and_so_does_a_promotion(
    stack: Stack, looks: list[dict[str, Any]], incident: str
) -> None:
    assert [look["render_monitoring"] for look in looks] == ["success"] * 3
    assert stack.promotion_of(NAME, incident)["state"] == "success"
    page = stack.home / "monitoring" / f"{NAME}.html"
    await_true(lambda: "in place of version 1" in page.read_text(), 120, "the promotion on the page")
    assert "Data drift in 2 batches scored by version 1" in page.read_text()
    assert str(stack.home / "monitoring" / "index.html") in stack.make("status")
