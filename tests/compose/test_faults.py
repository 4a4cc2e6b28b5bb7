"""One thing goes wrong in the middle of a training or of an inference, and nobody helps.

It succeeds, nothing of it is lost or doubled, and models and predictions are, byte for byte, those of an undisturbed run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from tests.compose.chain import INFERENCE, LARGE, LARGE_ROWS, NAME, PROMOTION, TRAINING, Chain, succeeded
from tests.support import evidence
from tests.support.airflow import FINISHED
from tests.support.containers import HOME, Containers
from tests.support.jobs import run_folder_name
from tests.support.mlflow import Json, is_training, tags
from tests.support.places import missing_tool
from tests.support.stack import await_true

AWAY, CUT = 60, 30
ALLOWANCE = 480
FILLER = f"{HOME}/filler"
DISK_FULL = ("ended with exit code 4", "No space left on device")
"""What a job's log says of it, or Airflow's own before there is a job."""
Seen = Callable[[], str]
"""Asked once the run has ended: what shows that the fault has hit it; the empty text where nothing does."""


def worker_of(stack: Containers, dag: str, run_id: str, task: str) -> str:
    """The container of the worker that has the first such task that is at work; the empty text where none is."""
    running = [each for each in stack.airflow.tasks(dag, run_id) if each["task_id"] == task and each["state"] == "running"]
    return next((str(each["hostname"]) for each in running if each["hostname"]), "")


def kill_everything_in(stack: Containers, worker: str) -> None:
    """At once, as when its machine dies."""
    stack.docker("exec", worker, "sh", "-c", "kill -KILL -1")


def tried_again(stack: Containers, dag: str, run_id: str) -> list[Json]:
    """The tasks of a run that were tried more than once, or are to be."""
    tasks = stack.airflow.tasks(dag, run_id)
    return [task for task in tasks if task["try_number"] > 1 or task["state"] == "up_for_retry"]


def further_tries(stack: Containers, dag: str, run_id: str) -> Seen:
    return lambda: ", ".join(f"try {task['try_number']} of {task['task_id']}" for task in tried_again(stack, dag, run_id))


def another_start(stack: Containers, service: str) -> Seen:
    """To be asked before the service is stopped or killed."""

    def started() -> str:
        return stack.docker("inspect", "--format", "{{.State.StartedAt}}", stack.containers(service)[0])

    before = started()
    return lambda: f"{service} started again" if started() != before else ""


def kill_a_worker(stack: Containers, run_id: str) -> Seen:
    kill_everything_in(stack, worker_of(stack, TRAINING, run_id, "train_model"))
    return further_tries(stack, TRAINING, run_id)


def kill_the_scheduler(stack: Containers, run_id: str) -> Seen:
    seen = another_start(stack, "scheduler")
    stack.inside("scheduler", "sh", "-c", "kill -KILL -1")
    return seen


def stop_the_scheduler(stack: Containers, run_id: str) -> Seen:
    """It neither works nor ends; its health check has to notice."""
    seen = another_start(stack, "scheduler")
    stack.inside("scheduler", "sh", "-c", "kill -STOP -1")
    return seen


def restart_redis(stack: Containers, run_id: str) -> Seen:
    seen = another_start(stack, "redis")
    stack.compose("restart", "redis")
    return seen


def restart_postgres(stack: Containers, run_id: str) -> Seen:
    seen = another_start(stack, "postgres")
    stack.compose("restart", "postgres")
    return seen


def take_mlflow_away(stack: Containers, run_id: str) -> Seen:
    seen = another_start(stack, "mlflow")
    stack.compose("stop", "mlflow")
    try:
        time.sleep(AWAY)
    finally:
        stack.compose("start", "mlflow")
    return seen


def fill_the_volume(stack: Containers, run_id: str) -> Seen:
    """Until not a byte can be written; freed after a while, once a task has failed of it."""
    stack.in_worker(
        "sh", "-c", f"dd if=/dev/zero of={FILLER} bs=1M 2>/dev/null; dd if=/dev/zero of={FILLER}.rest bs=512 2>/dev/null; true"
    )
    try:
        assert stack.in_worker("sh", "-c", f"df --output=avail {HOME} | tail -n 1").strip() == "0"
        time.sleep(AWAY / 2)
        failed = await_true(lambda: tried_again(stack, TRAINING, run_id), 180, "a task that the full volume fails")[0]
    finally:
        stack.in_worker("rm", "--force", FILLER, f"{FILLER}.rest")

    def seen() -> str:
        log = stack.airflow.log(TRAINING, run_id, failed["task_id"], 1, failed["map_index"])
        return next((f"{failed['task_id']}: {words}" for words in DISK_FULL if words in log), "")

    return seen


def cut_the_network(stack: Containers, run_id: str) -> Seen:
    """Between a worker that trains and the api-server, through which its tasks report."""
    worker = worker_of(stack, TRAINING, run_id, "train_model")
    process = stack.docker("inspect", "--format", "{{.State.Pid}}", worker).strip()
    server = stack.address("api-server")
    rules = [(chain, flag, server) for chain, flag in (("OUTPUT", "--destination"), ("INPUT", "--source"))]
    with ExitStack() as undone:
        for chain, flag, address in rules:
            drop = (chain, flag, address, "--jump", "DROP")
            stack.in_network_of(process, "iptables", "--insert", *drop)
            undone.callback(stack.in_network_of, process, "iptables", "--delete", *drop)
        time.sleep(CUT)
        listed = stack.in_network_of(process, "iptables", "--list", "OUTPUT", "1", "--verbose", "--exact", "--numeric")
    dropped = int(listed.split()[0])
    return lambda: f"{dropped} packets dropped" if dropped else ""


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("a worker killed", kill_a_worker),
        ("the scheduler killed", kill_the_scheduler),
        ("the scheduler stopped (SIGSTOP)", stop_the_scheduler),
        ("Redis restarted", restart_redis),
        ("PostgreSQL restarted", restart_postgres),
        (f"MLflow away for {AWAY} s", take_mlflow_away),
        (f"the shared volume full for {AWAY // 2} s or more", fill_the_volume),
        (f"a worker cut off from the api-server for {CUT} s", cut_the_network),
    ],
    ids=lambda part: getattr(part, "__name__", ""),
)
def test_a_training_survives(
    stack: Containers, undisturbed: Chain, table: evidence.Table, what: str, fault: Callable[[Containers, str], Seen]
) -> None:
    if fault is cut_the_network and (reason := missing_tool("iptables", "nsenter")):
        pytest.skip(reason)
    stack.await_healthy()
    begun = time.monotonic()
    run_id = stack.airflow.trigger(TRAINING, {"input": "telco_churn.csv"}, run_id=f"{fault.__name__}_{stack.runner}")
    await_true(lambda: worker_of(stack, TRAINING, run_id, "train_model"), 180, "training to begin")
    seen, over = fault(stack, run_id), time.time()
    run = stack.airflow.wait(TRAINING, run_id, ALLOWANCE)
    hit = seen()
    result = f"{run['state']}; {hit or 'no effect'}"
    table.append((f"{what} while models are trained", result, f"{time.monotonic() - begun:.0f}"))
    assert hit, "the fault shows nowhere"
    assert datetime.fromisoformat(run["end_date"]).timestamp() > over, "the run had ended before the fault was over"
    succeeded(stack.airflow, TRAINING, run_id)
    nothing_lost_or_doubled(stack, undisturbed, run_id)
    await_true(lambda: stack.jobs() == [], 180, "no container of a job, once the promotion that follows has ended")
    stack.await_healthy()


def test_a_worker_killed_while_a_table_is_scored_in_parts_changes_no_byte(
    stack: Containers, undisturbed: Chain, table: evidence.Table
) -> None:
    """Beside a run of the same version that nobody disturbs."""
    stack.await_healthy()
    await_true(lambda: not deciding(stack), 180, "every promotion to end, so that both runs score with one version")
    quiet = stack.airflow.trigger(INFERENCE, {"input": LARGE}, run_id=f"quiet_{stack.runner}")
    succeeded(stack.airflow, INFERENCE, quiet)
    begun = time.monotonic()
    run_id = stack.airflow.trigger(INFERENCE, {"input": LARGE}, run_id=f"killed_{stack.runner}")
    kill_everything_in(stack, await_true(lambda: worker_of(stack, INFERENCE, run_id, "predict"), 180, "a part to be scored"))
    run = stack.airflow.wait(INFERENCE, run_id, ALLOWANCE)
    hit = further_tries(stack, INFERENCE, run_id)()
    what = f"a worker killed while {LARGE_ROWS:,} customers are scored in parts"
    table.append((what, f"{run['state']}; {hit or 'no effect'}", f"{time.monotonic() - begun:.0f}"))
    assert "predict" in hit, "the fault shows nowhere"
    succeeded(stack.airflow, INFERENCE, run_id)
    assert scored_by(stack, run_id) == scored_by(stack, quiet)
    assert published(stack, run_id) == published(stack, quiet)


def deciding(stack: Containers) -> list[Json]:
    """The promotions that have not ended."""
    return [run for run in stack.airflow.runs(PROMOTION) if run["state"] not in FINISHED]


def scored_by(stack: Containers, run_id: str) -> str:
    """The version that has scored a run's customers."""
    return str(stack.airflow.xcom(INFERENCE, run_id, "publish_predictions")["model_version"])


def published(stack: Containers, run_id: str) -> str:
    """The digest of a run's predictions."""
    return stack.in_worker("sha256sum", f"{HOME}/predictions/{NAME}/{run_folder_name(run_id)}/predictions.csv").split()[0]


@pytest.mark.parametrize("shift", ["+60s", "-60s"])
def test_a_worker_with_a_wrong_clock_does_its_work(
    stack: Containers, undisturbed: Chain, table: evidence.Table, tmp_path: Path, shift: str
) -> None:
    """All tasks of a run on one worker whose clock is a minute off, by a library that answers for the kernel.

    A job is not given a worker's variables, so that its Java sets them for itself.
    """
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        pytest.skip("libfaketime is not installed here, so a wrong clock cannot be shown (apt-get install faketime)")
    stack.await_healthy()
    begun = time.monotonic()
    given = {"LD_PRELOAD": "/libfaketime.so", "FAKETIME": shift, "DONT_FAKE_MONOTONIC": "1"}
    assigned = [f"{name}={value}" for name, value in given.items()]
    java = tmp_path / "java"
    java.write_text(f'#!/bin/sh\nexec env {" ".join(assigned)} /opt/java/bin/java "$@"\n')
    java.chmod(0o755)
    variables = [word for each in (*assigned, "CHURNFLOW_JAVA=/java") for word in ("--env", each)]
    volumes = [word for each in (f"{library}:/libfaketime.so:ro", f"{java}:/java:ro") for word in ("--volume", each)]
    with stack.one_worker(*volumes, *variables) as shifted:
        run_id = stack.airflow.trigger(TRAINING, {"input": "telco_churn.csv"}, run_id=f"clock{shift}_{stack.runner}")
        run = stack.airflow.wait(TRAINING, run_id, ALLOWANCE)
        wrong = int(stack.docker("exec", shifted, "date", "+%s").strip()) - time.time()
    table.append((f"a worker's clock {shift}", run["state"], f"{time.monotonic() - begun:.0f}"))
    assert abs(wrong) > 30, "its clock is wrong"
    succeeded(stack.airflow, TRAINING, run_id)
    nothing_lost_or_doubled(stack, undisturbed, run_id)


def nothing_lost_or_doubled(stack: Containers, undisturbed: Chain, run_id: str) -> None:
    """In MLflow and on the volume there is what an undisturbed training of the same data leaves, once."""
    runs = stack.mlflow.runs(NAME, "churnflow.airflow.run_id", run_id)
    assert [run["info"]["run_id"] for run in runs if run["info"]["status"] == "RUNNING"] == []
    finished = [run for run in runs if run["info"]["status"] == "FINISHED"]
    (parent,) = [run for run in finished if is_training(run)]
    candidates = {run["info"]["run_name"]: run for run in finished if "mlflow.parentRunId" in tags(run)}
    assert len(candidates) == sum("mlflow.parentRunId" in tags(run) for run in finished), "a run a candidate"
    assert {tags(run)["mlflow.parentRunId"] for run in candidates.values()} == {parent["info"]["run_id"]}
    own = {run["info"]["run_id"] for run in candidates.values()}
    assert sum(model["source_run_id"] in own for model in stack.mlflow.models(NAME)) == len(candidates), "a model a candidate"
    assert len([v for v in stack.mlflow.versions(NAME) if run_id in tags(v)["churnflow.step_key"]]) == 1
    models = models_of(stack, run_id)
    assert set(models) == {f"train-model/{name}/model.onnx" for name in candidates}
    assert len(models) == 3 and models == models_of(stack, undisturbed.training)


def models_of(stack: Containers, run_id: str) -> dict[str, str]:
    """The digests of a training's models, by their paths in its run folder."""
    find = f"cd {HOME}/runs/{NAME}/{run_folder_name(run_id)} && find train-model -name model.onnx -exec sha256sum {{}} +"
    return {path: digest for digest, path in (line.split() for line in stack.in_worker("sh", "-c", find).splitlines())}


def test_a_cancelled_task_ends_its_job(stack: Containers, undisturbed: Chain, table: evidence.Table) -> None:
    run_id = stack.airflow.trigger(TRAINING, {"input": "telco_churn.csv"}, run_id=f"cancelled_{stack.runner}")
    await_true(lambda: stack.airflow.states(TRAINING, run_id).get("train_model[1]") == "running", 180, "training to begin")
    await_true(lambda: _training(stack), 60, "a job that trains")
    begun = time.monotonic()
    stack.airflow.call("PATCH", f"/dags/{TRAINING}/dagRuns/{run_id}", {"state": "failed"})
    await_true(lambda: not _training(stack), 60, "no job that trains")
    table.append(("a run marked as failed: its jobs end", "ended", f"{time.monotonic() - begun:.0f}"))
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
