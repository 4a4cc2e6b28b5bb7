"""Whole runs without servers, by `dag.test()`, with a program that notes how it was called in place of the jars."""

from __future__ import annotations

import os
import time

import pytest
import yaml
from dag_support import SAMPLE, calls, changed
from dag_support import run as run_dag


def run(kind, conf=None):
    return run_dag(f"telco_churn_{kind}", conf)


def given(home, action):
    return next(env for _, env in calls(home) if env.get("CHURNFLOW_ACTION") == action)


def test_a_training_runs_every_candidate_and_gives_each_job_its_values(home):
    hostile = f"$(touch {home}/x) \"'`{{{{ ds }}}}.sh"
    state, _ = run("training", {"input": hostile, "algorithms": ["random-forest", "logistic-regression"]})
    assert state == "success"
    made = calls(home)
    # In any order beside the others: no model waits for the profile.
    (profiled,) = [place for place, (job, _) in enumerate(made) if job == "profile-data"]
    assert profiled > 1
    made.pop(profiled)
    assert [job for job, _ in made] == [
        "load-data", "validate-data", "process-data", "train-model", "train-model", "evaluate-model", "register-model",
    ]  # fmt: skip
    assert {env["CHURNFLOW_PIPELINE"] for _, env in made} == {"telco_churn"}
    assert len({env["CHURNFLOW_RUN_ID"] for _, env in made}) == 1
    assert made[0][1]["CHURNFLOW_INPUT"] == hostile
    assert made[0][1]["CHURNFLOW_SKIP_UNCHANGED"] == "false"
    # In any order: mapped tasks run side by side.
    assert {env["CHURNFLOW_ALGORITHM"] for _, env in made[3:5]} == {"random-forest", "logistic-regression"}
    assert made[5][1]["CHURNFLOW_ALGORITHMS"] == "random-forest,logistic-regression"
    assert not (home / "x").exists()


def test_a_pipeline_that_learns_from_outcomes_adds_them_before_anything_looks_at_the_table(home, tmp_path, monkeypatch):
    folder = tmp_path / "pipelines"
    folder.mkdir()
    changed(folder, training__outcomes={"batches": 6})
    monkeypatch.setenv("CHURNFLOW_PIPELINES", str(folder))
    state, tasks = run("training", {"algorithms": ["random-forest"]})
    assert (state, tasks["add_outcomes"]) == ("success", "success")
    made = [job for job, _ in calls(home)]
    assert made[:3] == ["load-data", "validate-data", "add-outcomes"]
    assert {"profile-data", "process-data"} <= set(made[3:])


def test_a_search_in_parts_is_done_by_tasks_beside_each_other_before_the_fit(home, tmp_path, monkeypatch):
    folder = tmp_path / "pipelines"
    folder.mkdir()
    changed(folder, training__search={"trials": 8, "parts": 3})
    monkeypatch.setenv("CHURNFLOW_PIPELINES", str(folder))
    state, tasks = run("training", {"algorithms": ["random-forest", "logistic-regression"]})
    assert (state, tasks["search_1"], tasks["train_model"]) == ("success", "success", "success")
    made = [env for job, env in calls(home) if job == "train-model"]
    assert sorted((env["CHURNFLOW_SEARCH_PART"], env["CHURNFLOW_ALGORITHM"]) for env in made[:6]) == [
        (f"{part}/3", algorithm) for part in (1, 2, 3) for algorithm in ("logistic-regression", "random-forest")
    ]
    assert {(env["CHURNFLOW_SEARCH_PARTS"], env.get("CHURNFLOW_SEARCH_PART")) for env in made[6:]} == {("3", None)}


def test_nothing_to_do_skips_what_follows_and_is_no_failure(home):
    (home / "load-data.exit").write_text("99")
    state, tasks = run("training")
    assert state == "success"
    assert tasks["register_model"] == "skipped"
    assert [job for job, _ in calls(home)] == ["load-data"]


def test_refused_data_fails_the_run_at_once(home):
    (home / "validate-data.exit").write_text("3")
    state, tasks = run("training")
    assert (state, tasks["validate_data"]) == ("failed", "failed")
    assert [job for job, _ in calls(home)] == ["load-data", "validate-data"]


def test_a_profile_that_fails_holds_up_no_model_and_is_seen(home):
    (home / "profile-data.exit").write_text("3")
    state, tasks = run("training")
    assert (state, tasks["profile_data"], tasks["register_model"]) == ("failed", "failed", "success")


def test_an_undeclared_key_stops_the_run_before_any_job(home):
    state, tasks = run("training", {"algorithm": "random-forest"})
    assert (state, tasks["check_conf"]) == ("failed", "failed")
    assert calls(home) == []


def test_a_model_that_passes_the_gate_is_promoted_without_asking_and_who_has_started_the_run_is_known(home):
    state, tasks = run("promotion")
    assert (state, tasks["promote"], tasks["record_refusal"]) == ("success", "success", "skipped")
    env = given(home, "promote")
    assert (env["CHURNFLOW_CANDIDATE_VERSION"], env["CHURNFLOW_APPROVED_BY"]) == ("7", "dag_test")


@pytest.mark.parametrize("verdict", ["refused", "inconclusive"])
def test_a_model_that_does_not_is_recorded_as_refused(home, verdict):
    (home / "verdict").write_text(verdict)
    state, tasks = run("promotion")
    assert (state, tasks["promote"], tasks["record_refusal"]) == ("success", "skipped", "success")
    env = given(home, "refuse")
    assert (env["CHURNFLOW_APPROVED_BY"], env["CHURNFLOW_REASON"]) == ("gate", "measured")


def test_rollback_measures_nothing(home):
    state, _ = run("promotion", {"action": "rollback", "reason": "worse in the field"})
    assert state == "success"
    assert [env["CHURNFLOW_ACTION"] for _, env in calls(home)] == ["rollback"]
    assert given(home, "rollback")["CHURNFLOW_REASON"] == "worse in the field"


@pytest.mark.parametrize("action", ["challenge", "withdraw"])
def test_a_challenger_needs_no_gate(home, action):
    state, _ = run("promotion", {"action": action, "candidate_version": "7", "reason": "sounds good"})
    assert state == "success"
    assert [env["CHURNFLOW_ACTION"] for _, env in calls(home)] == [action]
    assert given(home, action)["CHURNFLOW_REASON"] == "sounds good"
    assert given(home, action).get("CHURNFLOW_CANDIDATE_VERSION") == ("7" if action == "challenge" else None)


def test_an_empty_inbox_is_skipped_and_no_failure(home):
    state, tasks = run("inference")
    assert (state, tasks["choose_input"], tasks["predict"]) == ("success", "skipped", "skipped")
    assert tasks["detect_drift"] == "skipped"
    assert (home / "inbox" / "telco_churn").is_dir()


def test_a_file_in_the_inbox_is_scored_once(home):
    file = home / "inbox" / "telco_churn" / "new {{ ds }} $(touch x).csv"
    file.parent.mkdir(parents=True)
    file.write_text("a\n")
    os.utime(file, (time.time() - 100, time.time() - 100))
    state, tasks = run("inference")
    assert (state, tasks["start_next_look"]) == ("success", "skipped")
    assert [job for job, _ in calls(home)] == ["load-data", "validate-data", "predict", "publish-predictions", "detect-drift"]
    assert calls(home)[0][1]["CHURNFLOW_INPUT"] == str(file)
    assert run("inference")[1]["predict"] == "skipped"


def test_an_inbox_of_more_files_than_airflow_maps_is_scored_one_a_run_and_looked_at_again(home):
    folder = home / "inbox" / "telco_churn"
    folder.mkdir(parents=True)
    for number in range(1030):
        (folder / f"{number:04}.csv").write_text(f"{number}\n")
        os.utime(folder / f"{number:04}.csv", (time.time() - 9000 + number,) * 2)
    state, tasks = run("inference")
    assert (state, tasks["predict"], tasks["start_next_look"]) == ("success", "success", "success")
    assert calls(home)[0][1]["CHURNFLOW_INPUT"] == str(folder / "0000.csv")
    assert len(list((home / "state" / "telco_churn" / "claimed").glob("*.json"))) == 1


def test_a_large_table_is_scored_in_parts_by_several_workers(home, monkeypatch):
    monkeypatch.setenv("CHURNFLOW_WORKERS", "2")
    assert run("inference", {"input": "new.csv"})[0] == "success"
    made = calls(home)
    assert sorted(env["CHURNFLOW_SHARD"] for job, env in made if job == "predict") == ["1/3", "2/3", "3/3"]
    assert [env["CHURNFLOW_SHARDS"] for job, env in made if job == "publish-predictions"] == ["3"]
    assert [job for job, _ in made[-2:]] == ["publish-predictions", "detect-drift"]


def test_drift_that_cannot_be_told_fails_no_scoring(home):
    (home / "detect-drift.exit").write_text("3")
    state, tasks = run("inference", {"input": "new.csv"})
    assert (state, tasks["predict"], tasks["detect_drift"]) == ("success", "success", "failed")


def test_scoring_that_fails_fails_the_run_and_leaves_nothing_to_compare(home):
    (home / "predict.exit").write_text("3")
    state, tasks = run("inference", {"input": "new.csv"})
    assert (state, tasks["predict"]) == ("failed", "failed")
    assert "detect-drift" not in [job for job, _ in calls(home)]


def test_outcomes_reach_the_job_as_they_were_given(home):
    hostile = f"$(touch {home}/x) \"'`{{{{ ds }}}}.csv"
    assert run("performance", {"labels": hostile})[0] == "success"
    ((job, env),) = calls(home)
    assert (job, env["CHURNFLOW_LABELS"]) == ("monitor-performance", hostile)
    assert not (home / "x").exists()


def test_without_outcomes_the_job_takes_what_is_known(home):
    assert run("performance")[0] == "success"
    assert calls(home)[0][1].get("CHURNFLOW_LABELS", "") == ""


def test_nothing_scored_yet_is_skipped_and_no_failure(home):
    (home / "monitor-performance.exit").write_text("99")
    state, tasks = run("performance")
    assert (state, tasks["monitor_performance"]) == ("success", "skipped")


def test_the_page_is_made_whether_or_not_a_training_is_due(home):
    state, tasks = run("monitoring")
    assert (state, tasks["render_monitoring"], tasks["data_drift"]) == ("success", "success", "skipped")
    ((job, env),) = calls(home)
    assert (job, env["CHURNFLOW_PIPELINE"]) == ("render-monitoring", "telco_churn")


def test_a_pipeline_that_trains_by_hand_only_has_a_page_too(home):
    text = SAMPLE.read_text(encoding="utf-8").replace("name: telco_churn\n", "name: by_hand\n")
    content = yaml.safe_load(text)
    del content["retraining"]
    (home / "pipelines").mkdir()
    (home / "pipelines" / "by_hand.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    state, tasks = run_dag("by_hand_monitoring")
    assert (state, tasks) == ("success", {"check_conf": "success", "render_monitoring": "success"})
