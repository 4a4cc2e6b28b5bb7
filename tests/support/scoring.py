"""An independent opinion on a model file: onnxruntime over the raw CSV, without any code of the jobs."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import onnxruntime  # type: ignore[import-untyped]

from tests.support.rows import Row

WORDS = {"true": 1.0, "false": 0.0}


def probabilities(model: bytes, table: Sequence[Row]) -> list[float]:
    """The model's churn probability of each row."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    kinds = {column["name"]: column["kind"] for column in json.loads(metadata(model)["churnflow.features"])}
    feed = {}
    for entry in session.get_inputs():
        cells = [row[entry.name].strip() for row in table]
        if entry.type == "tensor(double)":
            read = moment if kinds[entry.name] == "timestamp" else number
            feed[entry.name] = np.array([read(cell) for cell in cells], dtype=np.float64)
        else:
            feed[entry.name] = np.array(cells, dtype=object)
    found = session.run(["churn_probability"], feed)[0]
    assert found.shape == (len(table), 1), found.shape
    return [float(value) for value in found[:, 0]]


def metadata(model: bytes) -> dict[str, str]:
    """What the model file says of itself."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    said: dict[str, str] = session.get_modelmeta().custom_metadata_map
    return said


def moment(cell: str) -> float:
    """ISO-8601 as milliseconds since 1970-01-01T00:00:00Z; without a zone it is in UTC, and nothing is NaN."""
    if cell == "":
        return math.nan
    found = datetime.fromisoformat(cell)
    since = (found if found.tzinfo else found.replace(tzinfo=UTC)) - datetime(1970, 1, 1, tzinfo=UTC)
    return float(since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000)


def number(cell: str) -> float:
    """A cell as the model's input defines it: nothing is NaN, a boolean is 0 or 1."""
    if cell == "":
        return math.nan
    return WORDS[cell.lower()] if cell.lower() in WORDS else float(cell)
