"""Versions that are tried beside production, through the real jars and a real registry."""

from __future__ import annotations

import csv
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from tests.monitoring.chain import ID, truth
from tests.support import pipelines, rows
from tests.support.jobs import Ended, Step, Workspace, inference, promotion, run_folder_name, training
from tests.support.mlflow import tags
from tests.support.mlflow_server import MlflowServer

NAME = "contested"
SHADOW = {"mode": "shadow", "arms": [{"alias": "challenger"}]}
SPLIT = {
    "mode": "split",
    "salt": "winter",
    "arms": [{"alias": "production", "weight": 50}, {"alias": "challenger", "weight": 50}],
}
MONITORING = {"minimum_positives": 20, "labels": {"due_days": 0, "late_days": 60}}
WHO = {"CHURNFLOW_APPROVED_BY": "ada"}
BEGIN = Step("promote-model", {"CHURNFLOW_ACTION": "challenge", "CHURNFLOW_REASON": "sounds good", **WHO})
END = Step("promote-model", {"CHURNFLOW_ACTION": "withdraw", "CHURNFLOW_REASON": "no better", **WHO})


@dataclass(frozen=True)
class Trial:
    """Version 1, a logistic regression, is in production; version 2, boosted trees, is its challenger."""

    work: Workspace

    def asked(self, challengers: dict[str, Any] | None) -> None:
        sections = {"challengers": challengers} if challengers else {}
        file = self.work.pipelines / f"{NAME}.yaml"
        file.unlink(missing_ok=True)
        pipelines.write(self.work.pipelines, pipelines.small(NAME, monitoring=MONITORING, **sections))

    def score(self, run_id: str, part: slice) -> Ended:
        time.sleep(1)  # batches are told apart by the second in which they were scored
        rows.write(self.work.home / "inbox" / f"{run_id}.csv", rows.new_customers()[part])
        *before, publish = inference(f"{run_id}.csv")
        for step in before:
            self.work.run(run_id, step).succeeded()
        return self.work.run(run_id, publish).succeeded()

    def file(self, run_id: str, name: str) -> Path:
        return self.work.home / "predictions" / NAME / run_folder_name(run_id) / name

    def predictions(self, run_id: str) -> list[rows.Row]:
        with self.file(run_id, "predictions.csv").open(newline="") as file:
            return list(csv.DictReader(file))

    def archived(self, run_id: str) -> Any:
        return pa.ipc.open_file(self.file(run_id, "scored.arrow")).read_pandas()

    def batch(self, run_id: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.file(run_id, "batch.json").read_text())
        return content

    def look(self, run_id: str, *batches: str) -> dict[str, Any]:
        fates = truth()
        known = [{ID: row[ID], "churn": fates[row[ID]], "batch": run} for run in batches for row in self.predictions(run)]
        rows.write(self.work.home / "inbox" / f"{run_id}.csv", known)
        self.work.run(run_id, Step("monitor-performance", {"CHURNFLOW_LABELS": f"{run_id}.csv"})).succeeded()
        folder = self.work.folder(run_id) / "monitor-performance"
        content: dict[str, Any] = json.loads((folder / "performance.json").read_text())
        return content


@pytest.fixture(scope="module")
def trial(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    folder = tmp_path_factory.mktemp("contested")
    made = Trial(Workspace(folder / "home", folder / "pipelines", NAME, server.variables()))
    made.asked(SHADOW)
    rows.write(made.work.home / "inbox" / "training.csv", rows.training(2500))
    for step in training(["logistic-regression"], "training.csv") + promotion():
        made.work.run("first", step).succeeded()
    for step in training(["gradient-boosting"], "training.csv"):
        made.work.run("second", step).succeeded()
    return made


@pytest.fixture(scope="module")
def begun(trial: Trial) -> Trial:
    """Before there is a challenger, then with one, in the shadow."""
    trial.score("before", slice(0, 200))
    trial.work.run("challenge", BEGIN).succeeded()
    trial.score("shadow", slice(0, 500))
    return trial


@pytest.fixture(scope="module")
def split(begun: Trial) -> Trial:
    """Two batches with some customers in both."""
    begun.asked(SPLIT)
    begun.score("split", slice(300, 800))
    begun.score("split again", slice(500, 1006))
    return begun


def test_an_alias_that_no_version_has_leaves_production_alone_with_a_warning(begun: Trial) -> None:
    folder = begun.work.folder("before")
    result = json.loads((folder / "publish-predictions" / "result.json").read_text())
    assert [arm["arm"] for arm in result["arms"]] == ["production"]
    assert "challengers: no version has the alias challenger" in (folder / "predict" / "1-of-1" / "result.json").read_text()


def test_the_version_says_who_made_it_the_challenger_and_why(begun: Trial, server: MlflowServer) -> None:
    assert server.client.aliases(NAME)["challenger"] == "2"
    said = tags(server.client.version(NAME, 2))
    decision = json.loads(said["churnflow.decision.1"])
    assert (decision["who"], decision["action"], decision["why"]) == ("ada", "challenge", "sounds good")
    assert said["churnflow.status"] == "challenger"


def test_in_the_shadow_production_decides_and_both_are_archived(begun: Trial) -> None:
    published = begun.predictions("shadow")
    assert {row["model_version"] for row in published} == {"1"} and "arm" not in published[0]
    kept = begun.archived("shadow")
    assert len(kept) == 2 * len(published) == 1000
    by_arm = dict(list(kept.groupby("arm", observed=True)))
    assert list(by_arm["production"]["id"]) == list(by_arm["challenger"]["id"]) == [row[ID] for row in published]
    assert list(by_arm["production"]["churn_probability"]) == [float(row["churn_probability"]) for row in published]
    arms = begun.batch("shadow")["arms"]
    assert [(arm["arm"], arm["version"], arm["count"], arm["decides"]) for arm in arms] == [
        ("production", 1, 500, True),
        ("challenger", 2, 500, False),
    ]


def test_a_split_says_arm_and_version_and_gives_a_customer_the_same_arm_again(split: Trial) -> None:
    first = {row[ID]: row for row in split.predictions("split")}
    again = {row[ID]: row for row in split.predictions("split again")}
    both = set(first) & set(again)
    assert len(both) == 300
    assert all(first[customer] == again[customer] for customer in both)
    assert {(row["arm"], row["model_version"]) for row in first.values()} == {("production", "1"), ("challenger", "2")}
    share = sum(row["arm"] == "challenger" for row in first.values()) / len(first)
    assert 0.4 < share < 0.6


def test_an_arm_of_a_split_scores_as_it_does_alone(split: Trial) -> None:
    shadow = {row.id: row.churn_probability for row in split.archived("shadow").itertuples() if row.arm == "challenger"}
    split_rows = [row for row in split.predictions("split") if row["arm"] == "challenger" and row[ID] in shadow]
    assert len(split_rows) > 50
    assert all(float(row["churn_probability"]) == shadow[row[ID]] for row in split_rows)


def test_outcomes_say_which_is_better(split: Trial) -> None:
    found = split.look("look", "shadow", "split", "split again")
    (said,) = found["challengers"]
    assert (said["arm"], said["version"], said["production_version"], said["paired"]) == ("challenger", 2, 1, False)
    assert said["batches"] == 2  # the newest batch is a split
    assert said["advice"] in ("promote", "either", "withdraw", "go_on")
    assert said["challenger"]["labelled"] + said["production"]["labelled"] == 1006
    assert {each["version"] for each in found["versions"]} == {1, 2}
    page = (split.work.folder("look") / "monitor-performance" / "performance.html").read_text()
    assert "Challengers" in page and said["reason"] in page


def test_labels_of_a_shadow_count_a_customer_once(split: Trial) -> None:
    found = split.look("look at the shadow", "shadow")
    (shadow,) = [batch for batch in found["batches"] if batch["run_id"] == "shadow"]
    assert shadow["labels"]["labelled"] == shadow["rows"] == 500
    assert [arm["labelled"] for arm in shadow["arms"]] == [500, 500]


def test_a_withdrawn_challenger_scores_no_more(split: Trial, server: MlflowServer) -> None:
    split.work.run("withdraw", END).succeeded()
    assert "challenger" not in server.client.aliases(NAME)
    assert tags(server.client.version(NAME, 2))["churnflow.status"] == "withdrawn"
    split.score("after", slice(0, 100))
    assert {row["arm"] for row in split.predictions("after")} == {"production"}


@pytest.mark.parametrize(
    ("challengers", "message"),
    [
        ({"mode": "split", "arms": [{"alias": "challenger"}]}, "arms: expected a weight for each, found challenger"),
        ({"mode": "shadow", "salt": "x", "arms": [{"alias": "challenger"}]}, "salt: expected none in the shadow, found x"),
        ({"mode": "shadow", "arms": [{"alias": "production"}]}, "arms: expected challengers only"),
    ],
)
def test_a_section_that_makes_no_sense_is_refused(tmp_path: Path, challengers: dict[str, Any], message: str) -> None:
    work = Workspace(tmp_path / "home", tmp_path / "pipelines", NAME)
    file = pipelines.write(work.pipelines, pipelines.small(NAME, challengers=challengers))
    ended = work.run("any", Step("validate-pipeline", {"CHURNFLOW_FILE": str(file)}))
    assert ended.code == 2
    assert message in ended.err
