"""A training through REST, the promotion that its asset event starts, a scoring: what they leave."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import mlflow.pyfunc
import pandas as pd  # type: ignore[import-untyped]
import pytest

from tests.live.runs import Trained
from tests.support import rows, scoring
from tests.support.mlflow import is_training, metrics, params, tags
from tests.support.places import DATA, ROOT
from tests.support.stack import Stack

NAME = "telco_churn"
ALGORITHMS = ["logistic-regression", "random-forest", "gradient-boosting"]
MEASURES = ["precision", "recall", "f1", "roc_auc", "pr_auc", "log_loss", "brier", "accuracy"]
PLOTS = {f"evaluation/{name}.svg" for name in ("confusion_matrix", "roc", "precision_recall")}
HEADER = ["customer_id", "churn_probability", "churn", "model_version", "reason_1", "reason_2", "reason_3"]


def nested(stack: Stack, trained: Trained) -> dict[str, dict[str, Any]]:
    """The candidates' runs by algorithm."""
    parent = parent_run(stack, trained)["info"]["run_id"]
    found = stack.mlflow.runs(NAME, "mlflow.parentRunId", parent)
    return {run["info"]["run_name"]: run for run in found}


def parent_run(stack: Stack, trained: Trained) -> dict[str, Any]:
    runs = stack.mlflow.runs(NAME, "churnflow.airflow.run_id", trained.run_id)
    found = [run for run in runs if is_training(run)]
    assert len(found) == 1, [run["info"] for run in found]
    return found[0]


def test_the_profile_of_the_table_is_a_finished_run_of_its_own(stack: Stack, trained: Trained) -> None:
    told = stack.airflow.xcom(trained.dag, trained.run_id, "profile_data")
    assert told["rows"] == len(rows.training())
    runs = stack.mlflow.runs(NAME, "churnflow.airflow.run_id", trained.run_id)
    (run,) = [run for run in runs if run["info"]["run_id"] == told["run_id"]]
    assert run["info"]["status"] == "FINISHED"
    assert set(stack.mlflow.artifacts(told["run_id"])) == {"profile.html", "profile.json"}


def logged(stack: Stack, run: dict[str, Any]) -> dict[str, Any]:
    """The model that a candidate's run has made."""
    found = [model for model in stack.mlflow.models(NAME) if model["source_run_id"] == run["info"]["run_id"]]
    assert len(found) == 1, found
    return found[0]


def test_every_task_of_the_training_succeeds_at_its_first_try(stack: Stack, trained: Trained) -> None:
    tasks = stack.airflow.tasks(trained.dag, trained.run_id)
    assert {task["state"] for task in tasks} == {"success"}
    assert {task["try_number"] for task in tasks} == {1}
    assert sum(task["task_id"] == "train_model" for task in tasks) == len(ALGORITHMS)


def test_the_tasks_results_tell_what_each_job_did(stack: Stack, trained: Trained) -> None:
    loaded = stack.airflow.xcom(trained.dag, trained.run_id, "load_data")
    assert loaded["rows"] == len(rows.training())
    assert len(loaded["input_sha256"]) == 64
    split = stack.airflow.xcom(trained.dag, trained.run_id, "process_data")
    assert split["training_rows"] + split["holdout_rows"] == loaded["rows"]
    evaluated = stack.airflow.xcom(trained.dag, trained.run_id, "evaluate_model")
    assert sorted(evaluated["runs"]) == sorted(ALGORITHMS)
    assert evaluated["winner"] in ALGORITHMS
    for index in range(len(ALGORITHMS)):
        mapped = stack.airflow.xcom(trained.dag, trained.run_id, "train_model", index=index)
        assert mapped["algorithm"] in ALGORITHMS
        assert 0 < mapped["threshold"] < 1


def test_one_parent_run_and_one_nested_run_a_candidate_are_finished(stack: Stack, trained: Trained) -> None:
    parent = parent_run(stack, trained)
    assert parent["info"]["run_name"] == trained.run_id
    candidates = nested(stack, trained)
    assert sorted(candidates) == sorted(ALGORITHMS)
    assert {run["info"]["status"] for run in [parent, *candidates.values()]} == {"FINISHED"}
    assert [name for name, run in candidates.items() if tags(run).get("churnflow.winner") == "true"] == [trained.winner]
    report = stack.run_folder(NAME, trained.run_id) / "evaluate-model" / "report.html"
    assert stack.mlflow.download(parent, "report.html") == report.read_bytes()
    for name, run in candidates.items():
        place = "the winner" if name == trained.winner else "number "
        assert tags(run)["mlflow.note.content"].startswith(f"**{name}**, {place}"), name
        for part in ("PR-AUC: ", "Search: ", "Calibration: ", "Threshold: "):
            assert f"\n- {part}" in tags(run)["mlflow.note.content"], name


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_candidates_run_holds_everything_that_was_learned(stack: Stack, trained: Trained, algorithm: str) -> None:
    run = nested(stack, trained)[algorithm]
    measured = metrics(run)
    assert {f"{side}_{m}" for side in ("oof", "holdout") for m in MEASURES} <= measured.keys()
    assert 0.80 < measured["holdout_roc_auc"] < 0.88
    assert len(params(run)) >= 2
    files = set(stack.mlflow.artifacts(run["info"]["run_id"]))
    assert {"training_ids.bin", "trials.json", "evaluation/evaluation.json"} <= files
    assert files >= PLOTS
    for plot in PLOTS:
        assert stack.mlflow.download(run, plot).startswith(b"<svg ")
    inputs = run["inputs"]["dataset_inputs"]
    assert inputs and all(entry["dataset"]["digest"] and entry["dataset"]["schema"] for entry in inputs)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_candidates_model_is_linked_to_run_metrics_and_tables(stack: Stack, trained: Trained, algorithm: str) -> None:
    run = nested(stack, trained)[algorithm]
    model = logged(stack, run)
    assert model["status"] == "LOGGED_MODEL_READY"
    assert [entry["model_id"] for entry in run["outputs"]["model_outputs"]] == [model["model_id"]]
    assert set(stack.mlflow.files(model)) >= {"MLmodel", "model.onnx", "code/churnflow_loader.py", "requirements.txt"}
    described = stack.mlflow.get("logged-models/" + model["model_id"])["model"]
    measured = {metric["key"]: metric for metric in described["data"]["metrics"]}
    assert {key: metric["value"] for key, metric in measured.items()} == metrics(run)
    tables = {entry["dataset"]["name"]: entry["dataset"]["digest"] for entry in run["inputs"]["dataset_inputs"]}
    assert measured["holdout_roc_auc"]["dataset_digest"] == tables["holdout"]
    assert measured["oof_roc_auc"]["dataset_digest"] == tables["train"]


def test_tags_lead_back_to_airflow_and_to_the_commit(stack: Stack, trained: Trained) -> None:
    for run in [parent_run(stack, trained), *nested(stack, trained).values()]:
        found = tags(run)
        assert found["churnflow.airflow.dag_id"] == trained.dag
        assert found["churnflow.airflow.run_id"] == trained.run_id
        assert found["churnflow.airflow.task_id"]
        assert found["churnflow.airflow.try_number"] == "1"
        assert found["churnflow.commit"]
        assert found["mlflow.source.git.commit"]


def test_the_promotion_was_started_by_the_asset_event(stack: Stack, trained: Trained) -> None:
    assert trained.promotion["run_type"] == "asset_triggered"
    assert trained.promotion["state"] == "success"
    decided = stack.airflow.xcom(f"{NAME}_promotion", trained.promotion["dag_run_id"], "promote")
    assert decided["verdict"] == "passed"
    assert str(decided["production_version"]) == str(trained.version)


def test_the_registry_has_the_winner_in_production_and_no_second_version(stack: Stack, trained: Trained) -> None:
    of_run = [
        version for version in stack.mlflow.versions(NAME) if f"/{trained.run_id}/" in tags(version)["churnflow.step_key"]
    ]
    assert [version["version"] for version in of_run] == [str(trained.version)]
    found = tags(stack.mlflow.version(NAME, trained.version))
    assert found["churnflow.algorithm"] == trained.winner
    assert found["churnflow.status"] == "production"
    run = nested(stack, trained)[trained.winner]
    model = stack.mlflow.download(logged(stack, run), "model.onnx")
    assert found["churnflow.threshold"] == params(run)["threshold"] == scoring.metadata(model)["churnflow.threshold"]
    card = stack.mlflow.version(NAME, trained.version)["description"]
    assert f"at least **{float(found['churnflow.threshold']):.4f}**" in card
    assert found["churnflow.decision.1"]
    aliases = stack.mlflow.aliases(NAME)
    assert aliases["production"] == str(trained.version)
    assert "staging" not in aliases
    assert stack.mlflow.version(NAME, trained.version)["current_stage"] == "Production"


def test_the_predictions_keep_rows_and_order_and_equal_onnxruntimes(stack: Stack, trained: Trained, scored: str) -> None:
    with stack.predictions(NAME, scored).open(newline="") as source:
        reader = csv.DictReader(source)
        predicted = list(reader)
        assert reader.fieldnames == HEADER
    customers = rows.new_customers()
    assert [row["customer_id"] for row in predicted] == [row["customer_id"] for row in customers]
    assert {row["model_version"] for row in predicted} == {str(trained.version)}
    model = stack.mlflow.download(logged(stack, nested(stack, trained)[trained.winner]), "model.onnx")
    expected = scoring.probabilities(model, customers)
    threshold = float(scoring.metadata(model)["churnflow.threshold"])
    assert any(row["reason_1"] == "Month-to-month contract" for row in predicted)
    for row, probability in zip(predicted, expected, strict=True):
        assert abs(float(row["churn_probability"]) - probability) <= 1e-9, row
        assert row["churn"] == ("Yes" if float(row["churn_probability"]) >= threshold else "No"), row


def test_the_batch_was_held_against_what_the_model_was_trained_on(stack: Stack, trained: Trained, scored: str) -> None:
    found = stack.airflow.xcom(f"{NAME}_inference", scored, "detect_drift")
    assert found["verdict"] == "stable", found
    assert str(found["model_version"]) == trained.version
    verdict = json.loads((stack.home / found["path"] / "drift.json").read_text())
    assert verdict["rows"] == found["rows"] > 1000
    assert len(verdict["columns"]) == 19
    series = next(
        run for run in stack.mlflow.runs(f"{NAME}-monitoring") if run["info"]["run_name"] == f"version {trained.version}"
    )
    assert metrics(series)["score_effect"] == found["score_effect"]
    assert stack.mlflow.download(series, f"batches/{found['index']:08d}/drift.html").startswith(b"<!doctype html>")


def test_a_python_user_gets_the_predictions_of_the_jars(
    stack: Stack, trained: Trained, scored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_USERNAME", stack.mlflow.user)
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", stack.mlflow.password)
    mlflow.set_tracking_uri(stack.mlflow.url)
    model = mlflow.pyfunc.load_model(f"models:/{NAME}@production")
    found = model.predict(pd.read_csv(DATA / "telco_new_customers.csv"))
    with stack.predictions(NAME, scored).open(newline="") as source:
        predicted = list(csv.DictReader(source))
    assert stack.mlflow.version(NAME, trained.version)["source"] == f"models:/{model.metadata.model_id}"
    worst = max(abs(float(row["churn_probability"]) - p) for row, p in zip(predicted, found["churn_probability"], strict=True))
    assert worst <= 1e-9
    assert ["Yes" if leaves else "No" for leaves in found["churn_predicted"]] == [row["churn"] for row in predicted]


def test_make_reproduce_gives_the_same_again(stack: Stack, trained: Trained) -> None:
    candidate = nested(stack, trained)[trained.winner]["info"]["run_id"]
    said = stack.make("reproduce", f"RUN={candidate}")
    assert said.strip().endswith("\nidentical"), said
    for algorithm in ALGORITHMS:
        assert f"{algorithm}: model" in said


def test_reproduce_names_the_digest_of_data_that_is_gone(stack: Stack, trained: Trained, tmp_path: Path) -> None:
    run = parent_run(stack, trained)
    ended = subprocess.run(
        [ROOT / ".venv/airflow/bin/python", ROOT / "airflow/bin/stack.py", "reproduce", "--run", run["info"]["run_id"]],
        env=os.environ | stack.variables | {"CHURNFLOW_INPUT_ROOTS": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 2, ended
    assert tags(run)["churnflow.input_sha256"] in ended.stderr


def test_make_score_scores_a_file_and_says_where(stack: Stack, trained: Trained) -> None:
    rows.write(stack.inbox / "by hand" / "it's $(mine).csv", rows.new_customers(7))
    said = stack.make("score", "INPUT=by hand/it's $$(mine).csv")  # make's own escape of a dollar
    path = next(line.removeprefix("predictions").strip() for line in said.splitlines() if line.startswith("predictions"))
    with Path(path).open(newline="") as source:
        assert [row["customer_id"] for row in csv.DictReader(source)] == [row["customer_id"] for row in rows.new_customers(7)]


def test_make_logs_shows_one_component(stack: Stack) -> None:
    said = stack.make("logs", "C=mlflow")
    assert "mlflow" in said and "scheduler" not in said


def test_a_manual_training_always_trains(stack: Stack, trained: Trained) -> None:
    """The same data again: another version, and production moves on to it or stays, but never disappears."""
    run_id = stack.airflow.trigger(trained.dag, {"algorithms": ["logistic-regression"]})
    assert stack.airflow.wait(trained.dag, run_id)["state"] == "success"
    registered = stack.airflow.xcom(trained.dag, run_id, "register_model")
    assert int(registered["version"]) > int(trained.version)
    stack.promotion_of(NAME, run_id)
    assert "production" in stack.mlflow.aliases(NAME)
    version = stack.mlflow.version(NAME, registered["version"])
    same = [other for other in stack.mlflow.versions(NAME) if holdout(other) == holdout(version)]
    uses = [int(other["version"]) <= int(version["version"]) for other in same].count(True)
    assert tags(version)["churnflow.holdout_uses"] == str(uses)
    assert uses >= 2
    assert f"{uses} versions have been measured on this hold-out" in version["description"]


def holdout(version: dict[str, Any]) -> str:
    """The digest of the rows that a version was measured on."""
    return tags(version)["churnflow.holdout_sha256"]
