"""The jars and onnxruntime give the same probabilities, also for missing cells, unseen categories and numbers far off.

The cases are folders with `rows.csv`, and for each model `<name>.onnx` and `<name>.txt`, the jars' probability of each row.
Some are kept in the repository from when their format was new; others are left by the learning module's tests: the whole sample
table through every algorithm and calibration, and models that no learner would make. A further folder may be named by
CHURNFLOW_TEST_MODEL_CASES.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support import scoring
from tests.support.cases import BUILT, CLOSE, KEPT, NAMES, RANDOM, built, expected, rows, worst

NEWEST = KEPT / "format-2"


def cases() -> list[Path]:
    """Every model file, those that were kept first."""
    named = os.environ.get("CHURNFLOW_TEST_MODEL_CASES")
    found = [*KEPT.glob("*/*.onnx"), *(BUILT / f"{name}.onnx" for name in NAMES)]
    return sorted(found) + sorted(Path(named).glob("*.onnx") if named else [])


@pytest.mark.parametrize("model", cases(), ids=lambda model: f"{model.parent.name}-{model.stem}")
def test_onnxruntime_gives_the_probabilities_of_the_jars(model: Path) -> None:
    found = scoring.probabilities(built(model).read_bytes(), rows(model.parent))
    assert worst(expected(model.parent, model.stem), found) <= CLOSE


def test_onnxruntime_gives_the_probabilities_of_models_that_no_learner_would_make() -> None:
    folders = sorted(built(RANDOM).iterdir())
    assert len(folders) >= 20
    for folder in folders:
        for model in folder.glob("*.onnx"):
            found = scoring.probabilities(model.read_bytes(), rows(folder))
            assert worst(expected(folder, model.stem), found) <= CLOSE, model


@pytest.mark.parametrize("name", NAMES)
def test_a_row_alone_gets_the_probability_that_it_gets_among_others(name: str) -> None:
    model = (NEWEST / f"{name}.onnx").read_bytes()
    table = rows(NEWEST)[-20:]
    together = scoring.probabilities(model, table)
    alone = [scoring.probabilities(model, [row])[0] for row in table]
    assert worst(together, alone) <= 1e-12


def test_the_file_says_what_it_is() -> None:
    said = scoring.metadata((NEWEST / "random-forest-isotonic.onnx").read_bytes())
    assert said["churnflow.format"] == "2"
    assert said["churnflow.algorithm"] == "random-forest"
    assert said["churnflow.calibration"] == "isotonic"
    assert 0 <= float(said["churnflow.threshold"]) <= 1
    assert {"churnflow.contract_sha256", "churnflow.features"} <= said.keys()
