"""Writes the numbers that the Java tests are compared with, by scikit-learn: `python peers.py ../resources/peers`.

Run it again only to add a case or to move to another scikit-learn; the versions stand in each file. Everything is seeded.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.calibration import _sigmoid_calibration
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

CATEGORIES = ["north", "south", "west"]


def main(folder: Path) -> None:
    """One file a kind of number."""
    files = {"metrics": metric_cases(), "linear": linear_cases(), "tree": tree_case(), "boosting": boosting_case()}
    files["calibration"] = calibration_cases()
    for name, content in files.items():
        versions = {"scikit-learn": sklearn.__version__, "numpy": np.__version__}
        text = json.dumps({"versions": versions, "cases": content}, indent=None, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def metric_cases() -> list[dict[str, Any]]:
    """Scores with and without ties, at several thresholds, with probabilities of exactly 0 and 1."""
    cases = []
    for seed, digits, threshold in [(1, 12, 0.5), (2, 1, 0.3), (3, 2, 0.7), (4, 0, 0.5), (5, 3, 1.1)]:
        random = np.random.default_rng(seed)
        labels = (random.random(150) < 0.3).astype(int)
        scores = np.round(np.clip(random.normal(0.3 + 0.25 * labels, 0.25), 0, 1), digits)
        cases.append(metric_case(labels, scores, threshold))
    return cases


def metric_case(labels: np.ndarray, scores: np.ndarray, threshold: float) -> dict[str, Any]:
    """Every metric of one set of scores."""
    called = scores >= threshold
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(labels, called, average="binary", zero_division=0)
    matrix = metrics.confusion_matrix(labels, called, labels=[0, 1])
    expected = {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "roc_auc": metrics.roc_auc_score(labels, scores),
        "pr_auc": metrics.average_precision_score(labels, scores),
        "log_loss": metrics.log_loss(labels, scores),
        "brier": metrics.brier_score_loss(labels, scores),
        "accuracy": metrics.accuracy_score(labels, called),
    }
    return {
        "labels": labels.tolist(),
        "scores": scores.tolist(),
        "threshold": threshold,
        "expected": {name: float(value) for name, value in expected.items()},
        "matrix": matrix.tolist(),
    }


def calibration_cases() -> list[dict[str, Any]]:
    """Over- and underconfident scores, with and without ties: what both calibrators make of a grid of scores."""
    grid = np.linspace(0, 1, 41)
    cases = []
    for seed, digits, stretch in [(1, 12, 2.0), (2, 1, 0.5), (3, 2, 3.0)]:
        random = np.random.default_rng(seed)
        margin = random.normal(-1, 1.5, 300)
        labels = (random.random(300) < 1 / (1 + np.exp(-margin))).astype(int)
        scores = np.round(1 / (1 + np.exp(-stretch * margin)), digits)
        slope, intercept = _sigmoid_calibration(log_odds(scores), labels)
        line = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(scores, labels)
        cases.append(
            {
                "labels": labels.tolist(),
                "scores": scores.tolist(),
                "grid": grid.tolist(),
                "platt": (1 / (1 + np.exp(slope * log_odds(grid) + intercept))).tolist(),
                "isotonic": centred(line.predict(scores), scores, grid).tolist(),
            }
        )
    return cases


def centred(fitted: np.ndarray, scores: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Centred isotonic regression of scikit-learn's levels: a line through a point each, at the mean score of its rows."""
    levels = np.unique(fitted)
    return np.interp(grid, [scores[fitted == level].mean() for level in levels], levels)


def log_odds(scores: np.ndarray) -> np.ndarray:
    """Of scores held within the same bounds as ours."""
    held = np.clip(scores, 1e-6, 1 - 1e-6)
    return np.log(held / (1 - held))


def linear_cases() -> list[dict[str, Any]]:
    """Two numbers, one of them with missing cells, and a category with missing cells; several penalties."""
    random = np.random.default_rng(7)
    rows = 240
    age = np.round(random.normal(40, 12, rows), 1)
    spend = np.round(random.lognormal(3, 1, rows), 2)
    spend[random.random(rows) < 0.15] = np.nan
    region = random.integers(-1, len(CATEGORIES), rows)
    margin = 0.05 * (age - 40) + np.where(region == 1, 1.2, -0.4) + np.where(np.isnan(spend), 0.8, 0)
    labels = (random.random(rows) < 1 / (1 + np.exp(-margin))).astype(int)
    design = np.column_stack([scaled(age), scaled(filled(spend)), np.isnan(spend), *(region == k for k in [0, 1, 2, -1])])
    return [
        {
            "age": age.tolist(),
            "spend": [None if np.isnan(value) else value for value in spend],
            "region": region.tolist(),
            "categories": CATEGORIES,
            "labels": labels.tolist(),
            "l2": l2,
            "expected": logistic(design, labels, l2),
        }
        for l2 in (0.1, 1.0, 25.0)
    ]


def filled(values: np.ndarray) -> np.ndarray:
    """The median in place of what is missing."""
    return np.where(np.isnan(values), np.nanmedian(values), values)


def scaled(values: np.ndarray) -> np.ndarray:
    """Mean 0, standard deviation 1."""
    return (values - values.mean()) / values.std()


def logistic(design: np.ndarray, labels: np.ndarray, l2: float) -> list[float]:
    """Probabilities of scikit-learn's own optimum."""
    model = LogisticRegression(C=1 / l2, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    return model.fit(design, labels).predict_proba(design)[:, 1].tolist()


def numbers(seed: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Columns of few distinct values, so that binning loses nothing, and labels that depend on them."""
    random = np.random.default_rng(seed)
    columns = np.column_stack([random.integers(0, top, rows) for top in (2, 5, 40, 120)]).astype(float)
    margin = columns[:, 0] - 0.05 * columns[:, 2] + np.where(columns[:, 3] > 60, 1.0, -0.2) * (columns[:, 1] - 1)
    return columns, (random.random(rows) < 1 / (1 + np.exp(-margin))).astype(int)


def tree_case() -> dict[str, Any]:
    """One tree on all rows, all columns looked at for every split."""
    columns, labels = numbers(11, 400)
    tree = DecisionTreeClassifier(min_samples_leaf=5, max_depth=6, random_state=0).fit(columns, labels)
    return {
        "columns": columns.T.tolist(),
        "labels": labels.tolist(),
        "min_leaf": 5,
        "max_depth": 6,
        "leaves": int(tree.get_n_leaves()),
        "expected": tree.predict_proba(columns)[:, 1].tolist(),
    }


def boosting_case() -> dict[str, Any]:
    """Trees grown leaf by leaf on first and second derivatives."""
    columns, labels = numbers(12, 500)
    options = {"max_iter": 20, "learning_rate": 0.1, "max_leaf_nodes": 8, "min_samples_leaf": 10, "l2_regularization": 0.5}
    model = HistGradientBoostingClassifier(early_stopping=False, **options).fit(columns, labels)
    return {
        "columns": columns.T.tolist(),
        "labels": labels.tolist(),
        "options": options,
        "expected": model.predict_proba(columns)[:, 1].tolist(),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
