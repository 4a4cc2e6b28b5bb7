"""Our estimates of a batch without outcomes beside NannyML's (CBPE), on the same probabilities.

The learning module's tests leave `target/monitoring-cases`: `probabilities.csv` and, with our estimates at the threshold 0.4
and their intervals, `estimates.csv`.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import built
from tests.support.places import ROOT

CASES = ROOT / "jobs" / "lib" / "learning" / "target" / "monitoring-cases"
PYTHON = ROOT / ".venv" / "drift" / "bin" / "python"
PROGRAM = Path(__file__).parent / "drift_packages" / "cbpe.py"
THEIRS = {"average_precision": "pr_auc"}
NORMAL_95 = 1.96
THEIR_ERRORS = 3


@pytest.fixture(scope="module")
def theirs() -> dict[str, Any]:
    done = subprocess.run(
        [str(PYTHON), str(PROGRAM), str(built(CASES / "probabilities.csv")), "0.4"],
        env=os.environ | {"NML_DISABLE_USAGE_LOGGING": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def ours() -> dict[str, dict[str, float]]:
    with built(CASES / "estimates.csv").open(encoding="utf-8", newline="") as file:
        return {row.pop("metric"): {part: float(cell) for part, cell in row.items()} for row in csv.DictReader(file)}


METRICS = ["precision", "recall", "f1", "accuracy", "roc_auc", "average_precision"]


@pytest.mark.parametrize("metric", METRICS)
def test_the_estimates_are_nannymls(metric: str, theirs: dict[str, Any], ours: dict[str, dict[str, float]]) -> None:
    found = ours[THEIRS.get(metric, metric)]["value"]
    assert found == pytest.approx(theirs["plain"][metric]["value"], abs=1e-7)


@pytest.mark.parametrize("metric", METRICS)
def test_calibrating_calibrated_probabilities_once_more_changes_little(
    metric: str, theirs: dict[str, Any], ours: dict[str, dict[str, float]]
) -> None:
    found = ours[THEIRS.get(metric, metric)]["value"]
    assert found == pytest.approx(theirs["usual"][metric]["value"], abs=0.01)


@pytest.mark.parametrize("metric", METRICS)
def test_the_intervals_are_about_as_wide(metric: str, theirs: dict[str, Any], ours: dict[str, dict[str, float]]) -> None:
    """NannyML's standard error is that of resampled rows, ours that of these rows' outcomes, which is a little less."""
    mine, other = ours[THEIRS.get(metric, metric)], theirs["plain"][metric]
    width = (other["high"] - other["low"]) / (2 * THEIR_ERRORS) * 2 * NORMAL_95
    assert 0.55 <= (mine["high"] - mine["low"]) / width <= 1.25
