"""The jars and onnxruntime give the same probabilities, also for missing cells, unseen categories and numbers far off.

The cases are folders with `rows.csv`, and for each model `<name>.onnx` and `<name>.txt`, the jars' probability of each row.
One is kept in the repository from when the format was new; another is left by the learning module's tests; a third may be
named by CHURNFLOW_TEST_MODEL_CASES.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from tests.support import scoring
from tests.support.places import ROOT

LEARNING = ROOT / "jobs" / "lib" / "learning"
KEPT = LEARNING / "src" / "test" / "resources" / "kept" / "format-1"
BUILT = LEARNING / "target" / "model-cases"
NAMES = ["logistic-regression", "random-forest", "gradient-boosting"]


def folders() -> list[Path]:
    named = os.environ.get("CHURNFLOW_TEST_MODEL_CASES")
    return [KEPT, BUILT, *([Path(named)] if named else [])]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_onnxruntime_gives_the_probabilities_of_the_jars(folder: Path, name: str) -> None:
    model = folder / f"{name}.onnx"
    if not model.exists():
        pytest.skip(f"no {model}: the learning module's tests have not run here")
    expected = [float(line) for line in (folder / f"{name}.txt").read_text().split()]
    found = scoring.probabilities(model.read_bytes(), rows(folder))
    worst = max(abs(a - b) for a, b in zip(expected, found, strict=True))
    assert worst <= 1e-9


@pytest.mark.parametrize("name", NAMES)
def test_a_row_alone_gets_the_probability_that_it_gets_among_others(name: str) -> None:
    model = (KEPT / f"{name}.onnx").read_bytes()
    table = rows(KEPT)[-20:]
    together = scoring.probabilities(model, table)
    alone = [scoring.probabilities(model, [row])[0] for row in table]
    assert max(abs(a - b) for a, b in zip(together, alone, strict=True)) <= 1e-12


def test_the_file_says_what_it_is() -> None:
    said = scoring.metadata((KEPT / "random-forest.onnx").read_bytes())
    assert said["churnflow.format"] == "1"
    assert said["churnflow.algorithm"] == "random-forest"
    assert 0 <= float(said["churnflow.threshold"]) <= 1
    assert {"churnflow.contract_sha256", "churnflow.features"} <= said.keys()


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "rows.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
