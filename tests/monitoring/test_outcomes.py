"""Scored customers become training rows once their outcome is known, through the real jars and a real MLflow."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from churnflow_stack import past, recorded, reproduce
from churnflow_stack.rest import Rest, mlflow

from tests.monitoring.chain import ID, truth
from tests.support import pipelines, rows
from tests.support.jobs import Ended, Step, Workspace, inference, learning, promotion, run_folder_name
from tests.support.mlflow import tags
from tests.support.mlflow_server import USER, MlflowServer

NAME = "learning"
MODEL = "logistic-regression"
SCHEDULED = {"CHURNFLOW_SKIP_UNCHANGED": "true"}
OF_TRAINING = 40
"""So many customers of the training table are scored in february too."""


@dataclass(frozen=True)
class Learning:
    """Version 1 is in production; its pipeline learns from the newest two batches."""

    work: Workspace

    def train(self, run_id: str) -> None:
        for step in learning([MODEL], "training.csv", **SCHEDULED):
            self.work.run(run_id, step).succeeded()

    def begin(self, run_id: str) -> Ended:
        """Only load-data, as the schedule starts it."""
        return self.work.run(run_id, learning([MODEL], "training.csv", **SCHEDULED)[0])

    def score(self, run_id: str, table: list[rows.Row]) -> None:
        time.sleep(1)  # batches are told apart by the second in which they were scored
        rows.write(self.work.home / "inbox" / f"{run_id}.csv", table, [name for name in table[0] if name != "churn"])
        for step in inference(f"{run_id}.csv"):
            self.work.run(run_id, step).succeeded()

    def tell(self, run_id: str, table: list[rows.Row]) -> None:
        rows.write(self.work.home / "inbox" / f"{run_id}.csv", table)
        self.work.run(run_id, Step("monitor-performance", {"CHURNFLOW_LABELS": f"{run_id}.csv"})).succeeded()
        time.sleep(1)

    def archived(self, run_id: str, name: str) -> Path:
        return self.work.home / "predictions" / NAME / run_folder_name(run_id) / name

    def file(self, run_id: str, name: str) -> Path:
        return self.work.folder(run_id) / name

    def table(self, run_id: str, name: str = "add-outcomes/table.arrow") -> Any:
        return pa.ipc.open_file(self.file(run_id, name)).read_pandas().set_index(ID)

    def said(self, run_id: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.file(run_id, "add-outcomes/outcomes.json").read_text())
        return content


def february() -> list[rows.Row]:
    """Some of january's customers again, others, and some of the training table, all with a contract of two years."""
    known = [{**row, "churn": ""} for row in rows.training(OF_TRAINING)]
    return [{**row, "contract": "Two year"} for row in rows.new_customers()[200:600] + known]


@pytest.fixture(scope="module")
def made(server: MlflowServer, tmp_path_factory: pytest.TempPathFactory) -> Learning:
    folder = tmp_path_factory.mktemp("learning")
    made = Learning(Workspace(folder / "home", folder / "pipelines", NAME, server.variables()))
    content = pipelines.small(
        NAME, monitoring={"minimum_positives": 20, "labels": {"due_days": 0}}, training={"outcomes": {"batches": 2}}
    )
    pipelines.write(made.work.pipelines, content)
    rows.write(made.work.home / "inbox" / "training.csv", rows.training(2500))
    made.train("first")
    for step in promotion():
        made.work.run("first", step).succeeded()
    return made


@pytest.fixture(scope="module")
def learned(made: Learning) -> Learning:
    """Three batches, of whose customers all but some of february's are known, then a training by schedule."""
    assert made.begin("nothing new").code == 99
    made.score("january", rows.new_customers()[:400])
    assert made.begin("a batch more").code == 0
    made.score("february", february())
    made.score("march", rows.new_customers()[600:700])
    before = made.begin("before it was told")
    assert before.code == 0
    fates = truth() | {row[ID]: row["churn"] for row in rows.training(OF_TRAINING)}
    told = [
        {ID: row[ID], "churn": fates[row[ID]], "batch": run}
        for run, part in (
            ("january", rows.new_customers()[:400]),
            ("february", february()[10:]),
            ("march", rows.new_customers()[600:700]),
        )
        for row in part
    ]
    made.tell("told", told)
    made.train("second")
    return made


def test_without_past_batches_a_training_is_that_of_its_input(made: Learning) -> None:
    loaded, added = (made.file("first", f"{step}/table.arrow").read_bytes() for step in ("load-data", "add-outcomes"))
    assert loaded == added
    assert made.table("first").index.is_unique and len(made.table("first")) == 2500


def test_features_are_archived_as_a_second_name_of_the_scored_table(learned: Learning) -> None:
    archived, scored = learned.archived("february", "features.arrow"), learned.file("february", "load-data/table.arrow")
    assert archived.samefile(scored)
    said = json.loads(learned.archived("february", "batch.json").read_text())
    assert said["features"]["bytes"] == archived.stat().st_size


def test_the_training_has_the_newest_row_of_each_customer_of_the_window(learned: Learning) -> None:
    table, said = learned.table("second"), learned.said("second")
    scored = [row[ID] for row in february()]
    march = [row[ID] for row in rows.new_customers()[600:700]]
    fates = truth() | {row[ID]: row["churn"] for row in rows.training(OF_TRAINING)}
    assert table.index.is_unique
    assert set(table.index) == {row[ID] for row in rows.training(2500)} | set(scored[10:]) | set(march)
    assert set(table.loc[scored[10:], "contract"].astype(str)) == {"Two year"}
    assert list(table.loc[scored[10:] + march, "churn"].astype(str)) == [fates[each] for each in scored[10:] + march]
    assert (said["rows"], said["outcome_rows"], said["replaced"], said["unknown"]) == (
        2500 + 390 + 100, len(scored[10:]) + 100, OF_TRAINING, 10,
    )  # fmt: skip
    assert [(each["batch"], each["rows"]) for each in said["batches"]] == [
        (run_folder_name("march"), 100),
        (run_folder_name("february"), 430),
    ]


def test_what_follows_is_made_of_that_table(learned: Learning) -> None:
    parts = [learned.table("second", f"process-data/{name}.arrow") for name in ("train", "holdout")]
    pd.testing.assert_index_equal(pd.concat(parts).index.sort_values(), learned.table("second").index.sort_values())
    before = [set(learned.table("first", f"process-data/{name}.arrow").index) for name in ("train", "holdout")]
    now = [set(part.index) for part in parts]
    assert before[0] <= now[0] and before[1] <= now[1]  # nobody changes sides


def test_the_runs_record_says_which_rows_they_were(learned: Learning, server: MlflowServer) -> None:
    (parent,) = [run for run in server.client.runs(NAME) if run["info"]["run_name"] == "second"]
    params = {entry["key"]: entry["value"] for entry in parent["data"]["params"]}
    assert (params["input_rows"], params["outcome_rows"], params["outcome_batches"]) == ("2460", "530", "2")
    assert {"known-outcomes.json", "outcomes.json"} <= set(server.client.artifacts(parent["info"]["run_id"]))
    assert tags(parent)["churnflow.known_outcomes_sha256"] == learned.said("second")["known_sha256"]
    assert "530 rows of customers in 2 past batches" in tags(parent)["mlflow.note.content"]


def test_a_scheduled_training_is_skipped_until_something_becomes_known(learned: Learning) -> None:
    assert learned.begin("nothing new since").code == 99
    fates = truth()
    learned.tell("told more", [{ID: row[ID], "churn": fates[row[ID]], "batch": "february"} for row in february()[:10]])
    assert learned.begin("something new").code == 0


def test_the_same_run_again_is_reused_whatever_has_been_told_since(learned: Learning) -> None:
    again = learned.work.run("second", Step("add-outcomes")).succeeded()
    assert again.result["status"] == "reused"


def test_it_can_be_done_again_from_its_record_until_a_batch_is_gone(
    learned: Learning, server: MlflowServer, tmp_path: Path
) -> None:
    (parent,) = [run for run in server.client.runs(NAME) if run["info"]["run_name"] == "second"]
    training = recorded.read(Rest(server.url, mlflow(server.url, USER, server.password).headers), parent["info"]["run_id"])
    past.expect(training.known_outcomes, learned.work.home, NAME)
    variables = learned.work.environment("second", Step("any"))
    source = learned.work.home / "inbox" / "training.csv"
    folder = reproduce._train(training, source, tmp_path, variables, learned.work.home)
    compared = list(reproduce._compare(training, folder))
    assert len(compared) > 4 and all(before == now for _, before, now in compared)
    for name in ("table.arrow", "outcomes.json"):
        assert (folder / "add-outcomes" / name).read_bytes() == learned.file("second", f"add-outcomes/{name}").read_bytes()
    gone = learned.archived("february", "features.arrow")
    gone.rename(gone.with_suffix(".away"))
    try:
        with pytest.raises(past.DataGoneError, match=r"features\.arrow: expected the file of SHA-256 [0-9a-f]{64}"):
            past.expect(training.known_outcomes, learned.work.home, NAME)
    finally:
        gone.with_suffix(".away").rename(gone)
