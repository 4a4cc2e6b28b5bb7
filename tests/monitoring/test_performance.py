"""Predictions held against outcomes through the real jars: numbers as scikit-learn has them, odd outcomes, MLflow."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from sklearn import metrics as sk  # type: ignore[import-untyped]

from tests.monitoring.chain import BATCHES, ID, NAME, Watched
from tests.support import pipelines
from tests.support.jobs import Step, run_folder_name
from tests.support.mlflow import tags
from tests.support.mlflow_server import MlflowServer

MONITORING = {
    "minimum_positives": 20,
    "labels": {"due_days": 0, "late_days": 60},
    "bound": {"metric": "pr_auc", "minimum": 0.3, "estimated": False},
}
AWAY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def scored(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    return Watched.made(tmp_path_factory.mktemp("watched"), MONITORING, **server.variables())


@pytest.fixture(scope="module")
def looked(scored: Watched) -> dict[str, Any]:
    """After outcomes of two of three batches."""
    known = scored.known("january") + scored.known("february")
    scored.look("first look", scored.labels("known", known)).succeeded()
    return scored.found("first look")


@pytest.fixture
def copy(scored: Watched, tmp_path: Path) -> Watched:
    """A volume of its own, in which nothing is known yet, and no MLflow."""
    shutil.copytree(scored.work.home, tmp_path / "home", ignore=shutil.ignore_patterns("labels", "first look*", "known.csv"))
    shutil.copytree(scored.work.pipelines, tmp_path / "pipelines")
    return Watched(type(scored.work)(tmp_path / "home", tmp_path / "pipelines", NAME))


def batch(found: dict[str, Any], run_id: str) -> dict[str, Any]:
    (one,) = [batch for batch in found["batches"] if batch["run_id"] == run_id]
    return dict(one)


def test_predictions_are_archived_with_nothing_of_the_customer_but_the_id(scored: Watched) -> None:
    table = pa.ipc.open_file(scored.archived("january") / "scored.arrow").read_pandas()
    assert list(table) == ["id", "churn_probability", "churn", "arm"]
    published = pd.DataFrame(scored.predictions("january"))
    assert list(table["id"]) == list(published[ID])
    assert np.array_equal(table["churn_probability"], published["churn_probability"].astype(float))
    assert np.array_equal(table["churn"], published["churn"] == "Yes")
    assert set(table["arm"]) == {"production"}


@pytest.mark.parametrize("run_id", ["january", "february"])
def test_realised_metrics_are_scikit_learns(scored: Watched, looked: dict[str, Any], run_id: str) -> None:
    table = pd.DataFrame(scored.predictions(run_id)).merge(
        pd.DataFrame(scored.known(run_id)).rename(columns={"churn": "fate"}), on=ID
    )
    left, called = (table["fate"] == "Yes").astype(int), (table["churn"] == "Yes").astype(int)
    probability = table["churn_probability"].astype(float)
    expected = {
        "precision": sk.precision_score(left, called), "recall": sk.recall_score(left, called),
        "f1": sk.f1_score(left, called), "accuracy": sk.accuracy_score(left, called),
        "roc_auc": sk.roc_auc_score(left, probability), "pr_auc": sk.average_precision_score(left, probability),
        "brier": sk.brier_score_loss(left, probability), "log_loss": sk.log_loss(left, probability),
    }  # fmt: skip
    found = batch(looked, run_id)
    assert found["state"] == "measured"
    assert found["labels"]["labelled"] == len(table) and found["labels"]["positives"] == left.sum()
    assert set(found["realised"]) == set(expected)
    for name, value in expected.items():
        assert found["realised"][name]["value"] == pytest.approx(value, abs=1e-12), name
        assert found["realised"][name]["low"] < value < found["realised"][name]["high"], name


def test_a_version_is_measured_over_all_its_batches(scored: Watched, looked: dict[str, Any]) -> None:
    (version,) = looked["versions"]
    table = pd.DataFrame(scored.predictions("january") + scored.predictions("february"))
    fates = pd.DataFrame(scored.known("january") + scored.known("february"))
    left = (table.merge(fates, on=ID)["churn_y"] == "Yes").astype(int)
    assert (version["version"], version["batches"], version["labelled"]) == (4, 2, len(table))
    found = version["realised"]["roc_auc"]["value"]
    assert found == pytest.approx(sk.roc_auc_score(left, table["churn_probability"].astype(float)), abs=1e-12)


def test_a_batch_without_outcomes_is_estimated_from_its_probabilities(scored: Watched, looked: dict[str, Any]) -> None:
    table = pd.DataFrame(scored.predictions("march"))
    probability, called = table["churn_probability"].astype(float), table["churn"] == "Yes"
    right = probability[called].sum()
    found = batch(looked, "march")
    assert (found["state"], found["realised"], found["verdict"]) == ("too_few", {}, "unknown")
    assert found["labels"]["missing"] == len(table)
    estimated = found["estimated"]
    assert estimated["precision"]["value"] == pytest.approx(right / called.sum(), abs=1e-12)
    assert estimated["recall"]["value"] == pytest.approx(right / probability.sum(), abs=1e-12)
    assert estimated["brier"]["value"] == pytest.approx((probability * (1 - probability)).mean(), abs=1e-12)
    assert all(one["low"] < one["high"] for one in estimated.values())


def test_the_verdict_is_on_the_version_in_use_by_its_newest_measured_batch(scored: Watched, looked: dict[str, Any]) -> None:
    assert looked["verdict"] == "ok"
    assert looked["reason"].startswith(f"PR-AUC, realised of batch {run_folder_name('february')} (version 4): ")
    assert [one["run_id"] for one in looked["batches"]] == list(reversed(BATCHES))


def test_the_run_in_mlflow_has_a_point_for_each_batch(scored: Watched, server: MlflowServer, looked: dict[str, Any]) -> None:
    (run,) = server.client.runs(f"{NAME}-monitoring")
    assert (run["info"]["run_name"], run["info"]["status"]) == ("performance of first look", "FINISHED")
    assert tags(run)["churnflow.verdict"] == "ok"
    assert set(server.client.artifacts(run["info"]["run_id"])) == {"performance.html", "performance.json"}
    for name, steps in (("estimated_pr_auc", [0, 1, 2]), ("realised_pr_auc", [0, 1]), ("realised_pr_auc_low", [0, 1])):
        history = server.client.get("metrics/get-history", run_id=run["info"]["run_id"], metric_key=name)["metrics"]
        assert [point.get("step", 0) for point in history] == steps, name
        values = [batch(looked, each)[name.split("_")[0]]["pr_auc"] for each in list(BATCHES)[: len(steps)]]
        part = "low" if name.endswith("_low") else "value"
        assert [point["value"] for point in history] == pytest.approx([value[part] for value in values])


def test_the_same_again_is_reused_and_a_later_run_knows_the_outcomes(scored: Watched, looked: dict[str, Any]) -> None:
    before = scored.file("first look", "performance.json").read_bytes()
    assert scored.look("first look", "known.csv").succeeded().result["status"] == "reused"
    assert scored.file("first look", "performance.json").read_bytes() == before
    later = scored.look("second look").succeeded()
    assert later.result["status"] == "done" and later.result["measured"] == 2
    found = scored.found("second look")
    assert [one["realised"] for one in found["batches"]] == [one["realised"] for one in looked["batches"]]


def test_the_report_is_one_file_that_names_no_customer(scored: Watched, looked: dict[str, Any]) -> None:
    page = scored.file("first look", "performance.html").read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert re.findall(r"https?:|url\(|@import|<(?:script|link|img|iframe|object|embed)\b|src=", page) == []
    assert "Good enough: " in page and "PR-AUC from batch to batch" in page
    for text in (page, scored.file("first look", "performance.json").read_text()):
        assert not re.search(r"\bC0\d{4}\b", text)


def test_what_is_odd_of_outcomes_is_counted(copy: Watched) -> None:
    known = copy.known("january")
    other = {"Yes": "No", "No": "Yes"}
    odd = [
        {**known[0], "churn": other[known[0]["churn"]]},
        known[1],
        {**known[2], ID: "nobody"},
        {**known[3], "batch": "december"},
        {**known[4], ID: "nobody either", "batch": ""},
        {**known[5], ID: "not known yet", "churn": ""},
    ]
    ended = copy.look("look", copy.labels("odd", known + odd)).succeeded()
    assert "what was found is not in MLflow" not in ended.err
    found = copy.found("look")
    counts = batch(found, "january")["labels"]
    assert counts == {
        "labelled": 499, "positives": sum(row["churn"] == "Yes" for row in known[1:]), "missing": 0, "contradicting": 1,
        "late": 0, "early": 0, "duplicates": 1, "unknown_ids": 1,
    }  # fmt: skip
    assert (found["unknown_batches"], found["unknown_ids"], found["unlabelled"]) == (1, 1, 1)
    contradicting, unknown = [warning for warning in ended.result["warnings"] if warning.startswith("outcomes: ")]
    assert "found 1 who are said to have left and to have stayed" in contradicting
    assert "found 2 of ids that no batch has scored which was due when they came" in unknown
    assert "and 1 of batches that are not archived" in unknown


def test_a_file_that_says_of_no_outcome_is_told_of(copy: Watched) -> None:
    (copy.work.home / "inbox" / "header.csv").write_text(f"{ID},churn\n")
    ended = copy.look("look", "header.csv").succeeded()
    assert any("header.csv: expected outcomes, found none in its rows" in warning for warning in ended.result["warnings"])
    assert ended.result["measured"] == 0


def test_without_a_column_of_batches_outcomes_find_theirs(copy: Watched) -> None:
    known = copy.known("january") + copy.known("march")
    copy.look("look", copy.labels("plain", known, [ID, "churn"])).succeeded()
    found = copy.found("look")
    assert [batch(found, each)["labels"]["labelled"] for each in BATCHES] == [500, 0, 106]


def changed(copy: Watched, **monitoring: Any) -> None:
    file = copy.work.pipelines / f"{NAME}.yaml"
    content = pipelines.small(NAME, monitoring={**MONITORING, **monitoring})
    file.unlink()
    pipelines.write(copy.work.pipelines, content)


def test_below_the_bound_is_said_and_is_no_failure(copy: Watched) -> None:
    changed(copy, bound={"metric": "pr_auc", "minimum": 0.95, "estimated": True})
    ended = copy.look("estimated").succeeded()
    assert ended.result["verdict"] == "below"
    assert ended.result["reason"].startswith(f"PR-AUC, estimated of batch {run_folder_name('march')} (version 4): ")
    ended = copy.look("look", copy.labels("known", copy.known("march"))).succeeded()
    assert ended.result["verdict"] == "below"
    assert "all of it worse than the bound of 0.950" in ended.result["reason"]
    kept = sorted((copy.work.home / "state" / NAME / "performance").iterdir())
    last = json.loads(kept[-1].read_text())
    assert (last["run_id"], last["verdict"], last["model_version"]) == ("look", "below", 4)
    assert "Not good enough, train again: " in copy.file("look", "performance.html").read_text()


def test_a_batch_that_is_not_due_is_awaited_whatever_is_said_of_it(copy: Watched) -> None:
    changed(copy, labels={"due_days": 30})
    copy.look("look", copy.labels("known", copy.known("march"))).succeeded()
    found = batch(copy.found("look"), "march")
    assert (found["state"], found["realised"], found["labels"]["early"]) == ("awaited", {}, 106)
    assert copy.found("look")["verdict"] == "unknown"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("customer_id,churn\nC1,perhaps\n", "line 2, column churn: expected 'Yes', 'No' or nothing, found 'perhaps'"),
        ("customer_id,churn\n,Yes\n", "line 2, column customer_id: expected an id, found nothing"),
        ("customer,churn\nC1,Yes\n", "line 1: expected the column customer_id once, found none"),
        ("", "expected a header and rows, found an empty file"),
    ],
)
def test_a_bad_file_ends_with_3_and_nothing_of_it_is_kept(copy: Watched, text: str, message: str) -> None:
    (copy.work.home / "inbox" / "bad.csv").write_text(text)
    ended = copy.look("look", "bad.csv")
    assert ended.code == 3
    assert message in ended.err and ended.err.count("\n") == 1
    assert not (copy.work.home / "labels").exists()
    assert copy.look("look").succeeded().result["measured"] == 0


def test_a_damaged_batch_is_left_out_with_a_warning(copy: Watched) -> None:
    (copy.archived("february") / "scored.arrow").write_bytes(b"damaged")
    ended = copy.look("look", copy.labels("known", copy.known("march"))).succeeded()
    assert ended.result["unreadable"] == 1
    assert re.search(r"warning: batch left out: .*scored\.arrow: expected SHA-256", ended.err)
    assert copy.found("look")["unreadable"] == [run_folder_name("february")]
    assert copy.found("look")["withheld_outcomes"] == 0


@pytest.mark.parametrize("content", ["", "{}", '{"batch": "x"}', '{"batch', "[1]", "null"])
def test_a_damaged_record_stops_neither_looks_nor_the_page(copy: Watched, content: str) -> None:
    """Of a batch, of outcomes, of a verdict: it is left out and told of until the same is written again."""
    known = copy.labels("known", copy.known("january"))
    copy.look("before", known).succeeded()
    copy.look("before too").succeeded()
    state = copy.work.home / "state" / NAME
    damaged = [copy.archived("february") / "batch.json", state / "performance" / "00000001.json"]
    damaged += sorted((copy.work.home / "labels" / NAME).glob("*.json"))
    scored = (copy.archived("february") / "batch.json").read_bytes()
    for file in damaged:
        file.write_text(content)
    ended = copy.look("look", known).succeeded()
    page = copy.work.run("page", Step("render-monitoring", {"MLFLOW_TRACKING_URI": AWAY})).succeeded()
    for file, told in zip(damaged, (ended, page, ended), strict=True):
        (warning,) = [line for line in told.err.splitlines() if str(file) in line]
        assert "warning: " in warning and "damaged" in warning and "fasterxml" not in warning
    found = copy.found("look")
    assert [one["run_id"] for one in found["batches"]] == ["march", "january"]
    assert batch(found, "january")["labels"]["labelled"] == 500
    assert found["unreadable"] == [run_folder_name("february")]
    copy.work.run("february", Step("publish-predictions")).succeeded()
    assert (copy.archived("february") / "batch.json").read_bytes() == scored
    again = copy.look("again").succeeded()
    assert len(copy.found("again")["batches"]) == 3
    assert not any("labels" in line or "batch.json" in line for line in again.err.splitlines())


def test_outcomes_of_a_damaged_batch_are_given_to_no_older_one(copy: Watched) -> None:
    known = copy.known("february") + copy.known("january")[:50]
    (copy.archived("february") / "scored.arrow").write_bytes(b"damaged")
    ended = copy.look("look", copy.labels("plain", known, [ID, "churn"])).succeeded()
    assert f"are not used: {len(known)}" in ended.err
    found = copy.found("look")
    assert (found["withheld_outcomes"], found["unknown_ids"]) == (len(known), 0)
    assert batch(found, "january")["labels"]["labelled"] == 0


def test_outcomes_that_name_no_batch_may_be_a_damaged_ones(copy: Watched) -> None:
    """Neither when it was scored nor whom it has is known where what says so is damaged."""
    known = copy.known("february") + copy.known("january")[:50]
    (copy.archived("february") / "batch.json").write_text("{}")
    ended = copy.look("look", copy.labels("plain", known, [ID, "churn"])).succeeded()
    assert f"may be about a damaged one, and are not used: {len(known)}" in ended.err
    found = copy.found("look")
    assert (found["withheld_outcomes"], found["unknown_ids"]) == (len(known), 0)
    assert batch(found, "january")["labels"]["labelled"] == 0


def test_mlflow_being_away_is_a_warning(copy: Watched) -> None:
    away = Watched(type(copy.work)(copy.work.home, copy.work.pipelines, NAME, {"MLFLOW_TRACKING_URI": AWAY}))
    ended = away.look("look").succeeded()
    assert "what was found is not in MLflow" in ended.err
    assert any("not in MLflow" in warning for warning in ended.result["warnings"])


def test_without_predictions_there_is_nothing_to_do(copy: Watched) -> None:
    shutil.rmtree(copy.work.home / "predictions")
    assert copy.look("look").code == 99


def test_a_repeated_scoring_changes_no_byte_of_the_archive(copy: Watched) -> None:
    before = {file.name: file.read_bytes() for file in copy.archived("march").iterdir()}
    for job in ("predict", "publish-predictions"):
        shutil.rmtree(copy.work.folder("march") / job)
        copy.work.run("march", Step(job)).succeeded()
    assert {file.name: file.read_bytes() for file in copy.archived("march").iterdir()} == before
