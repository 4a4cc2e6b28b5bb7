"""A stack for all live tests, or for those that one of several pytest-xdist workers does; runs that several of them look at.

Pipelines: `telco_churn` is the sample without its schedules; the others have small models. `bad_churn` is for bad inputs,
`drift_churn` for batches that drift, `form_churn` for people at the web UI, `strict_churn` has a gate that no model passes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.live.runs import Trained
from tests.support import pipelines, rows
from tests.support.places import shown
from tests.support.receivers import Receivers
from tests.support.stack import Stack


@pytest.fixture(scope="session")
def receivers() -> Iterator[Receivers]:
    made = Receivers()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def stack(receivers: Receivers, worker_id: str) -> Iterator[Stack]:
    made = Stack(shown() / f"live-{worker_id}")
    made.variables |= receivers.variables()
    pipelines.write(made.pipelines, pipelines.merged(pipelines.sample(), {"schedules": {}, "retraining": {}}))
    for name in ("bad_churn", "form_churn"):
        pipelines.write(made.pipelines, pipelines.small(name, training={"input": f"{name}/training.csv"}))
        rows.write(made.inbox / name / "training.csv", rows.training(1200))
    rows.write(made.inbox / "form_churn" / "form.csv", rows.training(1500))
    drifting = {"training": {"input": "drift_churn/training.csv", "models": pipelines.SMALL_MODELS[:1]}}
    pipelines.write(made.pipelines, pipelines.small("drift_churn", retraining={"violations": 2, "batches": 3}, **drifting))
    pipelines.write(made.pipelines, pipelines.small("strict_churn", gate={"minimum": 0.99}))
    with made:
        yield made


@pytest.fixture(scope="session")
def trained(stack: Stack) -> Trained:
    """The sample trained through REST, and promoted."""
    dag = "telco_churn_training"
    run_id = stack.airflow.trigger(dag, {"input": "telco_churn.csv"}, run_id=f"by_REST+{time.time():.0f}")
    run = stack.airflow.wait(dag, run_id, 300)
    assert run["state"] == "success", stack.airflow.states(dag, run_id)
    winner = stack.airflow.xcom(dag, run_id, "evaluate_model")["winner"]
    version = str(stack.airflow.xcom(dag, run_id, "register_model")["version"])
    return Trained(dag, run_id, winner, version, stack.promotion_of("telco_churn", run_id))


@pytest.fixture(scope="session")
def scored(stack: Stack, trained: Trained) -> str:
    """The run that scored the sample's new customers with the promoted model."""
    dag = "telco_churn_inference"
    run_id = stack.airflow.trigger(dag, {"input": "telco_new_customers.csv"})
    run = stack.airflow.wait(dag, run_id)
    assert run["state"] == "success", stack.airflow.states(dag, run_id)
    return run_id
