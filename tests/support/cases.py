"""The model cases that the learning module's tests leave: a table, models, and what the jars make of it."""

from __future__ import annotations

import csv
import math
import os
from pathlib import Path

import pandas as pd  # type: ignore[import-untyped]
import pytest

from tests.support.places import ROOT

LEARNING = ROOT / "jobs" / "lib" / "learning"
KEPT = LEARNING / "src" / "test" / "resources" / "kept"
BUILT = LEARNING / "target" / "model-cases"
RANDOM = LEARNING / "target" / "random-cases"
MODEL_FOLDER = ROOT / "jobs" / "evaluate-model" / "target" / "model-folder"
ALGORITHMS = ["logistic-regression", "random-forest", "gradient-boosting"]
NAMES = [name + calibration for name in ALGORITHMS for calibration in ("", "-platt", "-isotonic")]
# Two programs that are right about the same model may differ by this.
CLOSE = 1e-9


def built(path: Path) -> Path:
    """The path, or the test is skipped: the Java tests have not run here, which `make test` lets run first."""
    if not path.exists():
        if os.environ.get("CI"):
            raise AssertionError(f"no {path}")
        pytest.skip(f"no {path}: the Java tests have not run here")
    return path


def rows(folder: Path) -> list[dict[str, str]]:
    """The table as a CSV reader sees it."""
    with (folder / "rows.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def frame(folder: Path) -> pd.DataFrame:
    """The table as a user of pandas has it: numbers and texts, empty cells missing."""
    cells = rows(folder)
    return pd.DataFrame({name: _column([row[name] for row in cells]) for name in cells[0]})


def _column(cells: list[str]) -> list[float] | list[str | None]:
    try:
        return [float(cell) if cell else math.nan for cell in cells]
    except ValueError:
        return [cell or None for cell in cells]


def expected(folder: Path, name: str) -> list[float]:
    """The jars' probability of each row."""
    return [float(line) for line in (folder / f"{name}.txt").read_text().split()]


def worst(left: list[float], right: list[float]) -> float:
    """The largest difference."""
    return max(abs(a - b) for a, b in zip(left, right, strict=True))
