"""Schedules: an every-minute pipeline trains once, is then skipped, and scores each inbox file once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.support import pipelines, rows
from tests.support.stack import Stack, await_true

NAME = "tick_churn"
TRAINING, INFERENCE = f"{NAME}_training", f"{NAME}_inference"
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def ticking(stack: Stack) -> Iterator[None]:
    """The pipeline, while these tests run."""
    rows.write(stack.inbox / "tick_training.csv", rows.training(1200))
    every_minute = {"training": "* * * * *", "inference": "* * * * *"}
    pipelines.write(stack.pipelines, pipelines.small(NAME, training={"input": "tick_training.csv"}, schedules=every_minute))
    await_true(lambda: {TRAINING, INFERENCE} <= stack.airflow.dag_ids(), 120, "the DAGs")
    yield
    for dag in (TRAINING, INFERENCE):
        stack.airflow.pause(dag)


@pytest.fixture(scope="module")
def first_training(stack: Stack, ticking: None) -> str:
    """The first scheduled training that succeeded, its promotion done."""
    run_id = str(_await(stack, TRAINING, "success")["dag_run_id"])
    stack.promotion_of(NAME, run_id)
    return run_id


def _await(stack: Stack, dag: str, state: str, after: datetime = BEGINNING, seconds: float = 240) -> dict[str, object]:
    """The oldest run that was scheduled for later than `after` and whose last task ended in this state."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        runs = [run for run in stack.airflow.runs(dag) if run["run_type"] == "scheduled"]
        for run in sorted(runs, key=lambda run: str(run["run_after"])):
            if run["state"] in ("success", "failed") and datetime.fromisoformat(run["run_after"]) > after:
                states = set(stack.airflow.states(dag, run["dag_run_id"]).values())
                if state == "skipped" and "skipped" in states and run["state"] == "success":
                    return dict(run)
                if state == "success" and "skipped" not in states and run["state"] == "success":
                    return dict(run)
        time.sleep(2)
    raise AssertionError(f"{dag}: no scheduled run that ended {state} within {seconds} s")


def test_a_scheduled_training_trains_when_there_is_something_new(stack: Stack, first_training: str) -> None:
    assert first_training.startswith("scheduled__")
    assert "production" in stack.mlflow.aliases(NAME)


def test_a_scheduled_training_is_skipped_when_nothing_changed(stack: Stack, first_training: str) -> None:
    run = _await(stack, TRAINING, "skipped")
    states = stack.airflow.states(TRAINING, str(run["dag_run_id"]))
    assert states["load_data"] == "skipped"
    assert "failed" not in states.values()
    stack.airflow.pause(TRAINING)
    registered = [version["version"] for version in stack.mlflow.versions(NAME)]
    done = [run for run in stack.airflow.runs(TRAINING) if run["state"] == "success"]
    trained = [run for run in done if "skipped" not in stack.airflow.states(TRAINING, run["dag_run_id"]).values()]
    assert len(registered) == len(trained) < len(done)


def test_the_inbox_is_scored_oldest_first_once_a_file_and_then_skipped(stack: Stack, first_training: str) -> None:
    inbox = stack.inbox / NAME
    table = rows.new_customers(30)
    rows.write(inbox / "b_older.csv", table[:10])
    time.sleep(1.1)
    rows.write(inbox / "a_newer.csv", table[10:30])
    time.sleep(1.1)
    rows.write(inbox / "c_same_content.csv", table[:10])
    scored = _scored(stack, 2)
    assert [stack.airflow.xcom(INFERENCE, run, "load_data")["rows"] for run in scored] == [10, 20]
    _await(stack, INFERENCE, "skipped", after=datetime.now(UTC))  # one more minute's run finds nothing
    assert _scored(stack, 2) == scored, "a digest is scored once"


def _scored(stack: Stack, count: int) -> list[str]:
    """The runs that published predictions, oldest first, once there are at least this many."""
    end = time.monotonic() + 240
    while True:
        published = stack.home.glob(f"predictions/{NAME}/*/predictions.csv")
        folders = [path.parent.name for path in sorted(published, key=lambda path: path.stat().st_mtime)]
        if len(folders) >= count:
            break
        assert time.monotonic() < end, f"{folders} scored within 240 s"
        time.sleep(2)
    by_folder = {stack.run_folder(NAME, run["dag_run_id"]).name: run["dag_run_id"] for run in stack.airflow.runs(INFERENCE)}
    return [by_folder[folder] for folder in folders]
