"""Our models, made and measured by the jobs: from a CSV to what `evaluate-model` reports of the held-out fold.

The outer fold is a column of the table and the pipeline's group column. The split holds one fold out, because the salt is
chosen so that the hash of that fold alone falls below `holdout_percent`; the other four folds are the inner ones.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.ipc  # type: ignore[import-untyped]
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score  # type: ignore[import-untyped]

from tests.peers.quality.study import FOLD, FOLDS, Study
from tests.support import pipelines, rows, scoring
from tests.support.jobs import Workspace, training

TRIALS = {"logistic-regression": 4, "random-forest": 11, "gradient-boosting": 15}  # 30 by the number of parameters drawn
ALGORITHMS = list(TRIALS)
PERCENT = 20
METRICS = ("roc_auc", "pr_auc", "brier", "f1")


@dataclass(frozen=True)
class Sitting:
    """One table through the jobs, once for every outer fold."""

    study: Study
    folder: Path
    variables: dict[str, str]

    def measured(self) -> list[dict[str, Any]]:
        """For each outer fold the winner's name, and of each candidate the parameters, calibration and metrics."""
        splits = [(repeat, held) for repeat in range(self.study.repeats) for held in range(FOLDS)]
        return [self._split(number, *split) for number, split in enumerate(splits, 1)]

    def _split(self, number: int, repeat: int, held: int) -> dict[str, Any]:
        work = Workspace(self.folder / "home", self.folder / "pipelines", f"{self.study.name}_{number}", self.variables)
        pipelines.write(work.pipelines, self._pipeline(work.pipeline, number, held))
        folds = self.study.folds(repeat)
        table = [row | {FOLD: str(fold)} for row, fold in zip(self.study.rows, folds, strict=True)]
        rows.write(work.home / "inbox" / f"{work.pipeline}.csv", table)
        *steps, _register = training(ALGORITHMS, f"{work.pipeline}.csv")
        for step in steps:
            ended = work.run("one", step, seconds=600).succeeded()
        run = work.folder("one")
        unseen = [row for row in table if row[FOLD] == str(held)]
        assert _ids(run / "process-data" / "holdout.arrow") == {row["customer_id"] for row in unseen}
        found = {name: self._candidate(run, name, ended.result["metrics"][name], unseen) for name in ALGORITHMS}
        return {"winner": ended.result["winner"], "candidates": found}

    def _pipeline(self, name: str, number: int, held: int) -> pipelines.Section:
        models = [spec | {"trials": TRIALS[spec["algorithm"]]} for spec in pipelines.sample()["training"]["models"]]
        search = {"trials": 0, "minutes": 60}
        contract = {"columns": [*self.study.columns, {"name": FOLD, "type": "category"}]}
        changes = {
            "name": name,
            "schedules": {},
            "contract": contract,
            "split": {"holdout_percent": PERCENT, "salt": salt(held), "group_column": FOLD},
            "features": {"exclude": [FOLD], "derived": self.study.derived},
            "training": {"seed": number, "folds": FOLDS - 1, "search": search, "models": models},
            "evaluation": {"slices": []},
            "inference": {"inbox": name},
        }
        return pipelines.merged(pipelines.sample(), changes)

    def _candidate(self, run: Path, name: str, metrics: dict[str, float], unseen: list[rows.Row]) -> dict[str, Any]:
        model = run / "train-model" / name
        found = {metric: metrics[f"holdout_{metric}"] for metric in METRICS}
        truth = [int(row["churn"] == "Yes") for row in unseen]
        _agrees(found, truth, scoring.probabilities((model / "model.onnx").read_bytes(), unseen))
        summary = json.loads((model / "training.json").read_text())
        trials = _trials(model / "trials.json")
        assert len(trials) == TRIALS[name]
        return found | {
            "parameters": summary["parameters"],
            "calibration": summary["calibration"]["method"],
            "trials": trials,
        }


def _trials(file: Path) -> list[dict[str, float]]:
    """The parameters that were tried, those that are numbers."""
    table = json.loads(file.read_text())
    named = [dict(zip(table["columns"][3:], row[3:], strict=True)) for row in table["data"]]
    return [{name: float(value) for name, value in trial.items() if name != "class_weight"} for trial in named]


def _agrees(found: dict[str, float], truth: list[int], exact: list[float]) -> None:
    """What `evaluate-model` reports is what scikit-learn says of the model file under onnxruntime.

    Rows that have one probability here, such as those above the last point of an isotonic line, may differ there in the last
    bit, which is no order: probabilities are compared to twelve digits.
    """
    probabilities = [round(probability, 12) for probability in exact]
    theirs = {
        "roc_auc": roc_auc_score(truth, probabilities),
        "pr_auc": average_precision_score(truth, probabilities),
        "brier": brier_score_loss(truth, probabilities),
    }
    # Of two scores that differ here, but not in twelve digits, ROC-AUC counts the pair otherwise.
    pair = 1 / (sum(truth) * (len(truth) - sum(truth)))
    apart = {"roc_auc": pair, "pr_auc": 1e-6, "brier": 1e-6}
    assert all(abs(found[metric] - theirs[metric]) < apart[metric] for metric in theirs), (found, theirs)


def salt(held: int) -> str:
    """A salt by which the split holds out this fold, and no other."""
    for number in itertools.count():
        text = f"outer fold {held}, {number}"
        if [fold for fold in range(FOLDS) if _is_held_out(text, str(fold))] == [held]:
            return text
    raise AssertionError("unreachable")


def _is_held_out(salt: str, group: str) -> bool:
    digest = hashlib.sha256(f"holdout\0{salt}\0{group}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % 100 < PERCENT


def _ids(file: Path) -> set[str]:
    with pyarrow.ipc.open_file(file) as source:
        return set(source.read_all().column("customer_id").to_pylist())
