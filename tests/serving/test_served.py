"""`mlflow models serve` over HTTP gives the probabilities of the jars. Slow: a server for each model."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd  # type: ignore[import-untyped]
import pytest

from tests.support import timestamps
from tests.support.cases import ALGORITHMS, BUILT, CLOSE, MODEL_FOLDER, NAMES, built, expected, frame, worst
from tests.support.places import free_port
from tests.support.rest import Rest
from tests.support.served import request

STARTS = 120


@contextmanager
def served(folder: Path) -> Iterator[Rest]:
    """The folder behind MLflow's scoring server, in this very environment."""
    port = free_port()
    command = [sys.executable, "-m", "mlflow", "models", "serve", "--env-manager", "local"]
    command += ["--model-uri", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with (folder.parent / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder.parent, env=os.environ | {"PATH": search}, start_new_session=True
        )
    try:
        rest = Rest(f"http://127.0.0.1:{port}")
        await_health(rest, server, folder.parent / "server.log")
        yield rest
    finally:
        os.killpg(server.pid, 9)
        server.wait()


def await_health(rest: Rest, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTS
    while time.monotonic() < end and server.poll() is None:
        try:
            rest.raw("GET", "/ping")
        except urllib.error.URLError:
            time.sleep(0.3)
        else:
            return
    raise AssertionError("the scoring server did not start: " + log.read_text()[-2000:])


@pytest.mark.parametrize("name", NAMES)
def test_the_served_model_gives_the_probabilities_of_the_jars(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(built(MODEL_FOLDER), folder)
    shutil.copy(built(BUILT / f"{name}.onnx"), folder / "model.onnx")
    with served(folder) as rest:
        found = rest.call("POST", "/invocations", request(frame(BUILT)))["predictions"]
        example = json.loads((folder / "serving_input_example.json").read_text())
        assert len(rest.call("POST", "/invocations", example)["predictions"]) == 1
    assert worst(expected(BUILT, name), [row["churn_probability"] for row in found]) <= CLOSE
    assert {type(row["churn_predicted"]) for row in found} == {bool}


@pytest.mark.parametrize("name", ALGORITHMS)
def test_the_served_model_derives_what_the_jars_derive_of_timestamps(tmp_path: Path, name: str) -> None:
    texts = timestamps.texts()
    millis = {column: whole(values) for column, values in timestamps.millis().items()}
    with served(timestamps.folder_of(tmp_path / "model", name)) as rest:
        for table in (texts, texts.assign(**millis)):
            found = rest.call("POST", "/invocations", request(table))["predictions"]
            assert worst(expected(timestamps.CASES, name), [row["churn_probability"] for row in found]) <= CLOSE


def whole(values: list[float]) -> pd.Series:
    """Whole numbers as JSON has them, without a decimal point."""
    return pd.Series([None if math.isnan(value) else int(value) for value in values], dtype=object)
