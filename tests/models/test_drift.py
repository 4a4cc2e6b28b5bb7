"""Drift through the real jars: what is said of a batch that has moved, in its run's folder, among the verdicts, in MLflow."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from tests.support import pipelines, rows
from tests.support.jobs import Ended, Workspace, drift, inference, promotion, training
from tests.support.mlflow import metrics
from tests.support.mlflow_server import MlflowServer

NAME = "drifting"
SECRET = {"name": "payment_method", "personal": True}


@pytest.fixture(scope="module")
def work(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A shared volume with a model in production; how customers pay is personal."""
    folder = tmp_path_factory.mktemp("drift")
    content = pipelines.small(NAME, evaluation={"slices": []})
    for column in content["contract"]["columns"]:
        if column["name"] == SECRET["name"]:
            column.update(SECRET)
            column.pop("phrase", None)
    content["training"]["models"] = [content["training"]["models"][0]]
    pipelines.write(folder / "pipelines", content)
    made = Workspace(folder / "home", folder / "pipelines", NAME, server.variables())
    rows.write(made.home / "inbox" / "training.csv", rows.training(3000))
    for step in [*training(["logistic-regression"], "training.csv"), *promotion()]:
        made.run("trained", step).succeeded()
    return made


def scored(work: Workspace, run_id: str, batch: list[rows.Row]) -> Ended:
    rows.write(work.home / "inbox" / f"{run_id}.csv", batch)
    for step in inference(f"{run_id}.csv"):
        work.run(run_id, step).succeeded()
    return work.run(run_id, drift())


def verdict(work: Workspace, run_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((work.folder(run_id) / "detect-drift" / "drift.json").read_text())
    return found


def moved() -> list[rows.Row]:
    """Two of three customers by the month, paying by electronic check."""
    change = {"contract": "Month-to-month", "payment_method": "Electronic check"}
    return [row | change if number % 3 else row for number, row in enumerate(rows.new_customers())]


def test_customers_like_those_of_the_training_are_stable(work: Workspace) -> None:
    found = scored(work, "alike", rows.new_customers()).succeeded().result
    assert (found["verdict"], found["drifted"], found["rows"]) == ("stable", 0, 1006)


def test_customers_that_are_others_are_told_of_and_no_personal_value_is_shown(work: Workspace, server: MlflowServer) -> None:
    ended = scored(work, "moved", moved()).succeeded()
    assert ended.result["verdict"] == "act"
    assert "churnflow detect-drift: warning: drift: " in ended.err
    assert "the one that matters most is contract" in ended.err
    levels = {column["column"]: column["level"] for column in verdict(work, "moved")["columns"]}
    assert {name for name, level in levels.items() if level == "act"} == {"contract", "payment_method"}
    folder = work.folder("moved") / "detect-drift"
    for file in (folder / "drift.json", folder / "drift.html"):
        assert "Month-to-month" in file.read_text()
        assert "Electronic check" not in file.read_text()
    assert "Electronic check" not in (work.folder("trained") / "evaluate-model" / "drift_reference.json").read_text()
    (series,) = server.client.runs(f"{NAME}-monitoring")
    assert metrics(series)["verdict"] == 3
    page = server.client.download(series, f"batches/{ended.result['index']:08d}/drift.html")
    assert page == (folder / "drift.html").read_bytes()


def test_the_same_again_is_reused_and_keeps_its_place(work: Workspace) -> None:
    first = scored(work, "again", moved()).succeeded().result
    second = work.run("again", drift()).succeeded().result
    assert (second["status"], second["index"]) == ("reused", first["index"])
    entries = [json.loads(file.read_text()) for file in sorted((work.home / "state" / NAME / "drift").glob("*.json"))]
    assert [entry["run_id"] for entry in entries].count("again") == 1
    assert entries[first["index"] - 1]["verdict"] == "act"


def test_few_rows_are_undecided(work: Workspace) -> None:
    assert scored(work, "few", moved()[:20]).succeeded().result["verdict"] == "undecided"


def test_without_mlflow_the_verdict_is_there_all_the_same(work: Workspace) -> None:
    rows.write(work.home / "inbox" / "away.csv", rows.new_customers())
    for step in inference("away.csv"):
        work.run("away", step).succeeded()
    away = Workspace(work.home, work.pipelines, NAME, {"MLFLOW_TRACKING_URI": "http://127.0.0.1:9"})
    found = away.run("away", drift()).succeeded().result
    assert found["verdict"] == "stable"
    assert "what was found is not in MLflow" in found["warnings"][0]


def test_a_version_without_a_reference_is_nothing_to_do(work: Workspace) -> None:
    scored(work, "older", rows.new_customers(200)).succeeded()
    file = work.folder("older") / "model-version.json"
    chosen = json.loads(file.read_text())
    del chosen["production"]["reference_sha256"]
    file.write_text(json.dumps(chosen))
    ended = work.run("older", drift())
    assert ended.code == 99
    assert "was trained before references for drift were kept" in ended.err


def test_a_reference_that_is_none_ends_with_3(work: Workspace) -> None:
    scored(work, "broken", rows.new_customers(200)).succeeded()
    file = work.folder("broken") / "model-version.json"
    chosen = json.loads(file.read_text())
    content = b'{"format": 7}'
    sha256 = hashlib.sha256(content).hexdigest()
    (work.home / "models" / f"{sha256}.reference.json").write_bytes(content)
    chosen["production"]["reference_sha256"] = sha256
    file.write_text(json.dumps(chosen))
    ended = work.run("broken", drift())
    assert ended.code == 3
    assert "drift_reference.json: expected JSON of a DriftReference" in ended.err
