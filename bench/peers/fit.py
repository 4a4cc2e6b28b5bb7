"""Time one fit of a peer's learner; takes what `bench/fit` takes and prints the same JSON.

    bench/peers/fit.py --learner random-forest --train TRAIN.csv --test TEST.csv --trees 100 --min-leaf 5 --repeat 3

Random forest and logistic regression are scikit-learn's, gradient boosting is LightGBM's. Reading and preparing are outside the
clock: ordinal codes in the alphabet's order for trees, standardised numbers and one-hot categories for the logistic regression.
With `--shuffle` each fit but the first sees the rows in an order of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from pathlib import Path
from typing import Any

import lightgbm
import sklearn  # type: ignore[import-untyped]
from prepared import Matrices, coded, designed, read
from sklearn.ensemble import RandomForestClassifier  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]


def main() -> None:
    """Read, fit as often as asked, print."""
    options = arguments()
    began = time.perf_counter()
    linear = options.learner == "logistic-regression"
    data = (designed if linear else coded)(read(options.train), read(options.test))
    if options.learner == "random-forest":
        data = data.filled()
    read_seconds = time.perf_counter() - began
    fits, scorings, areas = [], [], []
    for repetition in range(options.repeat):
        if options.shuffle and repetition > 0:
            data = data.shuffled(options.seed + repetition)
        model = learner(options)
        began = time.perf_counter()
        model.fit(data.train, data.labels)
        fitted = time.perf_counter()
        scores = model.predict_proba(data.test)[:, 1]
        scorings.append(time.perf_counter() - fitted)
        fits.append(fitted - began)
        areas.append(float(roc_auc_score(data.test_labels, scores)))
    found = {
        "learner": options.learner,
        "library": library(options.learner),
        "rows": len(data.labels),
        "threads": options.threads,
        "python": platform.python_version(),
        "read_seconds": read_seconds,
        "fit_seconds": fits,
        "score_seconds": scorings[0],
        "explain_seconds": explain_seconds(model, data.test, options.threads) if options.explain else 0,
        "auc": areas,
        "weights": weights(model, data) if linear else {},
    }
    print(json.dumps(found))


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learner", required=True, choices=["random-forest", "gradient-boosting", "logistic-regression"])
    parser.add_argument("--train", required=True, type=Path)
    parser.add_argument("--test", required=True, type=Path)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--shuffle", action="store_true", help="each fit but the first on rows in another order")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--explain", action="store_true", help="LightGBM: explain the test rows too, and time it")
    parser.add_argument("--trees", type=int, default=100)
    parser.add_argument("--min-leaf", type=int, default=5)
    parser.add_argument("--max-depth", type=int, help="forest: default none")
    parser.add_argument("--max-features", type=int, default=0, help="forest: columns a split; 0: square root")
    parser.add_argument("--max-leaves", type=int, default=31)
    parser.add_argument("--learning-rate", type=float, default=0.1)
    parser.add_argument("--l2", type=float, default=1.0, help="logistic regression: 1 / C")
    parser.add_argument("--tolerance", type=float, default=1e-4, help="logistic regression: tol")
    return parser.parse_args()


def learner(options: argparse.Namespace) -> Any:
    """A learner that has seen nothing yet."""
    if options.learner == "random-forest":
        return RandomForestClassifier(
            options.trees,
            min_samples_leaf=options.min_leaf,
            max_depth=options.max_depth,
            max_features=options.max_features or "sqrt",
            n_jobs=options.threads,
            random_state=options.seed,
        )
    if options.learner == "gradient-boosting":
        return lightgbm.LGBMClassifier(
            n_estimators=options.trees,
            num_leaves=options.max_leaves,
            learning_rate=options.learning_rate,
            min_child_samples=options.min_leaf,
            n_jobs=options.threads,
            random_state=options.seed,
            verbose=-1,
        )
    return LogisticRegression(C=1 / options.l2, tol=options.tolerance, max_iter=1000)


def explain_seconds(model: Any, rows: Any, threads: int) -> float:
    """SHAP values of rows by LightGBM itself."""
    began = time.perf_counter()
    model.booster_.predict(rows, pred_contrib=True, num_threads=threads)
    return time.perf_counter() - began


def library(name: str) -> str:
    """What has fitted, with its version."""
    return f"LightGBM {lightgbm.__version__}" if name == "gradient-boosting" else f"scikit-learn {sklearn.__version__}"


def weights(model: Any, data: Matrices) -> dict[str, float]:
    """A linear model's weights by the names that `bench/fit` gives them."""
    named = zip(data.names, model.coef_[0], strict=True)
    return {"intercept": float(model.intercept_[0]), "iterations": float(model.n_iter_[0])} | {n: float(w) for n, w in named}


if __name__ == "__main__":
    main()
