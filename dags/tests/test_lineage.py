"""What a job tells OpenLineage of its data, from what it has left on the volume."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from importlib import import_module

import pytest
from airflow.providers.openlineage.extractors import OperatorLineage
from dag_support import DAGS

from churnflow_dags.job import RUNNERS
from churnflow_dags.lineage import Data, Step, TellsLineage

RUN = "runs/telco_churn/manual-0a1b2c3d"
MLFLOW = "mlflow://mlflow:5000"


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Publishes a step and reads what is told of it: what was read, what was written."""
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://jobs:a-password@mlflow:5000/")

    def told(step, files=(), inputs=(), path=None, **result):
        folder = tmp_path / RUN / (path or step)
        folder.mkdir(parents=True)
        digests = {}
        for name in files:
            (folder / name).write_text(name)
            digests[name] = {"sha256": sha256(name), "bytes": len(name)}
        manifest = {"step": step, "files": digests, "inputs": dict(inputs)}
        (folder / "manifest.json").write_text(json.dumps(manifest))
        variables = {"CHURNFLOW_HOME": str(tmp_path), "CHURNFLOW_INPUT_ROOTS": f"{tmp_path}/none:{tmp_path}/inbox"}
        found = Step.of({"path": f"{RUN}/{path or step}", **result}, variables)
        return found.read(), found.written()

    return told


def sha256(name):
    return hashlib.sha256(name.encode()).hexdigest()


def test_the_input_is_the_file_that_the_job_has_found(told, tmp_path):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.csv").write_text("x")
    read, written = told("load-data", ["table.arrow"], {"input": "5" * 64}, input="a.csv", rows=7)
    assert read == [Data("file", f"{tmp_path}/inbox/a.csv", "5" * 64)]
    assert written == [Data("file", f"{tmp_path}/{RUN}/load-data/table.arrow", sha256("table.arrow"), 7, 11)]


def test_a_file_that_was_not_there_is_no_input(told, tmp_path):
    inputs = {"load-data/table.arrow": "1" * 64, "load-data/quarantine.csv": "none"}
    read, _ = told("validate-data", inputs=inputs)
    assert read == [Data("file", f"{tmp_path}/{RUN}/load-data/table.arrow", "1" * 64)]


def test_a_registered_version_is_told_without_the_servers_password(told):
    read, written = told("register-model", run_id="ab12", version="7")
    assert read == [Data(MLFLOW, "runs/ab12")]
    assert written == [Data(MLFLOW, "models/telco_churn", "7")]


def test_the_version_that_scores_is_an_input_and_its_digest_no_file(told, tmp_path):
    inputs = {"model": "3" * 64, "validate-data/table.arrow": "1" * 64}
    read, _ = told("predict", ["rows.csv"], inputs, path="predict/1-of-1", model_version=7, rows=2)
    table = Data("file", f"{tmp_path}/{RUN}/validate-data/table.arrow", "1" * 64)
    assert read == [table, Data(MLFLOW, "models/telco_churn", "7")]


def test_predictions_are_told_where_the_retention_team_finds_them(told, tmp_path):
    published = tmp_path / "predictions" / "telco_churn" / "manual-0a1b2c3d"
    published.mkdir(parents=True)
    (published / "predictions.csv").write_text("predictions.csv")
    _, written = told("publish-predictions", ["predictions.csv", "header.txt"], rows=3)
    places = [each.name for each in written]
    assert f"{published}/predictions.csv" in places
    assert not any(place.endswith("predictions/telco_churn/manual-0a1b2c3d/header.txt") for place in places)


def test_past_batches_and_outcomes_are_inputs_of_the_look_at_them(told, tmp_path):
    inputs = {"batch daily-1": "1" * 64, f"outcomes {'2' * 64}": "2" * 64}
    read, _ = told("monitor-performance", inputs=inputs, model_version=7)
    assert [each.name for each in read] == [
        f"{tmp_path}/predictions/telco_churn/daily-1/scored.arrow",
        f"{tmp_path}/labels/telco_churn/{'2' * 64}.arrow",
    ]


def test_the_provider_is_given_what_it_asks_for(told, tmp_path):
    _, (written,) = told("process-data", ["train.arrow"], {"load-data/table.arrow": "1" * 64}, training_rows=5)
    operator = TellsLineage()
    assert operator.get_openlineage_facets_on_complete(None) == OperatorLineage()
    operator.done = {"path": f"{RUN}/process-data", "training_rows": 5}, {"CHURNFLOW_HOME": str(tmp_path)}
    lineage = operator.get_openlineage_facets_on_complete(None)
    (read,), (made,) = lineage.inputs, lineage.outputs
    assert (read.name, read.facets["version"].datasetVersion) == (f"{tmp_path}/{RUN}/load-data/table.arrow", "1" * 64)
    assert (made.name, made.facets["version"].datasetVersion) == (written.name, written.version)
    statistics = made.outputFacets["outputStatistics"]
    assert (statistics.rowCount, statistics.size) == (5, len("train.arrow"))


def test_a_job_that_publishes_no_step_tells_nothing(tmp_path):
    step = Step.of({"path": "monitoring/telco_churn.html", "rows": 3}, {"CHURNFLOW_HOME": str(tmp_path)})
    assert step.read() == step.written() == []


@pytest.mark.parametrize("runner", RUNNERS.values())
def test_every_runner_tells(runner):
    module, _, name = runner.rpartition(".")
    assert issubclass(getattr(import_module(module), name), TellsLineage)


def test_nothing_of_openlineage_is_loaded_to_read_the_dags():
    program = """
import sys, dag_support
assert dag_support.load_bag().import_errors == {}
print(sorted(name for name in sys.modules if name.startswith("openlineage")))
"""
    variables = os.environ | {"PYTHONPATH": f"{DAGS}:{DAGS / 'tests'}"}
    said = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "[]"
