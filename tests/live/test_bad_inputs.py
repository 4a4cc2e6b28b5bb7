"""Every bad input ends a real run at once: the table's exit code, one clear line, nothing published or executed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import hostile
from tests.support.hostile import CANARY, Sent
from tests.support.mlflow import tags
from tests.support.rest import RestError
from tests.support.spoiled import FILES, INFERENCE, PIPELINE, TRAINING, Spoiled
from tests.support.stack import Stack


@pytest.fixture(scope="module")
def file_runs(stack: Stack) -> dict[str, str]:
    """All spoiled files' runs, started together: they wait for each other in Airflow, not in the test."""
    started = {}
    for case in FILES:
        case.make(stack.inbox)
        started[case.name] = stack.airflow.trigger(case.dag, case.conf)
    return started


@pytest.fixture(scope="module")
def hostile_runs(stack: Stack) -> dict[str, Sent]:
    """Hostile texts in each field of each form of a pipeline, and of deployments."""
    dags = [dag for dag in stack.airflow.dag_ids() if dag.startswith(f"{PIPELINE}_")]
    return hostile.send(stack.airflow, PIPELINE, [*dags, "deploy_pipeline"], stack.var / CANARY)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_a_bad_file_fails_at_once_with_one_clear_line(stack: Stack, file_runs: dict[str, str], case: Spoiled) -> None:
    run_id = file_runs[case.name]
    run = stack.airflow.wait(case.dag, run_id, 240)
    assert run["state"] == "failed"
    failed = [t for t in stack.airflow.tasks(case.dag, run_id) if t["state"] == "failed"]
    assert len(failed) == 1, stack.airflow.states(case.dag, run_id)
    task = failed[0]["task_id"]
    assert failed[0]["try_number"] == 1, "bad input must not be tried again"
    log = stack.airflow.log(case.dag, run_id, task)
    job = task.replace("_", "-")
    lines = [line for line in log.splitlines() if line.startswith(f"churnflow {job}: error: ")]
    assert len(lines) == 1, log[-3000:]
    for word in case.words:
        assert word in lines[0], lines[0]
    assert f"{job} ended with exit code {case.code}" in log, log[-3000:]
    assert "Traceback" not in lines[0] and "\tat " not in log, "a bad input is no crash"
    _nothing_published(stack, run_id, job)


def _nothing_published(stack: Stack, run_id: str, job: str) -> None:
    folder = stack.run_folder(PIPELINE, run_id)
    step = folder / job
    files = [path for path in folder.rglob("*") if path.is_file() and job in path.parts]
    left = [str(path) for path in files if "refused" not in path.parts]  # what was found of a refused batch is kept for people
    assert not (step / "manifest.json").exists()
    assert left == []
    assert not stack.predictions(PIPELINE, run_id).exists()


def test_hostile_text_in_any_field_is_refused_and_never_executed(stack: Stack, hostile_runs: dict[str, Sent]) -> None:
    assert hostile.complaints(stack.airflow, hostile_runs) == []
    assert list(stack.var.rglob(CANARY + "*")) == []
    assert stack.airflow.import_errors() == []


def test_hostile_text_reaches_the_job_as_it_was_typed(stack: Stack, hostile_runs: dict[str, Sent]) -> None:
    for name in ("substitution", "backticks", "double quotes", "template"):
        sent = hostile_runs[f"{name} as input of {INFERENCE}"]
        assert sent.run_id is not None
        stack.airflow.wait(sent.dag, sent.run_id, 240)
        log = stack.airflow.log(sent.dag, sent.run_id, "load_data")
        assert sent.text in log, log[-2000:]
        assert "load-data ended with exit code 2" in log


def test_a_hostile_reason_is_kept_as_it_was_typed(stack: Stack, hostile_runs: dict[str, Sent]) -> None:
    sent = hostile_runs[f"all as reason of {TRAINING}"]
    assert sent.run_id is not None
    assert stack.airflow.wait(TRAINING, sent.run_id, 600)["state"] == "success"
    (version,) = [each for each in stack.mlflow.versions(PIPELINE) if f"/{sent.run_id}/" in tags(each)["churnflow.step_key"]]
    assert tags(version)["churnflow.reason"] == sent.text
    assert [page for page in stack.home.rglob("*.html") if hostile.MARKUP in page.read_text()] == []


def test_an_undeclared_conf_key_is_refused_by_name(stack: Stack) -> None:
    run_id = stack.airflow.trigger(INFERENCE, {"inptu": "telco_new_customers.csv"})
    assert stack.airflow.wait(INFERENCE, run_id)["state"] == "failed"
    log = stack.airflow.log(INFERENCE, run_id, "check_conf")
    assert "'inptu'" in log and "expected only the keys" in log
    started = {t for t, state in stack.airflow.states(INFERENCE, run_id).items() if state == "success"}
    assert started == set(), "nothing may run before the conf is checked"


@pytest.mark.parametrize(
    "conf",
    [
        {"algorithms": "random-forest"},
        {"algorithms": []},
        {"algorithms": ["oracle"]},
        {"approval": "automatic"},
        {"input": 7},
    ],
    ids=str,
)
def test_values_that_the_form_does_not_allow_are_refused_before_a_run_is_made(stack: Stack, conf: dict[str, Any]) -> None:
    with pytest.raises(RestError) as refusal:
        stack.airflow.trigger(TRAINING, conf)
    assert refusal.value.status == hostile.REFUSED_BY_FORM
