"""Our SHAP values beside those of the `shap` package, on the same trees, read from the model file.

The learning module's tests leave the cases: `explained.csv`, a few hundred rows with missing and unseen cells and numbers far
off, and for each model `<name>.onnx` and `<name>.shap.csv`, the base and what each column contributes to each row.
"""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path

import pytest

from tests.support.cases import built
from tests.support.places import ROOT

CASES = ROOT / "jobs" / "lib" / "learning" / "target" / "model-cases"
PYTHON = ROOT / ".venv" / "shap" / "bin" / "python"
PROGRAM = Path(__file__).parent / "shap_package" / "values.py"


@pytest.mark.parametrize("name", ["random-forest", "gradient-boosting"])
def test_the_shap_package_gives_the_same_values(name: str) -> None:
    model, rows, ours = CASES / f"{name}.onnx", CASES / "explained.csv", CASES / f"{name}.shap.csv"
    built(ours)
    done = subprocess.run([str(PYTHON), str(PROGRAM), str(model), str(rows)], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    with ours.open(encoding="utf-8", newline="") as file:
        expected = [{column: float(cell) for column, cell in row.items()} for row in csv.DictReader(file)]
    assert abs(found["base"] - expected[0]["base"]) <= 1e-5
    worst = 0.0
    for row, values in zip(expected, found["values"], strict=True):
        del row["base"]
        worst = max(worst, *(abs(a - b) for a, b in zip(row.values(), values, strict=True)))
    assert worst <= 1e-5
