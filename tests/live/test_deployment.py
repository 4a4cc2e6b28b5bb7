"""A pipeline is deployed over REST, tried out by the real jars, used, changed and put back, jars and all.

Refused files change nothing.

It is that of the flights in data/, which shares nothing with the sample: another target, timestamps, missing cells, a
split in time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

from tests.support import pipelines, releases, rows
from tests.support.mlflow import tags
from tests.support.places import DATA
from tests.support.stack import Stack, await_true

DAG = "deploy_pipeline"
NAME = "deployed_flights"
INFERENCE = f"{NAME}_inference"
OTHER, COMMIT = "9.8.7", "0123456789" * 4
"""Version and commit of another release."""
STEPS = ("load-data", "validate-data", "predict", "publish-predictions", "detect-drift")


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


@pytest.fixture(scope="module")
def in_production(stack: Stack, deployed: str) -> None:
    """Its DAGs appear and train a model that is promoted, without a restart."""
    wanted = {f"{NAME}_{kind}" for kind in ("training", "promotion", "inference", "performance", "monitoring")}
    await_true(lambda: wanted <= stack.airflow.dag_ids(), 120, f"DAGs {sorted(wanted)}")
    run_id = stack.airflow.trigger(f"{NAME}_training")
    assert stack.airflow.wait(f"{NAME}_training", run_id, 300)["state"] == "success"
    assert stack.promotion_of(NAME, run_id)["state"] == "success"


def score(stack: Stack) -> str:
    """A run that scores the flights of December."""
    return stack.airflow.trigger(INFERENCE, {"input": "nyc_flights_december.csv"})


def await_success(stack: Stack, *runs: str) -> None:
    for run_id in runs:
        assert stack.airflow.wait(INFERENCE, run_id, 300)["state"] == "success"


@pytest.fixture(scope="module")
def scored(stack: Stack, in_production: None) -> str:
    run_id = score(stack)
    await_success(stack, run_id)
    return run_id


def test_it_leads_to_predictions_without_a_restart(stack: Stack, scored: str) -> None:
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
def release(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The version of an installed release, whose jars are of another version than the stack's."""
    other = releases.of_another_version(releases.packed(), tmp_path_factory.mktemp("release") / "jobs.tar", OTHER, COMMIT)
    assert f"release {OTHER} (commit {COMMIT[:12]}) is installed" in stack.make("install-jobs", f"FILE={other}")
    return OTHER


def score_and_clear(stack: Stack, cleared: str) -> str:
    """A run that has scored, while the jobs of the cleared one ran again.

    Each of these has found its step as it would make it, which jars of other code would not.
    """
    stack.airflow.clear(INFERENCE, cleared)
    run_id = score(stack)
    await_success(stack, cleared, run_id)
    for step in STEPS:
        result = stack.airflow.xcom(INFERENCE, cleared, step.replace("-", "_"), index=0 if step == "predict" else -1)
        assert result["status"] == "reused", step
    return run_id


def jars_of(stack: Stack, run_id: str) -> set[tuple[str, str]]:
    """Version and commit of the jars that have made the run's steps."""
    receipts = [json.loads(file.read_text()) for file in stack.run_folder(NAME, run_id).rglob("receipt.json")]
    assert sorted(receipt["step"] for receipt in receipts) == sorted(STEPS)
    return {(receipt["job_version"], receipt["commit"]) for receipt in receipts}


@dataclass(frozen=True)
class ThereAndBack:
    """The pipeline, changed by deploying a file that names another release, and restored."""

    changed: bool
    tried_out_by: set[str]
    jars: dict[str, set[tuple[str, str]]]
    states: dict[str, str]


@pytest.fixture(scope="module")
def there_and_back(stack: Stack, scored: str, sample: str, release: str) -> ThereAndBack:
    jars = {"before": jars_of(stack, scored)}
    path = stack.inbox / NAME / "changed.yaml"
    path.write_text(yaml.safe_dump(content(description="Changed.", release=release), sort_keys=False))
    _, run, states = deploy(stack, path=f"{NAME}/changed.yaml", sample=sample)
    assert run["state"] == "success", states
    changed = (stack.home / "pipelines" / f"{NAME}.yaml").read_text() == path.read_text()
    tried_out_by = {tags(run)["churnflow.commit"] for run in stack.mlflow.runs(f"trial_{NAME}")}
    meanwhile = score_and_clear(stack, scored)
    jars["meanwhile"] = jars_of(stack, meanwhile)
    jars["before, cleared meanwhile"] = jars_of(stack, scored)
    _, run, states = deploy(stack, action="restore", name=NAME, version="1", reason="back")
    assert run["state"] == "success", states
    jars["afterwards"] = jars_of(stack, score_and_clear(stack, meanwhile))
    jars["meanwhile, cleared afterwards"] = jars_of(stack, meanwhile)
    return ThereAndBack(changed, tried_out_by, jars, states)


def test_a_change_is_a_version_and_the_former_one_can_be_restored(
    stack: Stack, deployed: str, there_and_back: ThereAndBack
) -> None:
    assert there_and_back.changed
    assert (stack.home / "pipelines" / f"{NAME}.yaml").read_text() == deployed
    assert there_and_back.states["training.load_data"] == "skipped"
    notes = [json.loads(note.read_text()) for note in sorted((stack.home / "pipelines/.versions" / NAME).glob("*.json"))]
    assert [(note["version"], note["action"], note["by"]) for note in notes] == [
        (1, "deploy", "admin"), (2, "deploy", "admin"), (3, "restore", "admin"),
    ]  # fmt: skip


def test_a_file_that_names_a_release_is_tried_out_and_run_by_its_jars(there_and_back: ThereAndBack) -> None:
    ((version, commit),) = there_and_back.jars["before"]
    assert version != OTHER
    assert there_and_back.tried_out_by == {commit, COMMIT}
    assert there_and_back.jars["meanwhile"] == {(OTHER, COMMIT)}


def test_restoring_the_former_file_goes_back_to_the_former_jars(there_and_back: ThereAndBack) -> None:
    assert there_and_back.jars["afterwards"] == there_and_back.jars["before"]


def test_a_run_that_is_cleared_later_is_done_by_the_jars_that_it_began_with(there_and_back: ThereAndBack) -> None:
    assert there_and_back.jars["before, cleared meanwhile"] == there_and_back.jars["before"]
    assert there_and_back.jars["meanwhile, cleared afterwards"] == {(OTHER, COMMIT)}


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
