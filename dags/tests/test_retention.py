"""What housekeeping removes, on real folders, with an HTTP server that answers as MLflow's registry does."""

from __future__ import annotations

import base64
import os
import time

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from churnflow_dags.cleaning import DAY_SECONDS
from churnflow_dags.retention import clean_files, clean_predictions, clean_run_folders

OLD, NOW = 1_000_000.0, 2_000_000.0


def folder(home, name, age=OLD, pipeline="telco_churn"):
    place = home / "runs" / pipeline / name
    (place / "load-data").mkdir(parents=True)
    (place / "load-data" / "table.arrow").write_text("x")
    for path in (place / "load-data", place):
        os.utime(path, (age, age))
    return place


def left(home, pipeline="telco_churn"):
    return sorted(path.name for path in (home / "runs" / pipeline).iterdir())


def test_removes_old_run_folders_and_spares_those_of_models_in_use(tmp_path, registry):
    for number in (1, 2, 3, 4):
        folder(tmp_path, f"run-{number}-0123456{number}")
    folder(tmp_path, "young-89abcdef", NOW)
    assert clean_run_folders(tmp_path, "telco_churn", NOW - 1) == ["run-4-01234564"]
    assert left(tmp_path) == ["run-1-01234561", "run-2-01234562", "run-3-01234563", "young-89abcdef"]


def test_a_run_folder_in_which_a_step_was_published_lately_is_young(tmp_path, registry):
    os.utime(folder(tmp_path, "run-01234567") / "load-data", (NOW, NOW))
    assert clean_run_folders(tmp_path, "telco_churn", NOW - 1) == []


def decided(place, *actions, age):
    """The decisions that the tasks of a promotion have published in its run folder."""
    for action in actions:
        (place / "promote-model" / action).mkdir(parents=True)
        (place / "promote-model" / action / "decision.json").write_text("{}")
    for path in (place / "promote-model", place):
        os.utime(path, (age, age))


def test_a_promotion_that_waits_for_an_answer_keeps_its_run_folder(tmp_path, registry):
    now = time.time()
    lately = now - 30 * DAY_SECONDS  # no pipeline file lets a question stay open for longer
    decided(folder(tmp_path, "waits-01234567"), "gate", age=lately)
    decided(folder(tmp_path, "promoted-01234567"), "gate", "promote", age=lately)
    decided(folder(tmp_path, "refused-01234567"), "gate", "refuse", age=lately)
    decided(folder(tmp_path, "broken-01234567"), "gate", age=now - 31 * DAY_SECONDS)
    removed = clean_run_folders(tmp_path, "telco_churn", now - 7 * DAY_SECONDS)
    assert removed == ["broken-01234567", "promoted-01234567", "refused-01234567"]
    assert left(tmp_path) == ["waits-01234567"]


def test_what_is_no_run_folder_is_left_alone(tmp_path, registry):
    folder(tmp_path, "notes")
    (tmp_path / "runs" / "telco_churn" / "link-01234567").symlink_to(tmp_path)
    assert clean_run_folders(tmp_path, "telco_churn", NOW) == []
    assert left(tmp_path) == ["link-01234567", "notes"]


def test_finishes_what_a_killed_cleaning_left(tmp_path, registry):
    folder(tmp_path, ".removed-run-01234567", NOW)
    clean_run_folders(tmp_path, "telco_churn", OLD)
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ((500, {}), AirflowException),
        ((429, {}), AirflowException),
        ((401, {}), AirflowFailException),
        ((403, {}), AirflowFailException),
        ((404, {"error_code": "ENDPOINT_NOT_FOUND"}), AirflowException),
    ],
)
def test_removes_nothing_when_the_registry_gives_no_clear_answer(tmp_path, registry, error, kind):
    folder(tmp_path, "run-01234567")
    registry.error = error
    with pytest.raises(AirflowException, match=f"found {error[0]}") as raised:
        clean_run_folders(tmp_path, "telco_churn", NOW)
    assert type(raised.value) is kind
    assert left(tmp_path) == ["run-01234567"]


def test_removes_nothing_when_nobody_answers(tmp_path, registry, monkeypatch):
    folder(tmp_path, "run-01234567")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    with pytest.raises(AirflowException, match="expected an answer from MLflow"):
        clean_run_folders(tmp_path, "telco_churn", NOW)
    monkeypatch.delenv("MLFLOW_TRACKING_URI")
    with pytest.raises(AirflowFailException, match=r"expected an http\(s\) address, found ''"):
        clean_run_folders(tmp_path, "telco_churn", NOW)
    assert left(tmp_path) == ["run-01234567"]


def test_a_pipeline_that_never_registered_a_model_has_nothing_to_spare(tmp_path, registry):
    folder(tmp_path, "run-01234567", pipeline="young")
    assert clean_run_folders(tmp_path, "young", NOW) == ["run-01234567"]


def test_removes_nothing_when_the_registry_has_forgotten_a_model_that_was_registered(tmp_path, registry):
    place = folder(tmp_path, "run-01234567", pipeline="young")
    (place / "register-model").mkdir()
    (place / "register-model" / "registration.json").write_text("{}")
    with pytest.raises(AirflowFailException, match="is MLFLOW_TRACKING_URI the right server"):
        clean_run_folders(tmp_path, "young", 1e12)
    assert left(tmp_path, "young") == ["run-01234567"]


def test_shows_the_registry_its_credentials(tmp_path, registry, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_USERNAME", "jobs")
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", "pä:ss")
    folder(tmp_path, "run-01234567")
    clean_run_folders(tmp_path, "telco_churn", NOW)
    assert {base64.b64decode(seen.split()[1]).decode() for seen in registry.seen} == {"jobs:pä:ss"}


def test_removes_old_log_files(tmp_path):
    for name, age in (("dag_id=a/run/attempt=1.log", OLD), ("dag_id=b/run/attempt=1.log", NOW)):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("x")
        os.utime(file, (age, age))
    assert clean_files(tmp_path, NOW - 1) == 1
    assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.log")] == ["dag_id=b/run/attempt=1.log"]


def archived(home, batch, scored_at):
    place = home / "predictions" / "telco_churn" / batch
    place.mkdir(parents=True)
    (place / "scored.arrow").write_text("rows")
    (place / "batch.json").write_text(f'{{"scored_at": "{scored_at}"}}')
    return place


def labels(home, name, received_at):
    place = home / "labels" / "telco_churn"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.arrow").write_text("rows")
    (place / f"{name}.json").write_text(f'{{"received_at": "{received_at}"}}')
    return place


def test_removes_predictions_and_outcomes_past_their_time_and_leaves_published_files(tmp_path):
    published = archived(tmp_path, "old-01234567", "1970-01-12T13:46:40Z") / "predictions.csv"
    published.write_text("customer_id")
    bare = archived(tmp_path, "older-01234567", "1970-01-12T13:46:39Z")
    (bare / "features.arrow").write_text("customers")
    young = archived(tmp_path, "young-01234567", "1970-01-24T03:33:20Z")
    labels(tmp_path, "a" * 64, "1970-01-12T13:46:40Z")
    known = labels(tmp_path, "b" * 64, "1970-01-24T03:33:20Z")
    removed = clean_predictions(tmp_path, "telco_churn", NOW)
    assert removed == ["old-01234567", "older-01234567", "a" * 64]
    assert [path.name for path in published.parent.iterdir()] == ["predictions.csv"]
    assert not bare.exists()
    assert sorted(path.name for path in young.iterdir()) == ["batch.json", "scored.arrow"]
    assert sorted(path.name for path in known.iterdir()) == ["b" * 64 + ".arrow", "b" * 64 + ".json"]


@pytest.mark.parametrize("content", ["", "{}", '{"scored_at": 1}', '{"scored_at": "soon"}', None])
def test_rows_without_a_sound_record_go_by_when_they_were_written(tmp_path, content):
    """And keep nothing else from going: customers' data stays for nobody's broken file."""
    kept = {}
    for name, age in (("old", OLD), ("new", NOW)):
        batch = archived(tmp_path, f"{name}-01234567", "1970-01-12T13:46:39Z")
        outcomes = labels(tmp_path, name, "1970-01-12T13:46:39Z")
        for said in (batch / "batch.json", outcomes / f"{name}.json"):
            said.unlink() if content is None else said.write_text(content)
        for file in (*batch.iterdir(), *outcomes.glob(f"{name}.*")):
            os.utime(file, (age, age))
        kept[name] = [*batch.iterdir(), *outcomes.glob(f"{name}.*")]
    archived(tmp_path, "sound-01234567", "1970-01-12T13:46:40Z")
    assert clean_predictions(tmp_path, "telco_churn", NOW) == ["old-01234567", "sound-01234567", "old"]
    assert not any(file.exists() for file in kept["old"]) and all(file.exists() for file in kept["new"])


def test_a_pipeline_without_predictions_has_none_to_remove(tmp_path):
    assert clean_predictions(tmp_path, "telco_churn", NOW) == []
