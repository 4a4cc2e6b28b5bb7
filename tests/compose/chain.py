"""The runs that every stack makes, under run ids that say nothing of the stack."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tests.support.airflow import Airflow
from tests.support.stack import await_true

NAME = "telco_churn"
LARGE, LARGE_ROWS = "large.csv", 60_000
"""A table that is worth three parts where there are several workers: tests.support.containers says from which size on."""
TRAINING, PROMOTION, INFERENCE = (f"{NAME}_{kind}" for kind in ("training", "promotion", "inference"))


@dataclass(frozen=True)
class Chain:
    """Run ids, and how long it took."""

    training: str
    promotion: str
    inference: str
    large: str
    seconds: float

    @property
    def runs(self) -> tuple[tuple[str, str], ...]:
        return (TRAINING, self.training), (PROMOTION, self.promotion), (INFERENCE, self.inference), (INFERENCE, self.large)


def run(airflow: Airflow, name: str, seconds: float = 600) -> Chain:
    """Trains, waits for the promotion that follows, scores a small table and a large one; every run must succeed."""
    begun = time.monotonic()
    training = airflow.trigger(TRAINING, {"input": "telco_churn.csv"}, run_id=f"{name}_training")
    succeeded(airflow, TRAINING, training, seconds)
    promotion = promotion_of(airflow, training)
    succeeded(airflow, PROMOTION, promotion, seconds)
    inference = airflow.trigger(INFERENCE, {"input": "telco_new_customers.csv"}, run_id=f"{name}_inference")
    succeeded(airflow, INFERENCE, inference, seconds)
    large = airflow.trigger(INFERENCE, {"input": LARGE}, run_id=f"{name}_large")
    succeeded(airflow, INFERENCE, large, seconds)
    return Chain(training, promotion, inference, large, time.monotonic() - begun)


def succeeded(airflow: Airflow, dag: str, run_id: str, seconds: float = 600) -> None:
    """Waits for the end; names the tasks where that is not success."""
    assert airflow.wait(dag, run_id, seconds)["state"] == "success", airflow.states(dag, run_id)


def promotion_of(airflow: Airflow, training: str, dag: str = PROMOTION) -> str:
    """The promotion, by this DAG, that a training's asset event has started."""
    run = await_true(lambda: airflow.started_by(dag, training), 120, f"a promotion after {training}")
    return str(run["dag_run_id"])
