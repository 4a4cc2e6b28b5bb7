"""A pipeline is deployed over REST, tried out by the real jars, used, changed and put back; refused files change nothing.

It is that of the flights in data/, which shares nothing with the sample: another target, timestamps, missing cells, a
split in time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from tests.support import pipelines, rows
from tests.support.places import DATA, ROOT, RUN_JOB, java
from tests.support.stack import Stack, await_true

DAG = "deploy_pipeline"
NAME = "deployed_flights"


def content(**sections: Any) -> dict[str, Any]:
    training = {"folds": 3, "search": {}, "models": pipelines.SMALL_MODELS[:1]}
    base = pipelines.merged(pipelines.beside_data("nyc_flights"), {"name": NAME, "training": training})
    return pipelines.merged(base, sections)


def deploy(stack: Stack, **conf: Any) -> tuple[str, dict[str, Any], dict[str, str]]:
    """A deployment's run id, how it ended, and its tasks' states."""
    run_id = stack.airflow.trigger(DAG, conf)
    run = stack.airflow.wait(DAG, run_id, 400)
    return run_id, run, stack.airflow.states(DAG, run_id)


@pytest.fixture(scope="module")
def sample(stack: Stack) -> str:
    rows.write(stack.inbox / NAME / "sample.csv", rows.read(DATA / "nyc_flights.csv")[::9])
    return f"{NAME}/sample.csv"


@pytest.fixture(scope="module")
def deployed(stack: Stack, sample: str) -> str:
    text = yaml.safe_dump(content(), sort_keys=False)
    _, run, states = deploy(stack, pipeline_file=text, sample=sample, reason="a table of our own")
    assert run["state"] == "success", states
    assert (stack.home / "pipelines" / f"{NAME}.yaml").read_text() == text
    return text


def test_its_dags_appear_and_lead_to_predictions_without_a_restart(stack: Stack, deployed: str) -> None:
    wanted = {f"{NAME}_{kind}" for kind in ("training", "promotion", "inference", "performance", "monitoring")}
    await_true(lambda: wanted <= stack.airflow.dag_ids(), 120, f"DAGs {sorted(wanted)}")
    run_id = stack.airflow.trigger(f"{NAME}_training")
    assert stack.airflow.wait(f"{NAME}_training", run_id, 300)["state"] == "success"
    assert stack.promotion_of(NAME, run_id)["state"] == "success"
    scored = stack.airflow.trigger(f"{NAME}_inference", {"input": "nyc_flights_december.csv"})
    assert stack.airflow.wait(f"{NAME}_inference", scored, 300)["state"] == "success"
    predictions = rows.read(stack.predictions(NAME, scored))
    outcomes = {row["flight_id"]: row["status"] == "Disrupted" for row in rows.read(DATA / "nyc_flights_december_labels.csv")}
    assert [row["flight_id"] for row in predictions] == list(outcomes)
    assert {row["churn"] for row in predictions} == {"Disrupted", "As planned"}
    scores = [float(row["churn_probability"]) for row in predictions]
    assert roc_auc_score(list(outcomes.values()), scores) > 0.65


def test_the_trial_leaves_its_experiment_and_nothing_else(stack: Stack, deployed: str) -> None:
    assert list((stack.home / "deploy").glob("*")) == []
    assert not (stack.home / "runs" / f"trial_{NAME}").exists()
    assert stack.mlflow.runs(f"trial_{NAME}") != []
    assert stack.mlflow.versions(f"trial_{NAME}") == []


@pytest.fixture(scope="module")
def release(stack: Stack) -> str:
    """The version of a release that is installed: the stack's own jars once more."""
    own = os.environ | {"CHURNFLOW_JAVA": java()}
    said = subprocess.run([RUN_JOB, "load-data", "--version"], capture_output=True, text=True, check=True, env=own)
    version = said.stdout.split()[1]
    folder = stack.home / "releases" / version
    (folder / "bin").mkdir(parents=True)
    shutil.copy(RUN_JOB, folder / "bin")
    for jar in (ROOT / "jobs").glob("*/target/*.jar"):
        if jar.stem == jar.parents[1].name:
            shutil.copy(jar, folder)
    (folder / "release.json").write_text(json.dumps({"version": version}))
    return version


def test_a_change_is_a_version_and_the_former_one_can_be_restored(
    stack: Stack, deployed: str, sample: str, release: str
) -> None:
    """The change is one of the jobs, too."""
    path = stack.inbox / NAME / "changed.yaml"
    path.write_text(yaml.safe_dump(content(description="Changed.", release=release), sort_keys=False))
    _, run, states = deploy(stack, path=f"{NAME}/changed.yaml", sample=sample)
    assert run["state"] == "success", states
    file = stack.home / "pipelines" / f"{NAME}.yaml"
    assert file.read_text() == path.read_text()
    _, run, states = deploy(stack, action="restore", name=NAME, version="1", reason="back")
    assert (run["state"], states["training.load_data"]) == ("success", "skipped"), states
    assert file.read_text() == deployed
    notes = [json.loads(note.read_text()) for note in sorted((stack.home / "pipelines/.versions" / NAME).glob("*.json"))]
    assert [(note["version"], note["action"], note["by"]) for note in notes] == [
        (1, "deploy", "admin"), (2, "deploy", "admin"), (3, "restore", "admin"),
    ]  # fmt: skip


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a typing error": ({"gate": {"minimum": "high"}}, "validate_pipeline"),
    "a sample that breaks the contract": ({"contract": {"minimum_rows": {"training": 5000}}}, "training.validate_data"),
    "a release that is not installed": ({"release": "9.9.9"}, "validate_pipeline"),
    "the inbox of another": ({"inference": {"inbox": "telco_churn"}}, "check"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_file_changes_nothing_and_says_why(stack: Stack, deployed: str, sample: str, case: str) -> None:
    changes, where = REFUSED[case]
    before = {file: file.read_bytes() for file in (stack.home / "pipelines").rglob("*") if file.is_file()}
    run_id, run, states = deploy(stack, pipeline_file=yaml.safe_dump(content(**changes), sort_keys=False), sample=sample)
    assert (run["state"], states[where], states["install"]) == ("failed", "failed", "upstream_failed"), states
    assert {file: file.read_bytes() for file in (stack.home / "pipelines").rglob("*") if file.is_file()} == before
    assert "expected" in stack.airflow.log(DAG, run_id, where)
    assert list((stack.home / "deploy").glob("*")) == []
