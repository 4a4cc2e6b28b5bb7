"""A pipeline that names a release of the jobs runs those beside another that runs the stack's own.

With the bash runner the release is installed on the shared volume, with the Docker runner it is an image of its own.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import yaml

from tests.compose.chain import INFERENCE, Chain, promotion_of, succeeded
from tests.support import evidence, pipelines, releases
from tests.support.containers import HOME, Containers
from tests.support.jobs import run_folder_name
from tests.support.stack import await_true

NAME = "released_churn"
TRAINING, PROMOTION = f"{NAME}_training", f"{NAME}_promotion"
OTHER, COMMIT = "9.8.7", "0123456789" * 4
"""Version and commit of the other release."""
DOCKERFILE = """
FROM {base}
COPY release /opt/release
ENV CHURNFLOW_JOBS=/opt/release
"""
"""The stack's job image with other jars."""
MAKERS = """
import json, pathlib, sys
receipts = [json.loads(file.read_text()) for file in pathlib.Path(sys.argv[1]).rglob("receipt.json")]
print(json.dumps([(receipt["job_version"], receipt["commit"]) for receipt in receipts]))
"""


@dataclass(frozen=True)
class Ran:
    """Version and commit of the jars that have made the steps of each run, and the log of its task `validate_data`."""

    jars: dict[str, set[tuple[str, str]]]
    logs: dict[str, str]


@pytest.fixture(scope="module")
def release(stack: Containers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The version of a release that is there as the stack's runner wants it."""
    folder = tmp_path_factory.mktemp(f"release-{stack.runner}")
    jobs = releases.of_another_version(releases.packed(), folder / "jobs.tar", OTHER, COMMIT)
    if stack.runner == "bash":
        installing = ("exec", "--no-TTY", "worker", "python", "airflow/bin/install_jobs.py", "-")
        assert f"release {OTHER} (commit {COMMIT[:12]}) is installed" in stack.compose(*installing, seconds=300, given=jobs)
        yield OTHER
        return
    with tarfile.open(jobs) as tar:
        tar.extractall(folder / "release", filter="data")
    base = stack.in_worker("printenv", "CHURNFLOW_JOB_IMAGE").strip()
    (folder / "Dockerfile").write_text(DOCKERFILE.format(base=base))
    image = f"{base.partition(':')[0]}:{OTHER}"
    stack.docker("build", "--quiet", "--tag", image, str(folder), seconds=300)
    yield OTHER
    stack.docker("rmi", image)


@pytest.fixture(scope="module")
def ran(stack: Containers, undisturbed: Chain, release: str, table: evidence.Table) -> Iterator[Ran]:
    """A training by the release and an inference of the sample's by the stack's jars at once; then the file names none."""
    airflow = stack.airflow
    deploy(stack, release=release)
    await_true(lambda: {TRAINING, PROMOTION} <= airflow.dag_ids(), 120, f"the DAGs of {NAME}")
    pinned = airflow.trigger(TRAINING, run_id="pinned")
    beside = airflow.trigger(INFERENCE, {"input": "telco_new_customers.csv"}, run_id=f"beside_{stack.runner}")
    succeeded(airflow, INFERENCE, beside)
    finish(stack, pinned)
    jars = {"the release's": jars_of(stack, NAME, pinned), "beside it": jars_of(stack, "telco_churn", beside)}
    deploy(stack)
    finish(stack, airflow.trigger(TRAINING, run_id="own"))
    jars["afterwards"] = jars_of(stack, NAME, "own")
    airflow.clear(TRAINING, pinned)
    succeeded(airflow, TRAINING, pinned)
    jars["the release's, cleared afterwards"] = jars_of(stack, NAME, pinned)
    logs = {run: airflow.log(TRAINING, run, "validate_data") for run in (pinned, "own")}
    table.append((f"a training by release {OTHER} beside an inference by the stack's jars", "success", ""))
    yield Ran(jars, logs)
    stack.in_worker("rm", f"{HOME}/pipelines/{NAME}.yaml")


def deploy(stack: Containers, **sections: str) -> None:
    """Tries the pipeline out with the jobs that its file names, and installs it."""
    text = yaml.safe_dump(pipelines.small(NAME, **sections), sort_keys=False)
    run_id = stack.airflow.trigger("deploy_pipeline", {"pipeline_file": text, "sample": "telco_churn.csv"})
    succeeded(stack.airflow, "deploy_pipeline", run_id)


def finish(stack: Containers, training: str) -> None:
    """Waits for a training and for the promotion that follows."""
    succeeded(stack.airflow, TRAINING, training)
    succeeded(stack.airflow, PROMOTION, promotion_of(stack.airflow, training, PROMOTION))


def jars_of(stack: Containers, pipeline: str, run_id: str) -> set[tuple[str, str]]:
    """Version and commit of the jars that have made the run's steps."""
    folder = f"{HOME}/runs/{pipeline}/{run_folder_name(run_id)}"
    return {(version, commit) for version, commit in json.loads(stack.in_worker("python", "-c", MAKERS, folder))}


def test_a_pipeline_runs_the_release_that_its_file_names_beside_another(ran: Ran) -> None:
    ((own, _),) = ran.jars["beside it"]
    assert own != OTHER
    assert ran.jars["the release's"] == {(OTHER, COMMIT)}


def test_without_the_release_in_its_file_it_runs_the_stacks_own_again(ran: Ran) -> None:
    assert ran.jars["afterwards"] == ran.jars["beside it"]


def test_a_run_that_is_cleared_later_keeps_its_release(ran: Ran) -> None:
    assert ran.jars["the release's, cleared afterwards"] == {(OTHER, COMMIT)}


def test_the_release_of_a_job_in_a_container_is_the_tag_of_its_image(stack: Containers, ran: Ran) -> None:
    if stack.runner != "docker":
        pytest.skip("only with the Docker runner a job has an image")
    assert f"churnflow-job:{OTHER}" in ran.logs["pinned"]
    assert f"churnflow-job:{OTHER}" not in ran.logs["own"]
    assert "churnflow-job:" in ran.logs["own"]
