"""Each supervised process killed, and stopped by SIGSTOP, in the middle of a training: the run succeeds by itself."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from tests.faults.conftest import NAME
from tests.support import evidence, processes
from tests.support.mlflow import is_training, tags
from tests.support.stack import PROGRAMS, Stack

DAG = f"{NAME}_training"
ALLOWANCE = 120
AT = ["load_data", "train_model", "evaluate_model"]


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest, undisturbed: float) -> Iterator[evidence.Table]:
    with evidence.collected(
        request,
        "supervised-processes",
        "Supervised processes killed and stopped during a training",
        f"An undisturbed training took {undisturbed:.0f} s; a disturbed one may take {ALLOWANCE} s more. "
        "Nobody helped. Afterwards one finished parent run and one version were there, no process was "
        "orphaned and every port was held by the process that should hold it.",
        ("process", "signal", "while the task", "run", "seconds", "more than undisturbed"),
    ) as rows:
        yield rows


CASES = [
    (program, number, AT[index % len(AT)])
    for index, (program, number) in enumerate(
        (program, number) for program in PROGRAMS for number in (signal.SIGKILL, signal.SIGSTOP)
    )
]


@pytest.mark.parametrize(("program", "number", "task"), CASES, ids=lambda part: getattr(part, "name", str(part)))
def test_a_run_survives(
    stack: Stack, undisturbed: float, table: evidence.Table, program: str, number: signal.Signals, task: str
) -> None:
    stack.await_healthy(180)
    begun = time.monotonic()
    run_id = stack.airflow.trigger(DAG, {"input": f"{NAME}/training.csv"})
    stack.await_task(DAG, run_id, task)
    victim = stack.process(program) if number == signal.SIGKILL else stack.server(program)
    os.kill(victim, number)
    run = stack.airflow.wait(DAG, run_id, undisturbed + ALLOWANCE + 60)
    took = time.monotonic() - begun
    row = (program, number.name, task, run["state"], f"{took:.0f}", f"{took - undisturbed:+.0f}")
    table.append(row)
    assert run["state"] == "success", stack.airflow.states(DAG, run_id)
    assert took <= undisturbed + ALLOWANCE, row
    stack.await_healthy(180)
    assert processes.gone(victim, 90), f"the stopped {program} was never replaced"
    _nothing_doubled(stack, run_id)
    assert stack.orphans() == {}, "processes that the supervisor no longer knows"
    assert {port for _, port in stack.listening()} == stack.ports


def _nothing_doubled(stack: Stack, run_id: str) -> None:
    runs = stack.mlflow.runs(NAME, "churnflow.airflow.run_id", run_id)
    parents = [r for r in runs if is_training(r) and r["info"]["status"] == "FINISHED"]
    assert len(parents) == 1
    assert [r["info"]["run_id"] for r in runs if r["info"]["status"] == "RUNNING"] == []
    versions = [v for v in stack.mlflow.versions(NAME) if run_id in tags(v)["churnflow.step_key"]]
    assert len(versions) == 1
