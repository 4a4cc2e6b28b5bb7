"""Doing a training again: what a run's record must hold."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from churnflow_stack import recorded, reproduce
from churnflow_stack.rest import Rest

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
    with pytest.raises(recorded.NotRecordedError, match=r"MLflow run abc .*: expected that of a training, or of one of its"):
        recorded.read(Server(), "abc")  # type: ignore[arg-type]


def test_a_run_id_is_a_value_of_the_query_whatever_is_in_it() -> None:
    server = Server()
    with pytest.raises(recorded.NotRecordedError):
        recorded.read(server, "abc&x=/../.. #")  # type: ignore[arg-type]
    assert server.asked[0].endswith("runs/get?run_id=abc%26x%3D%2F..%2F..%20%23")


class Mlflow(BaseHTTPRequestHandler):
    """Has one training with one candidate, whose pipeline file is written as JSON, which is YAML too."""

    FILE = '{"format": 1,\n "name": "p"}\n'

    def do_GET(self) -> None:
        info = {"run_id": "abc", "experiment_id": "1", "artifact_uri": "mlflow-artifacts:/1/abc"}
        tags = [{"key": key, "value": value} for key, value in TAGS.items()]
        run = json.dumps({"run": {"info": info, "data": {"tags": tags}}})
        self.answer(self.FILE if self.path.endswith("/1/abc/pipeline.yaml") else run)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        tags = {"churnflow.algorithm": "a", "churnflow.model_sha256": "0", "churnflow.out_of_fold_sha256": "0"}
        data = {"tags": [{"key": key, "value": value} for key, value in tags.items()]}
        info = {"run_id": "abd", "run_name": "a", "status": "FINISHED"}
        self.answer(json.dumps({"runs": [{"info": info, "data": data}]}))

    def answer(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


def test_a_pipeline_file_that_is_json_is_read_as_it_was_written() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Mlflow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = recorded.read(Rest(f"http://127.0.0.1:{server.server_port}"), "abc")
        server.shutdown()
    assert found.pipeline_file == Mlflow.FILE


class Forgetful(Mlflow):
    """Knows the run that it is asked for, or not; has none of its files."""

    def do_GET(self) -> None:
        if "artifacts" in self.path or "run_id=none" in self.path:
            self.send_error(404)
        else:
            super().do_GET()


@pytest.mark.parametrize(
    ("run_id", "message"),
    [
        ("none", "MLflow run none: expected one that MLflow knows, found none"),
        ("abc", "MLflow run abc: expected pipeline.yaml among its artifacts, found none"),
    ],
)
def test_what_mlflow_does_not_have_is_said_in_words(run_id: str, message: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Forgetful) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(recorded.NotRecordedError) as error:
            recorded.read(Rest(f"http://127.0.0.1:{server.server_port}"), run_id)
        server.shutdown()
    assert str(error.value) == message


@pytest.mark.parametrize(("words", "message"), [(["score"], "INPUT: "), (["logs", "--component", "cook"], "C=cook: ")])
def test_a_wrong_word_ends_with_2(words: list[str], message: str) -> None:
    ended = subprocess.run([sys.executable, str(STACK), *words], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert ended.stderr.startswith(f"churnflow {words[0]}: error: {message}expected ")


def test_what_differs_is_seen_to_differ() -> None:
    """Also where it does in the last digit only."""
    recorded_as, now = repr(0.8412345678901234), repr(0.8412345678901235)
    line = reproduce.line(("a: pr_auc", recorded_as, now))
    assert line.split() == ["a:", "pr_auc", recorded_as, now, "DIFFERENT"]
    smallest = repr(-2.2250738585072014e-308)
    assert reproduce.line(("a: log_loss", smallest, smallest)).split()[2:] == [smallest, smallest, "identical"]


def test_of_a_digest_the_beginning_is_shown() -> None:
    assert reproduce.line(("table holdout", "0123456789abcdef" * 4, "f" * 64)).split()[2:] == [
        "0123456789abcdef",
        "f" * 16,
        "DIFFERENT",
    ]


def test_without_a_run_it_ends_with_2_since_1_says_that_something_differs() -> None:
    ended = subprocess.run([sys.executable, str(STACK), "reproduce"], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("churnflow reproduce: error: RUN: expected the id of an MLflow run")
