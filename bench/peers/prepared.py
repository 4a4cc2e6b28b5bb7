"""What the peers' learners see: the same numbers as ours, made before the clock starts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Matrices:
    """Training and test rows as matrices with a label for each row."""

    train: Any
    labels: Any
    test: Any
    test_labels: Any
    names: list[str]

    def shuffled(self, seed: int) -> Matrices:
        """The training rows in another order."""
        order = np.random.default_rng(seed).permutation(len(self.labels))
        return replace(self, train=self.train[order], labels=self.labels[order])

    def filled(self) -> Matrices:
        """Missing numbers as the training rows' median."""
        medians = np.nanmedian(self.train, axis=0)
        for matrix in (self.train, self.test):
            rows, columns = np.nonzero(np.isnan(matrix))
            matrix[rows, columns] = medians[columns]
        return replace(self)


def read(file: Path) -> pd.DataFrame:
    """A CSV as `telco_like.py` writes it, without the id."""
    return pd.read_csv(file).drop(columns="customer_id")


def coded(train: pd.DataFrame, test: pd.DataFrame) -> Matrices:
    """Ordinal codes in the alphabet's order, single precision, as scikit-learn's trees want it."""
    known = categories(train)
    names = [name for name in train if name != "churn"]

    def matrix(table: pd.DataFrame) -> Any:
        out = np.empty((len(table), len(names)), dtype=np.float32)
        for place, name in enumerate(names):
            out[:, place] = pd.Categorical(table[name], known[name]).codes if name in known else table[name]
        return out

    return Matrices(matrix(train), labels(train), matrix(test), labels(test), names)


def designed(train: pd.DataFrame, test: pd.DataFrame) -> Matrices:
    """Standardised numbers, with a column for missing where there are such cells, and one-hot categories."""
    known = categories(train)
    numbers = [name for name in train if name not in known and name != "churn"]
    medians, missing = train[numbers].median(), [name for name in numbers if train[name].isna().any()]
    means, deviations = train[numbers].fillna(medians).mean(), train[numbers].fillna(medians).std(ddof=0)
    names = numbers + [f"{name}=" for name in missing] + [f"{name}={text}" for name in known for text in known[name]]

    def matrix(table: pd.DataFrame) -> Any:
        out = np.zeros((len(table), len(names)))
        out[:, : len(numbers)] = (table[numbers].fillna(medians) - means) / deviations
        out[:, len(numbers) : len(numbers) + len(missing)] = table[missing].isna()
        place = len(numbers) + len(missing)
        for name, texts in known.items():
            codes = pd.Categorical(table[name], texts).codes.astype(np.int64)
            out[np.flatnonzero(codes >= 0), place + codes[codes >= 0]] = 1
            place += len(texts)
        return out

    return Matrices(matrix(train), labels(train), matrix(test), labels(test), names)


def categories(train: pd.DataFrame) -> dict[str, list[str]]:
    """The categories of each column that has no numbers, sorted."""
    texts = [name for name in train if name != "churn" and not pd.api.types.is_numeric_dtype(train[name])]
    return {name: sorted(train[name].dropna().unique()) for name in texts}


def labels(table: pd.DataFrame) -> Any:
    """1 where the customer left."""
    return (table["churn"] == "Yes").to_numpy(dtype=np.int8)
