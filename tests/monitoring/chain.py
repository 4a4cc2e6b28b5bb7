"""A shared volume with a trained model, batches that it has scored, and what became of their customers."""

from __future__ import annotations

import csv
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import pipelines, rows
from tests.support.jobs import Ended, Step, Workspace, inference, run_folder_name, training
from tests.support.places import DATA

NAME = "watched"
ID = "customer_id"
BATCHES = {"january": slice(0, 500), "february": slice(500, 900), "march": slice(900, 1006)}


def truth() -> dict[str, str]:
    """What each new customer did."""
    with (DATA / "telco_new_customers_labels.csv").open(newline="") as source:
        return {row[ID]: row["churn"] for row in csv.DictReader(source)}


@dataclass(frozen=True)
class Watched:
    """Where the batches of `BATCHES` were scored."""

    work: Workspace

    @staticmethod
    def made(folder: Path, monitoring: dict[str, Any], **variables: str) -> Watched:
        work = Workspace(folder / "home", folder / "pipelines", NAME, variables)
        content = pipelines.small(NAME, monitoring=monitoring)
        content["training"]["models"] = content["training"]["models"][:1]
        pipelines.write(work.pipelines, content)
        rows.write(work.home / "inbox" / "training.csv", rows.training(2500))
        for step in training(["logistic-regression"], "training.csv")[:4]:
            work.run("training", step).succeeded()
        watched = Watched(work)
        model = (work.folder("training") / "train-model" / "logistic-regression" / "model.onnx").read_bytes()
        for name, part in BATCHES.items():
            time.sleep(1)  # batches are told apart by the second in which they were scored
            watched.score(name, rows.new_customers()[part], model)
        return watched

    def score(self, run_id: str, table: list[rows.Row], model: bytes) -> None:
        rows.write(self.work.home / "inbox" / f"{run_id}.csv", table)
        load, check, *scoring = inference(f"{run_id}.csv")
        for step in (load, check):
            self.work.run(run_id, step).succeeded()
        self.work.give_model(run_id, model, version=4)
        for step in scoring:
            self.work.run(run_id, step).succeeded()

    def archived(self, run_id: str) -> Path:
        return self.work.home / "predictions" / NAME / run_folder_name(run_id)

    def predictions(self, run_id: str) -> list[rows.Row]:
        with (self.archived(run_id) / "predictions.csv").open(newline="") as file:
            return list(csv.DictReader(file))

    def labels(self, name: str, table: list[rows.Row], columns: list[str] | None = None) -> str:
        return rows.write(self.work.home / "inbox" / f"{name}.csv", table, columns).name

    def known(self, run_id: str) -> list[rows.Row]:
        """Every customer's outcome, as a file has it."""
        fates = truth()
        return [{ID: row[ID], "churn": fates[row[ID]], "batch": run_id} for row in self.predictions(run_id)]

    def look(self, run_id: str, labels: str = "") -> Ended:
        return self.work.run(run_id, Step("monitor-performance", {"CHURNFLOW_LABELS": labels}))

    def found(self, run_id: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.file(run_id, "performance.json").read_text())
        return content

    def file(self, run_id: str, name: str) -> Path:
        return self.work.folder(run_id) / "monitor-performance" / name
