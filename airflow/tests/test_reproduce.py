"""Doing a training again: what a run's record must hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from churnflow_stack import recorded

STACK = Path(__file__).resolve().parents[1] / "bin" / "stack.py"
TAGS = {
    "churnflow.airflow.run_id": "r",
    "churnflow.pipeline": "p",
    "churnflow.input": "d.csv",
    "churnflow.input_sha256": "0",
    "churnflow.commit": "c",
}


class Server:
    """Knows one parent run without candidates, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        self.asked.append(path)
        if "runs/search" in path:
            return {}
        info = {"run_id": "abc", "experiment_id": "1", "artifact_uri": "mlflow-artifacts:/1/abc"}
        tags = [{"key": key, "value": value} for key, value in TAGS.items()]
        return {"run": {"info": info, "data": {"tags": tags}}}


def test_a_run_whose_candidates_never_finished_is_no_record() -> None:
    with pytest.raises(recorded.NotRecordedError, match="MLflow run abc: expected a finished candidate at least, found none"):
        recorded.read(Server(), "abc")  # type: ignore[arg-type]


def test_a_run_id_is_a_value_of_the_query_whatever_is_in_it() -> None:
    server = Server()
    with pytest.raises(recorded.NotRecordedError):
        recorded.read(server, "abc&x=/../.. #")  # type: ignore[arg-type]
    assert server.asked[0].endswith("runs/get?run_id=abc%26x%3D%2F..%2F..%20%23")


def test_without_a_run_it_ends_with_2_since_1_says_that_something_differs() -> None:
    ended = subprocess.run([sys.executable, str(STACK), "reproduce"], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("churnflow reproduce: error: RUN: expected the id of an MLflow run")
