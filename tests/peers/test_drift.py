"""Our statistics of drift beside SciPy's, and what we say of Evidently and NannyML beside what they say, on the same tables.

The learning module's tests leave the tables and ours: a folder for each size of the reference, on either side of the 1,000 rows
at which Evidently changes its method.
"""

from __future__ import annotations

import csv
import json
import subprocess
from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from scipy import stats  # type: ignore[import-untyped]
from scipy.spatial.distance import jensenshannon  # type: ignore[import-untyped]

from tests.support.cases import LEARNING, built
from tests.support.places import ROOT

CASES = LEARNING / "target" / "drift-cases"
PYTHON = ROOT / ".venv" / "drift" / "bin" / "python"
PROGRAM = ROOT / "tests" / "peers" / "drift_packages" / "values.py"
SIZES = ["400", "1000", "1010", "5000"]
CLOSE = 1e-9
Found = dict[str, dict[str, list[float]]]


@cache
def ours(size: str) -> Found:
    found: Found = defaultdict(lambda: defaultdict(list))
    with built(CASES / size / "ours.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            found[row["column"]][row["statistic"]].append(float(row["value"]))
    return found


@cache
def theirs(size: str) -> dict[str, dict[str, Any]]:
    done = subprocess.run([str(PYTHON), str(PROGRAM), str(CASES / size)], capture_output=True, text=True, check=True)
    found: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(size: str, file: str) -> pd.DataFrame:
    return pd.read_csv(CASES / size / file)


def counts(size: str, name: str) -> tuple[Any, Any]:
    """Rows of each of our bins, of the reference and of the batch."""
    rows = [table(size, file)[name].notna().sum() for file in ("reference.csv", "batch.csv")]
    column = ours(size)[name]
    first, second = np.array(column["bin_reference"]) * rows[0], np.array(column["bin_batch"]) * rows[1]
    return np.rint(first), np.rint(second)


@pytest.mark.parametrize("size", SIZES)
def test_numbers_are_compared_as_scipy_does(size: str) -> None:
    compared = 0
    for name, column in ours(size).items():
        for statistic in ("ks", "ks_exact_p", "ks_limit_p", "wasserstein"):
            if statistic in column:
                expected = theirs(size)[name][statistic]
                assert column[statistic][0] == pytest.approx(expected, abs=CLOSE, rel=CLOSE), (name, statistic)
                compared += 1
    assert compared == 4 * 9


@pytest.mark.parametrize("size", SIZES)
def test_bins_are_compared_as_scipy_does(size: str) -> None:
    for name, column in ours(size).items():
        first, second = counts(size, name)
        p, q = first / first.sum(), second / second.sum()
        assert column["jensen_shannon"][0] == pytest.approx(jensenshannon(p, q), abs=CLOSE), name
        expected = stats.chi2_contingency(np.array([first, second]), correction=False).statistic
        assert column["chi_squared"][0] == pytest.approx(expected, rel=CLOSE), name
        p, q = np.where(p == 0, 0.0001, p), np.where(q == 0, 0.0001, q)
        assert column["psi"][0] == pytest.approx(((q - p) * np.log(q / p)).sum(), rel=CLOSE), name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["smooth", "alike", "skewed", "gaps"])
def test_bins_of_numbers_are_numpys_deciles(size: str, name: str) -> None:
    values = table(size, "reference.csv")[name].dropna()
    edges = [-np.inf, *np.quantile(values, np.arange(1, 10) / 10, method="inverted_cdf"), np.inf]
    rows = [((values > low) & (values <= high)).mean() for low, high in pairwise(edges)]
    assert ours(size)[name]["bin_reference"] == pytest.approx(rows, abs=CLOSE)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tool", ["Evidently", "NannyML"])
def test_other_tools_say_what_we_say_they_do(size: str, tool: str) -> None:
    for name, column in ours(size).items():
        for part in ("value", "limit", "drift"):
            key = f"{tool}_{part}"
            assert column[key][0] == pytest.approx(theirs(size)[name][key], abs=CLOSE, rel=1e-7), (name, key)


def test_the_tables_show_evidentlys_flip_and_both_verdicts() -> None:
    """Else the comparison would compare little."""
    for tool in ("Evidently", "NannyML"):
        said = {column[f"{tool}_drift"][0] for size in SIZES for column in ours(size).values()}
        assert said == {0.0, 1.0}, tool


def test_fishers_test_is_scipys() -> None:
    with built(CASES / "fisher.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            table = [[int(row["a"]), int(row["b"])], [int(row["c"]), int(row["d"])]]
            assert float(row["p"]) == pytest.approx(stats.fisher_exact(table).pvalue, abs=1e-12, rel=1e-7), table
