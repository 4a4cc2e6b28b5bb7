"""One thing goes wrong in the middle of a training, and nobody helps: it succeeds, and nothing of it is lost or doubled."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.compose.chain import NAME, TRAINING, Chain, succeeded
from tests.support import evidence
from tests.support.containers import HOME, Containers
from tests.support.mlflow import is_training, tags
from tests.support.places import missing_tool
from tests.support.stack import await_true

AWAY, CUT = 60, 30
ALLOWANCE = 480
FILLER = f"{HOME}/filler"


def trains_on(stack: Containers, run_id: str) -> str:
    """The container of the worker that has the run's first training task."""
    running = [task for task in stack.airflow.tasks(TRAINING, run_id) if task["task_id"] == "train_model" and task["hostname"]]
    return str(running[0]["hostname"])


def kill_a_worker(stack: Containers, run_id: str) -> None:
    """Everything in the container of a worker that trains dies at once, as when its machine does."""
    stack.docker("exec", trains_on(stack, run_id), "sh", "-c", "kill -KILL -1")


def kill_the_scheduler(stack: Containers, run_id: str) -> None:
    stack.inside("scheduler", "sh", "-c", "kill -KILL -1")


def stop_the_scheduler(stack: Containers, run_id: str) -> None:
    """It neither works nor ends; its health check has to notice."""
    stack.inside("scheduler", "sh", "-c", "kill -STOP -1")


def restart_redis(stack: Containers, run_id: str) -> None:
    stack.compose("restart", "redis")


def restart_postgres(stack: Containers, run_id: str) -> None:
    stack.compose("restart", "postgres")


def take_mlflow_away(stack: Containers, run_id: str) -> None:
    stack.compose("stop", "mlflow")
    time.sleep(AWAY)
    stack.compose("start", "mlflow")


def fill_the_volume(stack: Containers, run_id: str) -> None:
    """Until not a byte can be written; freed after a while."""
    stack.in_worker(
        "sh", "-c", f"dd if=/dev/zero of={FILLER} bs=1M 2>/dev/null; dd if=/dev/zero of={FILLER}.rest bs=512 2>/dev/null; true"
    )
    assert stack.in_worker("sh", "-c", f"df --output=avail {HOME} | tail -n 1").strip() == "0"
    time.sleep(AWAY / 2)
    stack.in_worker("rm", FILLER, f"{FILLER}.rest")


def cut_the_network(stack: Containers, run_id: str) -> None:
    """Between a worker that trains and the api-server, through which its tasks report."""
    worker = trains_on(stack, run_id)
    process = stack.docker("inspect", "--format", "{{.State.Pid}}", worker).strip()
    server = stack.address("api-server")
    rules = [(chain, flag, server) for chain, flag in (("OUTPUT", "--destination"), ("INPUT", "--source"))]
    for chain, flag, address in rules:
        stack.in_network_of(process, "iptables", "--insert", chain, flag, address, "--jump", "DROP")
    time.sleep(CUT)
    for chain, flag, address in rules:
        stack.in_network_of(process, "iptables", "--delete", chain, flag, address, "--jump", "DROP")


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("a worker killed", kill_a_worker),
        ("the scheduler killed", kill_the_scheduler),
        ("the scheduler stopped (SIGSTOP)", stop_the_scheduler),
        ("Redis restarted", restart_redis),
        ("PostgreSQL restarted", restart_postgres),
        (f"MLflow away for {AWAY} s", take_mlflow_away),
        (f"the shared volume full for {AWAY // 2} s", fill_the_volume),
        (f"a worker cut off from the api-server for {CUT} s", cut_the_network),
    ],
    ids=lambda part: getattr(part, "__name__", ""),
)
def test_a_training_survives(
    stack: Containers, undisturbed: Chain, table: evidence.Table, what: str, fault: Callable[[Containers, str], None]
) -> None:
    if fault is cut_the_network and (reason := missing_tool("iptables", "nsenter")):
        pytest.skip(reason)
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


@pytest.mark.parametrize("shift", ["+60s", "-60s"])
def test_a_worker_with_a_wrong_clock_does_its_work(
    stack: Containers, undisturbed: Chain, table: evidence.Table, shift: str
) -> None:
    """All tasks of a run on one worker whose clock is a minute off, by a library that answers for the kernel."""
    library = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
    if not library.exists():
        pytest.skip("libfaketime is not installed here, so a wrong clock cannot be shown (apt-get install faketime)")
    stack.await_healthy()
    begun = time.monotonic()
    stack.compose("stop", "worker", seconds=120)
    given = {"LD_PRELOAD": "/libfaketime.so", "FAKETIME": shift, "DONT_FAKE_MONOTONIC": "1"}
    variables = [word for name, value in given.items() for word in ("--env", f"{name}={value}")]
    shifted = stack.compose(
        "run", "--detach", "--rm", "--no-deps", "--volume", f"{library}:/libfaketime.so:ro", *variables, "worker"
    ).strip()
    try:
        run_id = stack.airflow.trigger(TRAINING, {"input": "telco_churn.csv"}, run_id=f"clock{shift}_{stack.runner}")
        run = stack.airflow.wait(TRAINING, run_id, ALLOWANCE)
        wrong = int(stack.docker("exec", shifted, "date", "+%s").strip()) - time.time()
    finally:
        stack.docker("stop", "--time", "60", shifted, seconds=120)
        stack.compose("up", "--detach", "--wait", "worker", seconds=300)
    table.append((stack.runner, f"a worker's clock {shift}", run["state"], f"{time.monotonic() - begun:.0f}"))
    assert abs(wrong) > 30, "its clock is wrong"
    succeeded(stack.airflow, TRAINING, run_id)
    nothing_doubled(stack, run_id)


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
