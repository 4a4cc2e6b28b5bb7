"""A model as evaluate-model logs it, loaded with MLflow's pyfunc: the jars' probabilities and decisions.

The folder is left by evaluate-model's tests; the models that are put into it, by those of the learning module.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mlflow.pyfunc
import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest

from tests.support import scoring
from tests.support.cases import BUILT, CLOSE, MODEL_FOLDER, NAMES, built, expected, frame, worst
from tests.support.places import ROOT

Loader = Callable[[str], Any]


@pytest.fixture
def load(tmp_path: Path) -> Loader:
    """Loads the folder with this model in it."""

    def loaded(name: str) -> Any:
        folder = tmp_path / name
        shutil.copytree(built(MODEL_FOLDER), folder)
        shutil.copy(built(BUILT / f"{name}.onnx"), folder / "model.onnx")
        return mlflow.pyfunc.load_model(str(folder))

    return loaded


@pytest.mark.parametrize("name", NAMES)
def test_pyfunc_gives_the_probabilities_of_the_jars(load: Loader, name: str) -> None:
    model = load(name)
    table = frame(BUILT)
    found = model.predict(table)
    assert worst(expected(BUILT, name), list(found["churn_probability"])) <= CLOSE
    threshold = float(scoring.metadata((BUILT / f"{name}.onnx").read_bytes())["churnflow.threshold"])
    assert list(found["churn_predicted"]) == list(found["churn_probability"] >= threshold)


def test_columns_may_come_in_any_order_and_type_with_others_beside_them(load: Loader) -> None:
    model = load("gradient-boosting-platt")
    table = frame(BUILT).head(200)
    usual = list(model.predict(table)["churn_probability"])
    other = pd.DataFrame({"customer_id": ["C1"] * len(table)} | {c: table[c] for c in reversed(table.columns)})
    other["contract"] = other["contract"].astype(object).where(other["contract"].notna(), None)
    other["partner"] = other["partner"].astype("Int64")
    other["female"] = [{1.0: "true", 0.0: " False "}.get(cell) for cell in other["female"]]
    other["dependents"] = [None if np.isnan(cell) else bool(cell) for cell in other["dependents"]]
    assert list(model.predict(other)["churn_probability"]) == usual


def test_no_row_is_no_prediction(load: Loader) -> None:
    assert len(load("random-forest").predict(frame(BUILT).head(0))) == 0


def test_the_input_example_is_scored(load: Loader) -> None:
    model = load("logistic-regression-isotonic")
    found = model.predict(model.input_example)
    assert len(found) == 1
    assert 0 <= found["churn_probability"][0] <= 1
    request = json.loads((built(MODEL_FOLDER) / "serving_input_example.json").read_text())
    example = json.loads((MODEL_FOLDER / "input_example.json").read_text())
    assert request == {"dataframe_split": example}


def test_a_cell_that_is_no_number_is_named(load: Loader) -> None:
    table = frame(BUILT).head(3)
    table["tenure"] = ["1", None, "many"]
    with pytest.raises(Exception, match=r"column tenure, row 2: expected a number, found 'many'"):
        load("random-forest").predict(table)


def test_a_column_that_is_not_there_is_named(load: Loader) -> None:
    with pytest.raises(Exception, match="tenure"):
        load("random-forest").predict(frame(BUILT).drop(columns="tenure"))


def test_the_pinned_versions_are_those_that_are_tested() -> None:
    locked = (ROOT / "tests" / "requirements.txt").read_text()
    for line in (built(MODEL_FOLDER) / "requirements.txt").read_text().split():
        name = line.split("==")[0]
        name = "mlflow-skinny" if name == "mlflow" else name
        assert re.search(rf"^{name}=={line.split('==')[1]}\b", locked, re.MULTILINE), line
