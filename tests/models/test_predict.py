"""The jar `predict` gives the probabilities that the learning module's tests expect, from a CSV of the same cells; no MLflow is
needed, since the model file is on the shared volume already.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from onnxruntime.datasets import get_example  # type: ignore[import-untyped]

from tests.support import pipelines
from tests.support.cases import ALGORITHMS, BUILT, CLOSE, KEPT, NAMES, built, expected, frame, rows, worst
from tests.support.jobs import Ended, Workspace, inference

NAME = "cases"
MODELS = KEPT / "format-2"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A shared volume with the cases' table, and a pipeline whose contract allows every cell of it."""
    folder = tmp_path_factory.mktemp("predict")
    table = frame(built(BUILT))
    columns = [
        {"name": name, "type": "number" if table[name].dtype.kind == "f" else "category", "missing": 1.0} for name in table
    ]
    content = pipelines.small(NAME)
    content["contract"] = {**content["contract"], "id": "row", "columns": columns}
    pipelines.write(folder / "pipelines", content)
    made = Workspace(folder / "home", folder / "pipelines", NAME)
    inbox = made.home / "inbox"
    inbox.mkdir(parents=True)
    with (inbox / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", *table])
        writer.writerows([f"R{number}", *row.values()] for number, row in enumerate(rows(BUILT)))
    return made


def scored(work: Workspace, run_id: str, model: bytes) -> Ended:
    """Loads the table and scores it with a model that the run has been given."""
    load, check, predict, publish = inference("rows.csv")
    for step in (load, check):
        work.run(run_id, step).succeeded()
    work.give_model(run_id, model)
    ended = work.run(run_id, predict)
    if ended.code == 0:
        work.run(run_id, publish).succeeded()
    return ended


def predictions(work: Workspace, run_id: str) -> list[dict[str, str]]:
    with (work.folder(run_id) / "publish-predictions" / "predictions.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", NAMES)
def test_predict_gives_the_expected_probabilities(work: Workspace, name: str) -> None:
    scored(work, name, built(BUILT / f"{name}.onnx").read_bytes()).succeeded()
    found = [float(row["churn_probability"]) for row in predictions(work, name)]
    assert worst(expected(BUILT, name), found) <= CLOSE


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_model_of_the_first_format_is_scored_with(work: Workspace, name: str) -> None:
    done = scored(work, f"first {name}", (KEPT / "format-1" / f"{name}.onnx").read_bytes())
    done.succeeded()
    assert "is of model format 1, which holds nothing to explain with" in done.err
    assert {row["reason_1"] for row in predictions(work, f"first {name}")} == {""}


BYTES = (MODELS / "gradient-boosting-platt.onnx").read_bytes()
PLACE = BYTES.index(b"churnflow.calibration")
SPOILED = {
    "cut within the calibration": BYTES[: PLACE + 10],
    "cut before its method": BYTES[: PLACE + len(b"churnflow.calibration")],
    "cut in the middle": BYTES[: len(BYTES) // 2],
    "another method": BYTES[:PLACE] + BYTES[PLACE:].replace(b"platt", b"magic"),
    "another format": BYTES.replace(b"churnflow.format\x12\x012", b"churnflow.format\x12\x013"),
    "a category twice": BYTES.replace(b"One year", b"Two year"),
    "a graph of multiplications": Path(get_example("mul_1.onnx")).read_bytes(),
    "somebody else's regression": Path(get_example("logreg_iris.onnx")).read_bytes(),
    "no ONNX": b"customer_id,churn\n1,Yes\n",
    "empty": b"",
}


@pytest.mark.parametrize("damage", SPOILED)
def test_a_model_file_that_is_none_of_ours_ends_with_3_and_one_line(work: Workspace, damage: str) -> None:
    ended = scored(work, damage, SPOILED[damage])
    assert ended.code == 3, ended
    assert ended.err.startswith("churnflow predict: error: version 1 of cases: model file: "), ended.err
    assert ended.err.count("\n") == 1
    assert len(ended.err) < 500
