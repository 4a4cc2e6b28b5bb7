"""The jobs' models beside scikit-learn's, on the whole Telco table, over five seeds, each with a split of its own.

Metrics are those that `evaluate-model` reports of the hold-out. The split is the jobs' own, read from what `process-data` left.
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pyarrow.ipc  # type: ignore[import-untyped]
import pytest

from tests.peers import peers
from tests.support import evidence, pipelines, rows
from tests.support.jobs import Workspace, training
from tests.support.mlflow_server import MlflowServer
from tests.support.places import DATA

SEEDS = [1, 2, 3, 4, 5]
MODELS = {spec["algorithm"]: spec["parameters"] for spec in pipelines.sample()["training"]["models"]}
NAME = "quality"
Measured = dict[int, dict[str, Any]]


def whole_table() -> list[rows.Row]:
    """The Telco table before it was cut: training rows, then the later batch with its labels."""
    with (DATA / "telco_new_customers_labels.csv").open(newline="") as source:
        labels = {row["customer_id"]: row["churn"] for row in csv.DictReader(source)}
    return rows.training() + [row | {"churn": labels[row["customer_id"]]} for row in rows.new_customers()]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measured]:
    """By seed: the hold-out metrics of each of our models, and the ROC-AUC of scikit-learn's."""
    folder = tmp_path_factory.mktemp("quality")
    server = MlflowServer(folder / "mlflow")
    server.start()
    begun = time.monotonic()
    try:
        found = {seed: _measure(seed, folder, server) for seed in SEEDS}
    finally:
        server.stop()
    if "CHURNFLOW_EVIDENCE" in os.environ:
        _report(found, time.monotonic() - begun)
    yield found


def _measure(seed: int, folder: Path, server: MlflowServer) -> dict[str, Any]:
    table = whole_table()
    work = Workspace(folder / str(seed), folder / "pipelines", NAME, server.variables())
    changes = {"name": NAME, "split": {"salt": f"seed {seed}"}, "training": {"seed": seed, "search": {"trials": 0}}}
    pipelines.write(work.pipelines, pipelines.merged(pipelines.sample(), changes))
    rows.write(work.home / "inbox" / "telco.csv", table)
    run_id = f"seed {seed}"
    *steps, _register = training(list(MODELS), "telco.csv")
    for step in steps:
        ended = work.run(run_id, step).succeeded()
    metrics = ended.result["metrics"]
    ours = {name: {m: metrics[name][f"holdout_{m}"] for m in ("roc_auc", "pr_auc", "f1")} for name in MODELS}
    held = _ids(work.folder(run_id) / "process-data" / "holdout.arrow")
    trained = _ids(work.folder(run_id) / "process-data" / "train.arrow")
    assert held | trained == {row["customer_id"] for row in table} and not held & trained
    numbers = [c["name"] for c in pipelines.sample()["contract"]["columns"] if c["type"] in ("integer", "number")]
    features = [{k: v for k, v in row.items() if k != "customer_id"} for row in table]
    sides = [[f for f, row in zip(features, table, strict=True) if row["customer_id"] in ids] for ids in (trained, held)]
    fit, unseen = (peers.frame(side, numbers, "churn") for side in sides)
    return {name: ours[name] | {"peer": peers.roc_auc(name, MODELS[name], seed, fit, unseen)} for name in MODELS}


def _ids(file: Path) -> set[str]:
    with pyarrow.ipc.open_file(file) as source:
        return set(source.read_all().column("customer_id").to_pylist())


def _report(found: Measured, seconds: float) -> None:
    lines: evidence.Table = [
        (
            f"{seed}",
            name,
            f"{of[name]['roc_auc']:.4f}",
            f"{of[name]['peer']:.4f}",
            f"{of[name]['roc_auc'] - of[name]['peer']:+.4f}",
            f"{of[name]['f1']:.3f}",
            f"{of[name]['pr_auc']:.3f}",
        )
        for seed, of in found.items()
        for name in MODELS
    ]
    means = [
        f"{name}: ROC-AUC {mean(of[name]['roc_auc'] for of in found.values()):.4f}, "
        f"F1 {mean(of[name]['f1'] for of in found.values()):.3f}"
        for name in MODELS
    ]
    evidence.write(
        "quality",
        "Models beside scikit-learn's, five seeds, the whole Telco table",
        "Hold-out metrics as `evaluate-model` reports them; scikit-learn with the same parameters on the same split. "
        f"Means over the seeds: {'; '.join(means)}.",
        seconds,
        ("seed", "model", "ROC-AUC", "scikit-learn's", "difference", "F1", "PR-AUC"),
        lines,
    )


@pytest.mark.parametrize("algorithm", ["logistic-regression", "random-forest"])
def test_the_means_are_what_this_table_allows(measured: Measured, algorithm: str) -> None:
    assert 0.83 <= mean(of[algorithm]["roc_auc"] for of in measured.values()) <= 0.86
    assert mean(of[algorithm]["f1"] for of in measured.values()) >= 0.60


@pytest.mark.parametrize("algorithm", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_seed_is_as_good_as_scikit_learn(measured: Measured, seed: int, algorithm: str) -> None:
    of = measured[seed][algorithm]
    assert abs(of["roc_auc"] - of["peer"]) <= 0.01, of
