"""The same data, configuration and seed give the same bytes, from table to predictions, in any folder, by any threads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import pipelines, rows
from tests.support.jobs import Workspace, inference, training
from tests.support.mlflow_server import MlflowServer

NAME = "same"
ALGORITHMS = ["logistic-regression", "random-forest", "gradient-boosting"]
TOLD = ("receipt.json", "manifest.json", "result.json")
"""What tells of the run itself: when, how long, by how many threads, under which folders."""


@pytest.fixture
def server(tmp_path: Path) -> MlflowServer:
    return MlflowServer(tmp_path / "mlflow")


def published(work: Workspace, run_id: str) -> dict[str, bytes]:
    """Every file that a step of the run has published, but for what tells of the run itself."""
    folder = work.folder(run_id)
    steps = [file.parent for file in folder.rglob("manifest.json")]
    files = sorted({file for step in steps for file in step.rglob("*") if file.is_file() and file.name not in TOLD})
    return {f"{run_id}/{file.relative_to(folder)}": file.read_bytes() for file in files}


def chain(home: Path, server: MlflowServer, threads: int) -> dict[str, bytes]:
    """A training with a search and a scoring, on a shared volume of its own."""
    content = pipelines.small(NAME, training={"search": {"trials": 3}, "calibration": "isotonic"})
    pipelines.write(home / "pipelines", content)
    work = Workspace(home / "home", home / "pipelines", NAME, server.variables() | {"CHURNFLOW_THREADS": str(threads)})
    rows.write(work.home / "inbox" / "training.csv", rows.training(600))
    rows.write(work.home / "inbox" / "new.csv", rows.new_customers(200))
    for step in training(ALGORITHMS, "training.csv")[:-1]:
        work.run("training", step).succeeded()
    for step in inference("new.csv")[:2]:
        work.run("scoring", step).succeeded()
    work.give_model("scoring", (work.folder("training") / "train-model" / ALGORITHMS[-1] / "model.onnx").read_bytes())
    for step in inference("new.csv")[2:]:
        work.run("scoring", step).succeeded()
    return published(work, "training") | published(work, "scoring")


def test_every_published_file_is_the_same_in_another_folder_and_with_other_threads(
    tmp_path: Path, server: MlflowServer
) -> None:
    server.start()
    try:
        once = chain(tmp_path / "here", server, 1)
        again = chain(tmp_path / "else" / "where", server, 2)
    finally:
        server.stop()
    assert once.keys() == again.keys()
    assert [name for name in once if once[name] != again[name]] == []
    expected = {f"training/train-model/{algorithm}/model.onnx" for algorithm in ALGORITHMS}
    expected |= {"training/evaluate-model/evaluation.json", "scoring/publish-predictions/predictions.csv"}
    assert expected <= once.keys()
