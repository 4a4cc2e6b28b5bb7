"""Drift is noticed once, whatever happens to who notices it: one incident, one training.

Each test makes an incident of its own: the training that the one before has started is promoted, its version looked at anew.
"""

from __future__ import annotations

import os
import signal

import pytest

from tests.faults.conftest import WATCHED
from tests.live.runs import by_hand
from tests.support import rows
from tests.support.jobs import promotion, training
from tests.support.stack import Stack, await_true

TRAINING, INFERENCE, MONITORING = (f"{WATCHED}_{kind}" for kind in ("training", "inference", "monitoring"))


@pytest.fixture(scope="module", autouse=True)
def production(stack: Stack) -> None:
    """A first version, made by the jobs alone."""
    work = by_hand(stack, WATCHED)
    for step in training(["logistic-regression"], f"{WATCHED}/training.csv") + promotion():
        work.run("by hand", step).succeeded()


def drifted_batch(stack: Stack, name: str) -> str:
    """Asks for the scoring of customers such as no version was trained on; the run's id."""
    change = {"contract": "Month-to-month", "monthly_charges": "110.5", "tenure": "2"}
    rows.write(stack.inbox / WATCHED / name, [row | change for row in rows.training()[-300:]])
    return stack.airflow.trigger(INFERENCE, {"input": f"{WATCHED}/{name}"})


def calm_batch(stack: Stack, name: str) -> str:
    """Asks for the scoring of customers as they were: then the new version has a batch, and no incident."""
    rows.write(stack.inbox / WATCHED / name, rows.new_customers())
    return stack.airflow.trigger(INFERENCE, {"input": f"{WATCHED}/{name}"})


def settled(stack: Stack) -> bool:
    """Whether no run of the two DAGs is left to end."""
    return all(run["state"] in ("success", "failed") for dag in (MONITORING, TRAINING) for run in stack.airflow.runs(dag))


def the_one_training(stack: Stack, before: set[str]) -> None:
    """Awaits the training of the newest incident, its promotion, and the end of every look; there is no second."""
    await_true(lambda: set(trainings(stack)) - before, 240, "a training")
    await_true(lambda: settled(stack), 300, "the end of all looks and trainings")
    (new,) = set(trainings(stack)) - before
    assert new.startswith(f"incident__{WATCHED}__v")
    assert stack.airflow.run(TRAINING, new)["state"] == "success", stack.airflow.states(TRAINING, new)
    assert stack.promotion_of(WATCHED, new)["state"] == "success"
    await_true(lambda: settled(stack), 300, "the end of the look that the promotion asks for")
    states = [run["state"] for run in stack.airflow.runs(MONITORING)]
    assert set(states) == {"success"}, states
    assert set(trainings(stack)) - before == {new}


def trainings(stack: Stack) -> list[str]:
    return [str(run["dag_run_id"]) for run in stack.airflow.runs(TRAINING)]


def test_five_looks_at_once_start_one_training(stack: Stack) -> None:
    before = set(trainings(stack))
    scored = drifted_batch(stack, "first.csv")
    assert stack.airflow.wait(INFERENCE, scored)["state"] == "success"
    for _ in range(5):
        stack.airflow.trigger(MONITORING)
    the_one_training(stack, before)


def test_a_triggerer_that_is_killed_while_the_sensor_waits_starts_one_training(stack: Stack) -> None:
    before = set(trainings(stack))
    calm = calm_batch(stack, "calm.csv")
    assert stack.airflow.wait(INFERENCE, calm)["state"] == "success"
    looking = stack.airflow.trigger(MONITORING)
    await_true(lambda: stack.airflow.states(MONITORING, looking).get("data_drift") == "deferred", 240, "a sensor that waits")
    os.kill(stack.process("triggerer"), signal.SIGKILL)
    scored = drifted_batch(stack, "second.csv")
    assert stack.airflow.wait(INFERENCE, scored)["state"] == "success"
    the_one_training(stack, before)
    stack.await_healthy(180)


def test_a_scheduler_that_is_killed_before_the_look_starts_one_training(stack: Stack) -> None:
    before = set(trainings(stack))
    scored = drifted_batch(stack, "third.csv")
    stack.await_task(INFERENCE, scored, "detect_drift")
    os.kill(stack.process("scheduler"), signal.SIGKILL)
    assert stack.airflow.wait(INFERENCE, scored, 300)["state"] == "success"
    the_one_training(stack, before)
    stack.await_healthy(180)
