"""The leak of the case study cannot come in unseen: copies of customers' rows, and a column that is derived from the target.

The Telco table through the real jars, up to the report that evaluate-model writes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from tests.support import pipelines, rows
from tests.support.jobs import Ended, Workspace, training
from tests.support.mlflow_server import MlflowServer

ALGORITHM = "random-forest"
COPIES = 2


@dataclass(frozen=True)
class Trained:
    """A training: how each job ended, and what it left."""

    folder: Path
    ended: dict[str, Ended]

    def json(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / path).read_text())
        return found

    def table(self, side: str) -> set[tuple[Any, ...]]:
        """The distinct rows of a side, without their ids."""
        with pa.memory_map(str(self.folder / "process-data" / f"{side}.arrow")) as file:
            table = pa.ipc.open_file(file).read_all().drop_columns(["customer_id", "churn"])
        return {tuple(row.values()) for row in table.to_pylist()}

    @property
    def cautions(self) -> list[str]:
        """The first lines of the report, as it shows them."""
        page = (self.folder / "evaluate-model" / "report.html").read_text()
        care = page[page.index('class="care"') :]
        return [line.replace("&#39;", "'") for line in re.findall(r"<li>(.*?)</li>", care[: care.index("</ul>")])]


def trained(server: MlflowServer, folder: Path, table: list[rows.Row], *columns: dict[str, str]) -> Trained:
    content = pipelines.small("leaks", split={"salt": "telco-churn-1"})
    content["contract"]["columns"] += columns
    content["training"]["models"] = [{"algorithm": ALGORITHM, "parameters": {"trees": 60, "min_leaf": 1}}]
    pipelines.write(folder / "pipelines", content)
    work = Workspace(folder / "home", folder / "pipelines", "leaks", server.variables())
    rows.write(work.home / "inbox" / "training.csv", table)
    steps = training([ALGORITHM], "training.csv")[:-1]
    return Trained(work.folder("run"), {step.job: work.run("run", step).succeeded() for step in steps})


def oversampled() -> list[rows.Row]:
    """Each customer who left stands three times, the copies under ids of their own."""
    table = rows.training()
    leavers = [row for row in table if row["churn"] == "Yes"]
    return table + [{**row, "customer_id": f"{row['customer_id']}-{copy}"} for copy in range(COPIES) for row in leavers]


def test_copied_rows_are_reported_and_measure_no_model_that_has_seen_them(server: MlflowServer, tmp_path: Path) -> None:
    honest = trained(server, tmp_path / "honest", rows.training())
    spoiled = trained(server, tmp_path / "spoiled", oversampled())

    assert not honest.json("process-data/split.json")["copies_together"]
    split = spoiled.json("process-data/split.json")
    assert split["copies_together"]
    assert split["holdout_copies"] > split["holdout_rows"] / 4
    assert not spoiled.table("train") & spoiled.table("holdout")
    warned = spoiled.ended["process-data"].err
    assert re.search(r"warning: \d+ of \d+ hold-out rows have the same features as a training row: a model would", warned)
    assert "process-data: warning" not in honest.ended["process-data"].err

    leaks = spoiled.json(f"train-model/{ALGORITHM}/training.json")["leaks"]
    assert leaks["kept_together"]
    assert leaks["duplicate_rows"] > split["training_rows"] / 4
    assert "equal rows are now in one fold" in spoiled.ended["train-model"].err

    (caution,) = [line for line in spoiled.cautions if "copied rows" in line]
    assert caution.startswith(f"The table holds copied rows: {split['holdout_copies']} hold-out rows had the same features")
    assert caution in spoiled.json("evaluate-model/evaluation.json")["cautions"]
    assert not any("copied rows" in line for line in honest.cautions)

    # The case study's forest reached an AUC of 0.95 and more on rows that it had been trained on.
    for path in ("out_of_fold", "holdout"):
        before, after = (
            made.json("evaluate-model/evaluation.json")["candidates"][0][path]["roc_auc"] for made in (honest, spoiled)
        )
        assert abs(after - before) < 0.04, path


def test_copies_under_the_same_id_are_refused(server: MlflowServer, tmp_path: Path) -> None:
    table = rows.training(600)
    with pytest.raises(AssertionError, match="expected an id that stands once, found the id of row 1 again"):
        trained(server, tmp_path, [*table, table[0]])


def test_a_column_derived_from_the_target_is_named_with_its_own_auc(server: MlflowServer, tmp_path: Path) -> None:
    table = rows.training(2000)
    for number, row in enumerate(table):
        left = (row["churn"] == "Yes") != (number % 100 == 0)
        row["final_bill"] = str(20 + number % 7 if left else 0)
    made = trained(server, tmp_path, table, {"name": "final_bill", "type": "number"})

    found = made.json(f"train-model/{ALGORITHM}/training.json")["leaks"]["suspicious_columns"]
    assert list(found) == ["final_bill"]
    assert 0.95 < found["final_bill"] < 1
    said = f"olumn final_bill: tells the target almost alone (area under the ROC curve {found['final_bill']:.3f} out of fold)"
    assert said in made.ended["train-model"].err
    named = f"Column final_bill tells the target almost alone (area under the ROC curve {found['final_bill']:.3f} out of fold)"
    assert made.cautions[0].startswith(named)
