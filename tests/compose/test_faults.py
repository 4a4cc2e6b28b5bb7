"""Workers killed, servers restarted, MLflow away, a task cancelled: in the middle of a training."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.compose.chain import NAME, TRAINING, Chain, succeeded
from tests.support import evidence
from tests.support.containers import Containers
from tests.support.mlflow import is_training, tags
from tests.support.stack import await_true

AWAY = 60
ALLOWANCE = 420


def kill_a_worker(stack: Containers, run_id: str) -> None:
    """Everything in the container of a worker that trains dies at once, as when its machine does."""
    running = [task for task in stack.airflow.tasks(TRAINING, run_id) if task["task_id"] == "train_model" and task["hostname"]]
    stack.docker("exec", running[0]["hostname"], "sh", "-c", "kill -KILL -1")


def restart_redis(stack: Containers, run_id: str) -> None:
    stack.compose("restart", "redis")


def restart_postgres(stack: Containers, run_id: str) -> None:
    stack.compose("restart", "postgres")


def take_mlflow_away(stack: Containers, run_id: str) -> None:
    stack.compose("stop", "mlflow")
    time.sleep(AWAY)
    stack.compose("start", "mlflow")


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("a worker killed", kill_a_worker),
        ("Redis restarted", restart_redis),
        ("PostgreSQL restarted", restart_postgres),
        (f"MLflow away for {AWAY} s", take_mlflow_away),
    ],
    ids=lambda part: getattr(part, "__name__", ""),
)
def test_a_training_survives(
    stack: Containers, undisturbed: Chain, table: evidence.Table, what: str, fault: Callable[[Containers, str], None]
) -> None:
    stack.await_healthy()
    begun = time.monotonic()
    run_id = stack.airflow.trigger(TRAINING, {"input": "telco_churn.csv"}, run_id=f"{fault.__name__}_{stack.runner}")
    await_true(lambda: stack.airflow.states(TRAINING, run_id).get("train_model[0]") == "running", 180, "training to begin")
    fault(stack, run_id)
    run = stack.airflow.wait(TRAINING, run_id, ALLOWANCE)
    table.append((stack.runner, f"{what} while models are trained", run["state"], f"{time.monotonic() - begun:.0f}"))
    succeeded(stack.airflow, TRAINING, run_id)
    nothing_doubled(stack, run_id)
    await_true(lambda: stack.jobs() == [], 180, "no container of a job, once the promotion that follows has ended")
    stack.await_healthy()


def nothing_doubled(stack: Containers, run_id: str) -> None:
    """One finished parent run, none that still runs, one version."""
    runs = stack.mlflow.runs(NAME, "churnflow.airflow.run_id", run_id)
    parents = [r for r in runs if is_training(r) and r["info"]["status"] == "FINISHED"]
    assert len(parents) == 1
    assert [r["info"]["run_id"] for r in runs if r["info"]["status"] == "RUNNING"] == []
    assert len([v for v in stack.mlflow.versions(NAME) if run_id in tags(v)["churnflow.step_key"]]) == 1


def test_a_cancelled_task_ends_its_job(stack: Containers, undisturbed: Chain, table: evidence.Table) -> None:
    run_id = stack.airflow.trigger(TRAINING, {"input": "telco_churn.csv"}, run_id=f"cancelled_{stack.runner}")
    await_true(lambda: stack.airflow.states(TRAINING, run_id).get("train_model[1]") == "running", 180, "training to begin")
    await_true(lambda: _training(stack), 60, "a job that trains")
    begun = time.monotonic()
    stack.airflow.call("PATCH", f"/dags/{TRAINING}/dagRuns/{run_id}", {"state": "failed"})
    await_true(lambda: not _training(stack), 60, "no job that trains")
    table.append((stack.runner, "a run marked as failed: its jobs end", "ended", f"{time.monotonic() - begun:.0f}"))
    await_true(lambda: stack.jobs() == [], 30, "no container of a job")


def _training(stack: Containers) -> bool:
    """Whether a process trains, in a worker or in a container of its own."""
    jobs = [name for name in stack.jobs() if "-job-train-model-" in name]
    said = [stack.docker("top", worker, "-eo", "pid,args") for worker in stack.containers("worker")]
    return bool(jobs) or any("train-model.jar" in each for each in said)


def test_bad_data_fails_at_once_and_says_why(stack: Containers, undisturbed: Chain) -> None:
    stack.in_worker("sh", "-c", "mkdir -p /var/lib/churnflow/inbox && printf 'a,b\\n1,2\\n' >/var/lib/churnflow/inbox/bad.csv")
    run_id = stack.airflow.trigger(TRAINING, {"input": "bad.csv"})
    assert stack.airflow.wait(TRAINING, run_id, 180)["state"] == "failed"
    (task,) = [task for task in stack.airflow.tasks(TRAINING, run_id) if task["state"] == "failed"]
    assert (task["task_id"], task["try_number"]) == ("load_data", 1)
    assert "exit code 3" in stack.airflow.log(TRAINING, run_id, "load_data")
