"""Twenty triggers at once on the embedded stack, and an MLflow that is away while jobs need it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.faults.conftest import NAME
from tests.support import evidence
from tests.support.stack import Stack

TRAINING, INFERENCE = f"{NAME}_training", f"{NAME}_inference"
AT_ONCE = 20
AWAY = 25


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[evidence.Table]:
    with evidence.collected(
        request,
        "load-and-outages",
        "Twenty triggers at once, and MLflow away during a run",
        "On the embedded stack (SQLite, LocalExecutor), over REST.",
        ("what", "result", "seconds"),
    ) as rows:
        yield rows


def test_twenty_triggers_at_once_all_succeed(stack: Stack, undisturbed: float, table: evidence.Table) -> None:
    begun = time.monotonic()
    started = [stack.airflow.trigger(INFERENCE, {"input": f"{NAME}/new.csv"}) for _ in range(AT_ONCE)]
    states = [stack.airflow.wait(INFERENCE, run_id, 900)["state"] for run_id in started]
    took = f"{time.monotonic() - begun:.0f}"
    table.append((f"{AT_ONCE} inference triggers at once", f"{states.count('success')} succeeded", took))
    assert states == ["success"] * AT_ONCE
    scored = {stack.predictions(NAME, run_id).read_bytes() for run_id in started}
    assert len(scored) == 1, "the same input and model give the same bytes"


@pytest.mark.parametrize("task", ["evaluate_model", "register_model"])
def test_a_training_outlives_an_mlflow_that_is_away(stack: Stack, undisturbed: float, table: evidence.Table, task: str) -> None:
    begun = time.monotonic()
    run_id = stack.airflow.trigger(TRAINING, {"input": f"{NAME}/training.csv"})
    stack.await_task(TRAINING, run_id, "train_model" if task == "evaluate_model" else "evaluate_model")
    stack.supervisor("stop", "mlflow")
    time.sleep(AWAY)
    stack.supervisor("start", "mlflow")
    run = stack.airflow.wait(TRAINING, run_id, undisturbed + AWAY + 240)
    took = f"{time.monotonic() - begun:.0f}"
    table.append((f"MLflow away for {AWAY} s before {task}", str(run["state"]), took))
    assert run["state"] == "success", stack.airflow.states(TRAINING, run_id)


def test_the_mornings_file_comes_while_mlflow_is_away(stack: Stack, undisturbed: float, table: evidence.Table) -> None:
    begun = time.monotonic()
    stack.supervisor("stop", "mlflow")
    try:
        run_id = stack.airflow.trigger(INFERENCE, {"input": f"{NAME}/new.csv"})
        run = stack.airflow.wait(INFERENCE, run_id, 300)
    finally:
        stack.supervisor("start", "mlflow")
    table.append(("inference while MLflow is away", str(run["state"]), f"{time.monotonic() - begun:.0f}"))
    assert run["state"] == "success"
    assert stack.airflow.xcom(INFERENCE, run_id, "publish_predictions")["resolved"] == "cached"


def test_no_log_says_that_the_database_is_locked(stack: Stack, undisturbed: float) -> None:
    said = [str(file) for file in stack.log_files() if b"database is locked" in file.read_bytes()]
    assert said == []
