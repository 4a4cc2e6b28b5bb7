"""A pipeline with a personal column of every kind, whose rules can all be broken, and its jobs as jars."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.support import pipelines, rows
from tests.support.jobs import Ended, Step, Workspace, inference, training

NAME = "checked"
ID = "customer_id"
RULES = [
    {"rule": "at_most", "column": "income", "other": "limit_a"},
    {"rule": "at_most", "column": "joined", "other": "left_on"},
    {"rule": "required_if", "column": "city", "other": "member"},
]


def contract(**keys: Any) -> dict[str, Any]:
    """Two columns of numbers and two of timestamps that can be compared, and one that is not personal."""
    return {
        "id": ID,
        "target": {"column": "churn", "positive": "Yes", "negative": "No"},
        "minimum_rows": {"training": 50, "inference": 1},
        "columns": [
            {"name": "age", "type": "integer", "minimum": 18, "maximum": 110, "personal": True},
            {"name": "income", "type": "number", "minimum": 0, "maximum": 5000, "personal": True},
            {"name": "limit_a", "type": "number", "personal": True},
            {"name": "member", "type": "boolean", "personal": True},
            {
                "name": "city",
                "type": "category",
                "categories": ["A-1", "B-2"],
                "pattern": "[A-Z]-[0-9]",
                "missing": 0.5,
                "personal": True,
            },
            {"name": "joined", "type": "timestamp", "earliest": "2000-01-01", "personal": True},
            {"name": "left_on", "type": "timestamp", "personal": True},
            {"name": "visits", "type": "integer", "minimum": 0, "maximum": 90},
        ],
        "rules": RULES,
        **keys,
    }


def content(quarantine: float = 0, **keys: Any) -> pipelines.Section:
    made = pipelines.small(NAME, inference={"quarantine": quarantine})
    made["contract"] = contract(**keys)
    made["evaluation"] = {"slices": ["visits"]}
    made["training"]["models"] = made["training"]["models"][:1]
    return made


def customers(count: int, seed: int = 1) -> list[rows.Row]:
    """Rows that keep the contract; who visits seldom leaves."""
    draws = random.Random(seed)
    made = []
    for number in range(count):
        visits = draws.randrange(60)
        income = draws.randrange(1000, 4000)
        made.append(
            {
                ID: f"C{number:05}",
                "age": str(draws.randrange(18, 90)),
                "income": f"{income}.5",
                "limit_a": str(income + draws.randrange(1, 900)),
                "member": draws.choice(["0", "1"]),
                "city": draws.choice(["A-1", "B-2"]),
                "joined": f"20{draws.randrange(10, 20)}-03-04",
                "left_on": f"2021-0{draws.randrange(1, 9)}-05T10:00:00Z",
                "visits": str(visits),
                "churn": "Yes" if draws.random() < (0.8 if visits < 20 else 0.1) else "No",
            }
        )
    return made


def scoring(count: int, spoiled: dict[int, dict[str, str]] | None = None) -> list[rows.Row]:
    """Rows to be scored, some of them changed, by their number from 1."""
    table = [{key: cell for key, cell in row.items() if key != "churn"} for row in customers(count, seed=2)]
    for number, cells in (spoiled or {}).items():
        table[number - 1].update(cells)
    return table


@dataclass
class Checked:
    """A shared volume with a trained model."""

    work: Workspace
    model: bytes = b""

    @staticmethod
    def made(folder: Path, **variables: str) -> Checked:
        work = Workspace(folder / "home", folder / "pipelines", NAME, variables)
        pipelines.write(work.pipelines, content())
        rows.write(work.home / "inbox" / "training.csv", customers(400))
        checked = Checked(work)
        for step in training(["logistic-regression"], "training.csv")[:4]:
            work.run("training", step).succeeded()
        trained = work.folder("training") / "train-model" / "logistic-regression" / "model.onnx"
        checked.model = trained.read_bytes()
        return checked

    def having(self, **variables: str) -> Checked:
        return Checked(replace(self.work, variables=self.work.variables | variables), self.model)

    def put(self, name: str, table: list[rows.Row]) -> None:
        rows.write(self.work.home / "inbox" / name, table)

    def check(self, run_id: str, source: str, purpose: str = "inference") -> list[Ended]:
        """Loads and checks; what has ended, the last of which may have failed."""
        values = {"CHURNFLOW_PURPOSE": purpose, "CHURNFLOW_INPUT": source}
        loaded = self.work.run(run_id, Step("load-data", values))
        return [loaded] if loaded.code else [loaded, self.work.run(run_id, Step("validate-data", values))]

    def score(self, run_id: str, source: str) -> list[Ended]:
        """Loads, checks and scores with the trained model."""
        ended = self.check(run_id, source)
        if ended[-1].code == 0:
            self.work.give_model(run_id, self.model)
            ended += [self.work.run(run_id, step) for step in inference(source)[2:]]
        return ended

    def file(self, run_id: str, name: str) -> Path:
        return self.work.folder(run_id) / name
