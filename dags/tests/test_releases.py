"""Which release of the jobs a task runs: the run's own, whatever the pipeline file says by now."""

from __future__ import annotations

import json

import pytest
from airflow.sdk.exceptions import AirflowFailException
from dag_support import DAGS, pinned

from churnflow_dags.home import run_folder
from churnflow_dags.job import job
from churnflow_dags.releases import folder, release

CASES = json.loads((DAGS.parent / "jobs/lib/runtime/src/test/resources/release-lines.json").read_text(encoding="utf-8"))
"""Lines of a pipeline file with the release that they name, null where a job refuses them; the jobs' tests read them too."""

TASK = {"CHURNFLOW_PIPELINE": "telco_churn", "CHURNFLOW_RUN_ID": "r1"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_HOME", str(tmp_path))
    monkeypatch.setenv("CHURNFLOW_PIPELINES", str(tmp_path / "own"))
    for part in ("own", "pipelines"):
        (tmp_path / part).mkdir()
    return tmp_path


@pytest.mark.parametrize("case", [case for case in CASES if case["release"] is not None], ids=lambda case: case["line"])
def test_a_run_uses_the_release_that_its_file_names(home, case):
    pinned(home / "pipelines" / "telco_churn.yaml", case["line"])
    assert release(TASK) == case["release"]


def test_a_run_that_has_begun_keeps_its_release(home):
    pinned(home / "pipelines" / "telco_churn.yaml", "release: 0.1.0")
    pinned(home / "runs" / "telco_churn" / run_folder("r1") / "pipeline.yaml", "release: 0.1.0")
    pinned(home / "pipelines" / "telco_churn.yaml", "release: 0.2.0")
    assert release(TASK) == "0.1.0"
    assert release(TASK | {"CHURNFLOW_RUN_ID": "r2"}) == "0.2.0"


def test_a_trial_uses_the_release_of_the_file_that_is_tried(home):
    scratch = home / "deploy" / "0123"
    pinned(home / "pipelines" / "telco_churn.yaml", "release: 0.1.0")
    pinned(scratch / "pipelines" / "trial_telco_churn.yaml", "release: 0.2.0")
    assert (
        release({"CHURNFLOW_HOME": str(scratch), "CHURNFLOW_PIPELINE": "trial_telco_churn", "CHURNFLOW_RUN_ID": "d"}) == "0.2.0"
    )


def test_a_file_beside_the_dags_comes_first_as_for_the_jobs(home):
    pinned(home / "own" / "telco_churn.yaml", "release: 0.3.0")
    pinned(home / "pipelines" / "telco_churn.yaml", "release: 0.2.0")
    assert release(TASK) == "0.3.0"


@pytest.mark.parametrize(
    "line", [case["line"] for case in CASES if case["release"] is None and case["line"].startswith("release:")]
)
def test_a_line_that_is_no_version_fails_the_task_at_once(home, line):
    pinned(home / "pipelines" / "telco_churn.yaml", line)
    with pytest.raises(AirflowFailException, match=r"telco_churn\.yaml: release: expected one version"):
        release(TASK)


def test_a_release_that_is_not_installed_is_named(home):
    with pytest.raises(AirflowFailException, match=r"release 0\.2\.0: expected it in .*releases, found none"):
        folder("0.2.0")


def test_a_task_starts_the_jobs_of_its_release(home, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_JOBS", "/stack/jobs")
    installed = home / "releases" / "0.2.0"
    installed.mkdir(parents=True)
    (installed / "release.json").write_text(json.dumps({"version": "0.2.0"}))
    pinned(home / "pipelines" / "telco_churn.yaml", "")
    task = job("predict", "telco_churn", env={"CHURNFLOW_RUN_ID": "r1"})
    assert task.environment()["CHURNFLOW_JOBS"] == "/stack/jobs"
    pinned(home / "pipelines" / "telco_churn.yaml", "release: 0.2.0")
    task = job("predict", "telco_churn", env={"CHURNFLOW_RUN_ID": "r1"})
    assert task.environment()["CHURNFLOW_JOBS"] == str(installed)
