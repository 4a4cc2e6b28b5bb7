"""Housekeeping removes what is past its time, and spares what the registry still needs."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.live.runs import Trained
from tests.support.rest import RestError
from tests.support.stack import Stack

DAG = "churnflow_housekeeping"
NAME = "telco_churn"
LONG_AGO = time.time() - 90 * 86_400


@pytest.fixture(scope="module")
def kept(stack: Stack, trained: Trained) -> Path:
    """The run folder of the version in production, made to look old."""
    return aged(stack.run_folder(NAME, trained.run_id))


@pytest.fixture(scope="module")
def cleaned(stack: Stack, kept: Path) -> str:
    """A housekeeping run with something to remove in each of its places; its run id."""
    (stack.run_folder(NAME, "long ago") / "load-data").mkdir(parents=True)
    aged(stack.run_folder(NAME, "long ago"))
    run_id = stack.airflow.trigger(DAG)
    assert stack.airflow.wait(DAG, run_id)["state"] == "success"
    return run_id


def aged(folder: Path) -> Path:
    for path in (folder, *folder.iterdir()):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def test_every_part_of_housekeeping_works_here(stack: Stack, cleaned: str) -> None:
    """None may be skipped on this stack: a part that is never switched on removes nothing."""
    assert set(stack.airflow.states(DAG, cleaned).values()) == {"success"}


def test_an_old_run_folder_is_removed(stack: Stack, cleaned: str) -> None:
    assert not stack.run_folder(NAME, "long ago").exists()
    assert stack.airflow.xcom(DAG, cleaned, f"run_folders_{NAME}") == [stack.run_folder(NAME, "long ago").name]


def test_the_production_versions_run_folder_is_spared(stack: Stack, kept: Path, cleaned: str) -> None:
    assert (kept / "register-model" / "manifest.json").exists()


def test_a_run_deleted_in_mlflow_is_gone_for_good(stack: Stack, trained: Trained) -> None:
    made = stack.mlflow.call("POST", "runs/create", {"experiment_id": stack.mlflow.experiment_id(NAME), "run_name": "mistake"})
    mistake = made["run"]["info"]["run_id"]
    stack.mlflow.call("POST", "runs/delete", {"run_id": mistake})
    run_id = stack.airflow.trigger(DAG)
    assert stack.airflow.wait(DAG, run_id)["state"] == "success"
    with pytest.raises(RestError) as answer:
        stack.mlflow.get("runs/get", run_id=mistake)
    assert answer.value.status == 404
