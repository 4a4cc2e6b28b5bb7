"""What SciPy, Evidently and NannyML find of two tables; runs in an environment of its own.

    .venv/drift/bin/python tests/peers/drift_packages/values.py FOLDER

reads `reference.csv` and `batch.csv` of the folder and prints JSON: for each column what the three say.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
from scipy import special, stats  # type: ignore[import-untyped]

warnings.filterwarnings("ignore")
# Neither tool is to tell its makers that it runs.
os.environ |= {"NML_DISABLE_USAGE_LOGGING": "1", "DO_NOT_TRACK": "1"}
Values = dict[str, Any]


def main(folder: Path) -> None:
    """Read, ask, print."""
    reference, batch = (pd.read_csv(folder / name, float_precision="round_trip") for name in ("reference.csv", "batch.csv"))
    alerts = nannyml(reference, batch)
    found = {}
    for name in reference:
        found[name] = scipy(reference[name], batch[name]) | evidently(reference, batch, name) | alerts[name]
    print(json.dumps(found))


def scipy(reference: pd.Series, batch: pd.Series) -> Values:
    """Kolmogorov-Smirnov and Wasserstein of numbers."""
    first, second = reference.dropna(), batch.dropna()
    if not pd.api.types.is_numeric_dtype(first):
        return {}
    test = stats.ks_2samp(first, second, method="exact")
    size = len(first) * len(second) / (len(first) + len(second))
    return {
        "ks": test.statistic,
        "ks_exact_p": test.pvalue,
        "ks_limit_p": special.kolmogorov(np.sqrt(size) * test.statistic),
        "wasserstein": stats.wasserstein_distance(first, second),
    }


def evidently(reference: pd.DataFrame, batch: pd.DataFrame, name: str) -> Values:
    """Its default for the column."""
    from evidently.legacy.metrics import ColumnDriftMetric  # type: ignore[import-not-found]
    from evidently.legacy.report import Report  # type: ignore[import-not-found]

    report = Report(metrics=[ColumnDriftMetric(column_name=name)])
    report.run(reference_data=reference[[name]], current_data=batch[[name]], column_mapping=mapping(reference, name))
    result = report.as_dict()["metrics"][0]["result"]
    return {
        "Evidently_value": float(result["drift_score"]),
        "Evidently_limit": float(result["stattest_threshold"]),
        "Evidently_drift": float(result["drift_detected"]),
    }


def mapping(reference: pd.DataFrame, name: str) -> Any:
    """Numbers are numbers, however few there are."""
    from evidently.legacy.pipeline.column_mapping import ColumnMapping  # type: ignore[import-not-found]

    numeric = pd.api.types.is_numeric_dtype(reference[name])
    return ColumnMapping(numerical_features=[name] if numeric else [], categorical_features=[] if numeric else [name])


def nannyml(reference: pd.DataFrame, batch: pd.DataFrame) -> dict[str, Values]:
    """Jensen-Shannon with the default threshold over ten chunks; the batch is one chunk."""
    from nannyml import UnivariateDriftCalculator  # type: ignore[import-not-found]
    from nannyml.chunk import CountBasedChunker  # type: ignore[import-not-found]

    methods = {"continuous_methods": ["jensen_shannon"], "categorical_methods": ["jensen_shannon"]}
    calculator = UnivariateDriftCalculator(column_names=list(reference), chunker=CountBasedChunker(10), **methods)
    calculator.fit(reference)
    found = {}
    for name in reference:
        kind = calculator._column_to_models_mapping[name]
        (method,) = kind
        value = method._calculate(batch[name])
        found[name] = {
            "NannyML_value": float(value),
            "NannyML_limit": float(method.upper_threshold_value),
            "NannyML_drift": float(bool(method.alert(value))),
        }
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
