"""NannyML's confidence-based estimates of a batch, as JSON on the last line: `cbpe.py <probabilities.csv> <threshold>`.

`plain` takes the probabilities as they are, as we do, whose models are calibrated when they are trained; `usual` lets NannyML
calibrate them once more, on a reference that is drawn by these very probabilities.
"""

from __future__ import annotations

import csv
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
from nannyml import CBPE  # type: ignore[import-not-found]
from nannyml.calibration import NoopCalibrator  # type: ignore[import-not-found]

warnings.filterwarnings("ignore")

METRICS = ["precision", "recall", "f1", "accuracy", "roc_auc", "average_precision"]


def main(file: Path, threshold: float) -> None:
    """Fit, estimate, print."""
    with file.open(encoding="utf-8", newline="") as rows:
        probabilities = np.array([float(row["probability"]) for row in csv.DictReader(rows)])
    draws = np.random.default_rng(5)
    copies = np.tile(probabilities, 20)
    reference = frame(copies, threshold).assign(left=(draws.random(len(copies)) < copies).astype(int))
    batch = frame(probabilities, threshold)
    said = {"plain": estimates(reference, batch, NoopCalibrator()), "usual": estimates(reference, batch, None)}
    print(json.dumps(said))


def estimates(reference: pd.DataFrame, batch: pd.DataFrame, calibrator: Any) -> dict[str, dict[str, float]]:
    """Value and ends of NannyML's interval of three standard errors, by metric."""
    peer = CBPE(
        metrics=METRICS,
        y_true="left",
        y_pred="called",
        y_pred_proba="probability",
        problem_type="classification_binary",
        chunk_size=len(batch),
        calibrator=calibrator,
    )
    found = peer.fit(reference).estimate(batch).filter(period="analysis").to_df().iloc[0]
    parts = {"value": "value", "low": "lower_confidence_boundary", "high": "upper_confidence_boundary"}
    return {metric: {part: float(found[metric, column]) for part, column in parts.items()} for metric in METRICS}


def frame(probabilities: np.ndarray, threshold: float) -> pd.DataFrame:
    """What NannyML takes: probabilities and decisions."""
    return pd.DataFrame({"probability": probabilities, "called": (probabilities >= threshold).astype(int)})


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
