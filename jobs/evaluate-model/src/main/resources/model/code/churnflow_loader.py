"""Loads a churn model for `mlflow.pyfunc.load_model`: raw columns in, churn probability and decision out.

The file travels with the model and needs numpy, pandas and onnxruntime only. It hands the columns to the graph as the graph
takes them: every number as a double, a missing one as NaN; every text as text, a missing one as the empty text; every timestamp
as milliseconds since 1970-01-01T00:00:00Z. Cells of text are read as the jobs read them from CSV: they are stripped, a number
has a decimal point and no separators, "true" and "false" are 1 and 0. A timestamp may be a moment of pandas or of Python,
ISO-8601 text, or the number of milliseconds; without a time zone it is in UTC.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import pandas as pd  # type: ignore[import-untyped]

PROBABILITY = "churn_probability"
DECISION = "churn_predicted"
THRESHOLD = "churnflow.threshold"
FEATURES = "churnflow.features"
WORDS = {"true": 1.0, "false": 0.0}
DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
BLOCK = 16384  # rows that the graph sees at once, so that its memory does not grow with the table


class ChurnModel:
    """A churn model of one file."""

    def __init__(self, file: str) -> None:
        self._session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
        said = self._session.get_modelmeta().custom_metadata_map
        self.threshold = float(said[THRESHOLD])
        self._readers = {feature["name"]: READERS[feature["kind"]] for feature in json.loads(said[FEATURES])}

    def predict(self, model_input: pd.DataFrame) -> pd.DataFrame:
        """The probability of each row, and whether it reaches the model's threshold."""
        missing = [name for name in self._readers if name not in model_input.columns]
        if missing:
            raise ValueError(f"expected a column {missing[0]}, found {', '.join(map(str, model_input.columns))}")
        columns = {name: read(model_input[name]) for name, read in self._readers.items()}
        found = np.array([p for block in self._blocks(columns, len(model_input)) for p in block], dtype=np.float64)
        return pd.DataFrame({PROBABILITY: found, DECISION: found >= self.threshold}, index=model_input.index)

    def _blocks(self, columns: dict[str, Any], rows: int) -> Iterator[Any]:
        for start in range(0, rows, BLOCK):
            feed = {name: values[start : start + BLOCK] for name, values in columns.items()}
            yield self._session.run([PROBABILITY], feed)[0][:, 0]


def numbers(column: pd.Series) -> Any:
    """The column as doubles; a missing cell is NaN."""
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.to_numpy(dtype=np.float64, na_value=math.nan)
    return np.array([number(column.name, row, cell) for row, cell in enumerate(column)], dtype=np.float64)


def number(name: Any, row: int, cell: Any) -> float:
    """One cell as a double."""
    if pd.isna(cell):
        return math.nan
    if not isinstance(cell, str):
        return float(cell)
    text = cell.strip()
    if not text:
        return math.nan
    found = WORDS.get(text.lower(), float(text) if DECIMAL.fullmatch(text) else math.nan)
    if not math.isfinite(found):
        raise ValueError(f"column {name}, row {row}: expected a number, found {cell!r}")
    return found


def texts(column: pd.Series) -> Any:
    """The column as Python's texts; a missing cell is the empty text."""
    cells = column.astype(object).where(column.notna(), "")
    return np.array([str(cell).strip() for cell in cells], dtype=object)


def moments(column: pd.Series) -> Any:
    """The column as milliseconds since 1970-01-01T00:00:00Z; a missing cell is NaN, what is finer is cut off."""
    if pd.api.types.is_numeric_dtype(column.dtype):
        return numbers(column)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        utc = pd.to_datetime(column, utc=True).dt.tz_localize(None)
        return np.where(utc.isna(), math.nan, utc.to_numpy().astype("datetime64[ms]").astype(np.float64))
    return np.array([moment(column.name, row, cell) for row, cell in enumerate(column)], dtype=np.float64)


def moment(name: Any, row: int, cell: Any) -> float:
    """One cell as milliseconds since 1970."""
    if isinstance(cell, str):
        cell = cell.strip() or None
    if pd.isna(cell):
        return math.nan
    if isinstance(cell, int | float | np.number):
        return float(cell)
    try:
        found = datetime.fromisoformat(cell) if isinstance(cell, str) else cell
        found = found if isinstance(found, datetime) else datetime(found.year, found.month, found.day)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
        return float((found - EPOCH) // MILLISECOND)
    except (ValueError, AttributeError):
        raise ValueError(f"column {name}, row {row}: expected a moment or ISO-8601 text, found {cell!r}") from None


READERS = {"number": numbers, "category": texts, "timestamp": moments}


def _load_pyfunc(path: str) -> ChurnModel:
    """What MLflow calls, with the model file's path."""
    return ChurnModel(path)
