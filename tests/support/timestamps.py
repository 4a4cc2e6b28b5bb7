"""The cases of models that see what is derived of timestamps, which the learning module's tests leave.

The raw table has its moments in ISO-8601, years 1 to 9999 among them.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd  # type: ignore[import-untyped]
import yaml

from tests.support import scoring
from tests.support.cases import LEARNING, MODEL_FOLDER, built, rows

CASES = LEARNING / "target" / "timestamp-cases"
MOMENTS = ["signed_up", "last_seen", "as_of"]


def folder_of(folder: Path, name: str) -> Path:
    """The model as evaluate-model would log it: its folder, with this model's columns in the signature."""
    model = built(CASES / f"{name}.onnx")
    shutil.copytree(built(MODEL_FOLDER), folder)
    shutil.copy(model, folder / "model.onnx")
    described = yaml.safe_load((folder / "MLmodel").read_text())
    columns = json.loads(scoring.metadata(model.read_bytes())["churnflow.features"])
    kinds = {"number": "any", "timestamp": "any", "category": "string"}
    inputs = [{"name": column["name"], "type": kinds[column["kind"]], "required": True} for column in columns]
    described["signature"]["inputs"] = json.dumps(inputs)
    del described["saved_input_example_info"]
    (folder / "MLmodel").write_text(yaml.safe_dump(described))
    return folder


def texts() -> pd.DataFrame:
    """The rows of the cases with their moments as texts."""
    table = rows(CASES)
    columns = {name: [row[name] or None for row in table] for name in ["contract", *MOMENTS]}
    return pd.DataFrame({"tenure": [float(row["tenure"] or "nan") for row in table], **columns})


def millis() -> dict[str, list[float]]:
    """Their moments as milliseconds since 1970-01-01T00:00:00Z, NaN where missing."""
    return {name: [scoring.moment(row[name]) for row in rows(CASES)] for name in MOMENTS}
