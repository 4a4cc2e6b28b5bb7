"""Timestamps: jars, onnxruntime, pyfunc and the whole chain of jars derive the same of them.

The cases are left by the learning module's tests: the raw table with its timestamps in ISO-8601, years 364 to 8957 among them.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import random
from pathlib import Path
from typing import Any

import mlflow.pyfunc
import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from tests.support import pipelines, rows, scoring, timestamps
from tests.support.cases import ALGORITHMS, CLOSE, built, expected, worst
from tests.support.cases import rows as cells
from tests.support.jobs import Ended, Workspace, inference, training

TODAY = dt.date(2024, 6, 30)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_onnxruntime_gives_the_probabilities_of_the_jars(name: str) -> None:
    model = built(timestamps.CASES / f"{name}.onnx").read_bytes()
    assert worst(expected(timestamps.CASES, name), scoring.probabilities(model, cells(timestamps.CASES))) <= CLOSE


@pytest.mark.parametrize("name", ALGORITHMS)
def test_pyfunc_takes_texts_moments_and_moments_with_a_zone(tmp_path: Path, name: str) -> None:
    model = mlflow.pyfunc.load_model(str(timestamps.folder_of(tmp_path / "model", name)))
    texts, millis = timestamps.texts(), timestamps.millis()
    wanted = expected(timestamps.CASES, name)
    assert worst(wanted, list(model.predict(texts)["churn_probability"])) <= CLOSE
    whole = {column: pd.Series(values).astype("Int64") for column, values in millis.items()}
    numbers = texts.assign(**whole)
    assert worst(wanted, list(model.predict(numbers)["churn_probability"])) <= CLOSE
    for zone in (None, "America/New_York"):
        zoned = {column: _datetimes(values, zone) for column, values in millis.items()}
        assert worst(wanted, list(model.predict(texts.assign(**zoned))["churn_probability"])) <= CLOSE


def _datetimes(millis: list[float], zone: str | None) -> pd.Series:
    moments = pd.Series(np.array(["NaT" if math.isnan(value) else int(value) for value in millis], dtype="datetime64[ms]"))
    return moments if zone is None else moments.dt.tz_localize("UTC").dt.tz_convert(zone)


def test_a_cell_that_is_no_moment_is_named(tmp_path: Path) -> None:
    model = mlflow.pyfunc.load_model(str(timestamps.folder_of(tmp_path / "model", "logistic-regression")))
    table = pd.DataFrame(
        {"contract": ["One year"], "tenure": [1], "signed_up": ["31/12/2023"], "last_seen": [None], "as_of": [None]}
    )
    with pytest.raises(Exception, match=r"column signed_up, row 0: expected a moment or ISO-8601 text, found '31/12/2023'"):
        model.predict(table)


def dated(table: list[rows.Row]) -> list[rows.Row]:
    """The sample with the day that a customer signed up, in the German way, and a time of last contact."""
    draws = random.Random(5)
    made = []
    for row in table:
        day = TODAY - dt.timedelta(days=30 * int(row["tenure"]) + draws.randrange(30))
        seen = f"{TODAY - dt.timedelta(days=draws.randrange(90))}T{draws.randrange(24):02}:30:00+02:00"
        made.append({**row, "signed_up": f"{day:%d.%m.%Y}", "last_seen": seen if draws.random() < 0.9 else ""})
    return made


DERIVED = [
    {
        "from": "signed_up",
        "part": "age_in_days",
        "name": "age",
        "until": "2024-06-30",
        "phrase": "signed up {value} days before",
    },
    {"from": "signed_up", "part": "month"},
    {"from": "last_seen", "part": "weekday"},
    {"from": "last_seen", "part": "hour"},
    {"from": "signed_up", "part": "age_in_days", "name": "silent", "until_column": "last_seen"},
]


def pipeline(name: str, **split: Any) -> pipelines.Section:
    content = pipelines.small(name, inference={"reasons": 5}, **({"split": split} if split else {}))
    content["contract"]["columns"] += [
        {"name": "signed_up", "type": "timestamp", "format": "dd.MM.yyyy", "earliest": "2000-01-01", "latest": "2024-06-30"},
        {"name": "last_seen", "type": "timestamp", "missing": 0.2},
    ]
    content["contract"]["columns"] = [column for column in content["contract"]["columns"] if column["name"] != "tenure"]
    content["features"] = {"exclude": ["total_charges"], "derived": DERIVED}
    content["evaluation"] = {"slices": []}
    return content


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("timestamps")
    made = Workspace(folder / "home", folder / "pipelines", "dated")
    pipelines.write(made.pipelines, pipeline("dated"))
    rows.write(made.home / "inbox" / "training.csv", dated(rows.training(1500)))
    rows.write(made.home / "inbox" / "new.csv", dated(rows.new_customers(300)))
    return made


@pytest.fixture(scope="module")
def trained(work: Workspace) -> Path:
    """The training's run folder."""
    for step in training(ALGORITHMS, "training.csv")[:6]:
        work.run("training", step).succeeded()
    return work.folder("training")


def scored(work: Workspace, run_id: str, model: bytes, source: str = "new.csv") -> Ended:
    load, validate, predict, publish = inference(source)
    work.run(run_id, load).succeeded()
    work.run(run_id, validate).succeeded()
    work.give_model(run_id, model)
    work.run(run_id, predict).succeeded()
    return work.run(run_id, publish)


def iso(table: list[rows.Row]) -> list[rows.Row]:
    return [{**row, "signed_up": "-".join(reversed(row["signed_up"].split(".")))} for row in table]


@pytest.mark.parametrize("name", ALGORITHMS)
def test_what_the_jars_train_scores_the_same_in_predict_and_in_onnxruntime(work: Workspace, trained: Path, name: str) -> None:
    summary = json.loads((trained / "train-model" / name / "training.json").read_text())
    assert {feature["name"] if "name" in feature else f"{feature['from']}_{feature['part']}" for feature in DERIVED} <= set(
        summary["features"]
    )
    assert not {"signed_up", "last_seen"} & set(summary["features"])
    model = (trained / "train-model" / name / "model.onnx").read_bytes()
    scored(work, f"score {name}", model).succeeded()
    with (work.folder(f"score {name}") / "publish-predictions" / "predictions.csv").open(newline="") as file:
        found = list(csv.DictReader(file))
    table = iso(dated(rows.new_customers(300)))
    assert worst([float(row["churn_probability"]) for row in found], scoring.probabilities(model, table)) <= CLOSE
    reasons = [row[f"reason_{place}"] for row in found for place in range(1, 6)]
    assert any(reason.startswith("signed up ") and reason.endswith(" days before") for reason in reasons)
    for row, customer in zip(found, table, strict=True):
        age = (TODAY - dt.date.fromisoformat(customer["signed_up"])).days
        for place in range(1, 6):
            if row[f"reason_{place}"].startswith("signed up ") and "month" not in row[f"reason_{place}"]:
                assert row[f"reason_{place}"] == f"signed up {age} days before"


def test_the_same_model_gives_the_same_answer_whatever_else_is_in_the_batch(work: Workspace, trained: Path) -> None:
    model = (trained / "train-model" / "random-forest" / "model.onnx").read_bytes()
    table = dated(rows.new_customers(300))
    rows.write(work.home / "inbox" / "few.csv", table[250:])
    scored(work, "few", model, "few.csv").succeeded()
    scored(work, "all", model).succeeded()
    few = (work.folder("few") / "publish-predictions" / "predictions.csv").read_text().splitlines()[1:]
    assert few == (work.folder("all") / "publish-predictions" / "predictions.csv").read_text().splitlines()[251:]


def test_a_split_by_a_timestamp_holds_the_latest_out(work: Workspace) -> None:
    pipelines.write(work.pipelines, pipeline("by_time", time_column="signed_up"))
    made = Workspace(work.home, work.pipelines, "by_time")
    for step in training(["logistic-regression"], "training.csv")[:4]:
        made.run("by time", step).succeeded()
    earlier, later = (arrow(made.folder("by time") / "process-data" / f"{part}.arrow") for part in ("train", "holdout"))
    assert len(earlier) + len(later) == 1500
    assert max(earlier) <= min(later)


def arrow(file: Path) -> list[float]:
    """When each customer signed up."""
    with pa.memory_map(str(file)) as source:
        return pa.ipc.open_file(source).read_all()["signed_up"].to_pylist()


def test_a_date_that_is_none_or_out_of_range_ends_with_3_and_names_place_value_and_format(work: Workspace) -> None:
    load, validate = training([], "bad.csv")[:2]
    table = dated(rows.training(600))
    table[7]["signed_up"] = "31.02.2024"
    rows.write(work.home / "inbox" / "bad.csv", table)
    ended = work.run("no date", load)
    assert ended.code == 3
    assert "bad.csv, line 9, column signed_up: expected a timestamp of the form dd.MM.yyyy, found '31.02.2024'" in ended.err
    table[7]["signed_up"] = "01.07.2024"
    rows.write(work.home / "inbox" / "bad.csv", table)
    work.run("late", load).succeeded()
    ended = work.run("late", validate)
    assert ended.code == 3
    assert "column signed_up, row 8: expected a value from 2000-01-01 to 2024-06-30, found 2024-07-01" in ended.err
