"""A stack of its own for the slow proofs, with two small pipelines, and the time that an undisturbed run takes."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.support import pipelines, rows
from tests.support.stack import Stack

NAME = "fault_churn"
WATCHED = "watched_churn"
"""Of which one drifted batch starts a training."""


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    made = Stack(tmp_path_factory.mktemp("faults"))
    pipelines.write(made.pipelines, pipelines.small(NAME))
    at_once = {"violations": 1, "batches": 1, "cool_down_hours": 0}
    quick = {"input": f"{WATCHED}/training.csv", "models": pipelines.SMALL_MODELS[:1]}
    pipelines.write(made.pipelines, pipelines.small(WATCHED, retraining=at_once, training=quick))
    rows.write(made.inbox / WATCHED / "training.csv", rows.training(1500))
    rows.write(made.inbox / NAME / "training.csv", rows.training())
    rows.write(made.inbox / NAME / "new.csv", rows.new_customers())
    with made:
        yield made


@pytest.fixture(scope="session")
def undisturbed(stack: Stack) -> float:
    """Seconds from trigger to the end of a training; the first one also puts a model into production."""
    dag = f"{NAME}_training"
    begun = time.monotonic()
    run_id = stack.airflow.trigger(dag, {"input": f"{NAME}/training.csv"})
    assert stack.airflow.wait(dag, run_id)["state"] == "success"
    took = time.monotonic() - begun
    assert stack.promotion_of(NAME, run_id)["state"] == "success"
    return took
