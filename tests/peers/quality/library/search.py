"""Random search with scikit-learn and LightGBM, on given folds; prints what the chosen models are worth.

    .venv/peer/bin/python search.py TASK.json      prints one JSON line

The task: `csv` with the columns, `churn` and nothing else; `numbers`, columns; `folds`, a list a repeat of each row's fold;
`trials`, for each outer fold and algorithm the parameters to try; `threads`. For every outer fold the other folds are the
training rows, and the inner folds. The best mean average precision over the inner folds wins and is fitted on all of them.
LightGBM has one algorithm, and as many trials for it as all algorithms together: those of our boosting, and more.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import joblib  # type: ignore[import-untyped]
import lightgbm
import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import sklearn  # type: ignore[import-untyped]
from models import model
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score  # type: ignore[import-untyped]
from spaces import boosting_trials

BOOSTING = "gradient-boosting"


def main() -> None:
    """Search for each candidate on each outer fold, a few at a time."""
    task = json.loads(Path(sys.argv[1]).read_text())
    rows = pd.read_csv(task["csv"], dtype=str, keep_default_na=False)
    labels = (rows.pop("churn") == "Yes").to_numpy(dtype=np.int64)
    for name in task["numbers"]:
        rows[name] = pd.to_numeric(rows[name].replace("", np.nan)).astype("float64")
    splits = [(np.array(folds), fold) for folds in task["folds"] for fold in sorted(set(folds))]
    asked = [
        (library, algorithm, number, given)
        for number, trials in enumerate(task["trials"])
        for library, algorithm, given in searches(trials, number + 1)
    ]
    found = joblib.Parallel(n_jobs=task["threads"])(
        joblib.delayed(search)(library, algorithm, rows, labels, *splits[number], given, number + 1)
        for library, algorithm, number, given in asked
    )
    libraries = {"scikit-learn": sklearn, "LightGBM": lightgbm, "pandas": pd, "numpy": np}
    versions = ", ".join(f"{name} {library.__version__}" for name, library in libraries.items())
    answers: list[dict[str, Any]] = [{"scikit-learn": {}, "LightGBM": {}} for _ in splits]
    for (library, algorithm, number, _), one in zip(asked, found, strict=True):
        answers[number][library][algorithm] = one
    print(json.dumps({"versions": versions, "splits": answers}))


def searches(ours: dict[str, list[Any]], seed: int) -> list[tuple[str, str, list[Any]]]:
    """Library, algorithm and trials; `ours` by algorithm."""
    more = sum(len(trials) for trials in ours.values()) - len(ours[BOOSTING])
    lightgbms = ("LightGBM", BOOSTING, ours[BOOSTING] + boosting_trials(more, seed))
    return [*(("scikit-learn", algorithm, trials) for algorithm, trials in ours.items()), lightgbms]


def search(
    library: str, algorithm: str, rows: pd.DataFrame, labels: Any, folds: Any, held: int, trials: list[Any], seed: int
) -> dict[str, Any]:
    """The best trial by the inner folds, and its metrics on the held-out one."""
    inner = [fold for fold in sorted(set(folds)) if fold != held]

    def scores(given: dict[str, Any], trained: Any, scored: Any) -> Any:
        fitted = model(library, algorithm, given, rows[trained], seed).fit(rows[trained], labels[trained])
        return fitted.predict_proba(rows[scored])[:, 1]

    def mean(given: dict[str, Any]) -> float:
        parts = [(folds == fold, (folds != fold) & (folds != held)) for fold in inner]
        values = [average_precision_score(labels[inside], scores(given, other, inside)) for inside, other in parts]
        return float(np.mean(values))

    measured = [(mean(given), given) for given in trials]
    best, given = max(measured, key=lambda trial: trial[0])
    unseen = folds == held
    found, truth = scores(given, ~unseen, unseen), labels[unseen]
    return {
        "inner": best,
        "parameters": given,
        "roc_auc": float(roc_auc_score(truth, found)),
        "pr_auc": float(average_precision_score(truth, found)),
        "brier": float(brier_score_loss(truth, found)),
    }


if __name__ == "__main__":
    main()
