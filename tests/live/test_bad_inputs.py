"""Every bad input ends a real run at once: the table's exit code, one clear line, nothing published or executed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.live import spoiled
from tests.live.spoiled import CANARY, FILES, INFERENCE, PIPELINE, TRAINING, Spoiled
from tests.support.rest import RestError
from tests.support.stack import Stack

REFUSED_BY_FORM = 400


@dataclass(frozen=True)
class Try:
    """A conf that was sent, and the run it became; None where the REST API refused it."""

    dag: str
    conf: dict[str, Any]
    run_id: str | None


@pytest.fixture(scope="module")
def file_runs(stack: Stack) -> dict[str, str]:
    """All spoiled files' runs, started together: they wait for each other in Airflow, not in the test."""
    started = {}
    for case in FILES:
        case.make(stack.inbox)
        started[case.name] = stack.airflow.trigger(case.dag, case.conf)
    return started


@pytest.fixture(scope="module")
def hostile_runs(stack: Stack) -> dict[str, Try]:
    """A run for each hostile text in each conf value that takes a text."""
    texts = spoiled.hostile(stack.var / CANARY)
    sent = {}
    for name, text in [*texts.items(), ("all", " ".join(texts.values()).replace("\n", " "))]:
        for dag, conf in _confs(text, with_runs=name == "all"):
            sent[f"{name} as {'/'.join(conf)} of {dag}"] = Try(dag, conf, _trigger(stack, dag, conf))
    return sent


def _confs(text: str, with_runs: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """The form refuses most; the last two become runs, so they are sent only once with everything in one text."""
    promotion = f"{PIPELINE}_promotion"
    yield INFERENCE, {"input": text}
    yield TRAINING, {"algorithms": [text]}
    yield TRAINING, {"approval": text}
    yield promotion, {"action": text}
    yield promotion, {"candidate_version": text}
    yield promotion, {"approval": text}
    if with_runs:
        yield promotion, {"action": "rollback", "reason": text}
        yield INFERENCE, {text: "x"}


def _trigger(stack: Stack, dag: str, conf: dict[str, Any]) -> str | None:
    try:
        return stack.airflow.trigger(dag, conf)
    except RestError as error:
        assert error.status == REFUSED_BY_FORM, error
        return None


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


def test_hostile_text_in_any_conf_value_is_refused_and_never_executed(stack: Stack, hostile_runs: dict[str, Try]) -> None:
    complaints = []
    for name, sent in hostile_runs.items():
        if sent.run_id is None:
            continue
        run = stack.airflow.wait(sent.dag, sent.run_id, 240)
        tasks = stack.airflow.tasks(sent.dag, sent.run_id)
        tries = max(task["try_number"] for task in tasks)
        if run["state"] != "failed" or tries > 1:
            complaints.append(f"{name}: {run['state']} after {tries} tries")
    assert complaints == []
    assert not (stack.var / CANARY).exists()
    assert list(stack.var.rglob(CANARY + "*")) == []


def test_hostile_text_reaches_the_job_as_it_was_typed(stack: Stack, hostile_runs: dict[str, Try]) -> None:
    texts = spoiled.hostile(stack.var / CANARY)
    for name in ("substitution", "backticks", "double quotes", "template"):
        sent = hostile_runs[f"{name} as input of {INFERENCE}"]
        assert sent.run_id is not None
        stack.airflow.wait(sent.dag, sent.run_id, 240)
        log = stack.airflow.log(sent.dag, sent.run_id, "load_data")
        assert texts[name] in log, log[-2000:]
        assert "load-data ended with exit code 2" in log


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
    assert refusal.value.status == REFUSED_BY_FORM
