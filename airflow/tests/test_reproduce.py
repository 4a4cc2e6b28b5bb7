"""Doing a training again: what a run's record must hold."""

from __future__ import annotations

import contextlib
import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from churnflow_stack import recorded, reproduce
from churnflow_stack.places import Stack
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
    TRIALS = '{"columns": ["trial"], "data": [[1], [2], [3]]}'
    INPUT = b"id\n1\n"

    def do_GET(self) -> None:
        info = {"run_id": "abc", "experiment_id": "1", "artifact_uri": "mlflow-artifacts:/1/abc"}
        known = TAGS | {"churnflow.input_sha256": hashlib.sha256(self.INPUT).hexdigest()}
        tags = [{"key": key, "value": value} for key, value in known.items()]
        run = json.dumps({"run": {"info": info, "data": {"tags": tags}}})
        files = {"/1/abc/pipeline.yaml": self.FILE, "/1/abd/trials.json": self.TRIALS}
        self.answer(next((text for name, text in files.items() if self.path.endswith(name)), run))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        tags = {"churnflow.algorithm": "a", "churnflow.model_sha256": "0", "churnflow.out_of_fold_sha256": "0"}
        data = {"tags": [{"key": key, "value": value} for key, value in tags.items()]}
        info = {"run_id": "abd", "run_name": "a", "status": "FINISHED", "artifact_uri": "mlflow-artifacts:/1/abd"}
        self.answer(json.dumps({"runs": [{"info": info, "data": data}]}))

    def answer(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serving(answers: type[Mlflow]) -> Iterator[int]:
    """The port of a server for the length of the block."""
    with ThreadingHTTPServer(("127.0.0.1", 0), answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_pipeline_file_that_is_json_is_read_as_it_was_written() -> None:
    with serving(Mlflow) as port:
        found = recorded.read(Rest(f"http://127.0.0.1:{port}"), "abc")
    assert (found.pipeline_file, found.release) == (Mlflow.FILE, "")
    assert [candidate.trials for candidate in found.candidates] == [3]


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
    with serving(Forgetful) as port, pytest.raises(recorded.NotRecordedError) as error:
        recorded.read(Rest(f"http://127.0.0.1:{port}"), run_id)
    assert str(error.value) == message


class Released(Mlflow):
    """Its pipeline file names a release of the jobs."""

    FILE = 'format: 1\nname: p\nrelease: "0.0.7"  # until the next one\n'


class Escaping(Mlflow):
    """Its pipeline file has been changed after the jobs have checked it."""

    FILE = 'format: 1\nname: p\nrelease: "../0.0.7"\n'


LAUNCHER = """#!/bin/sh
run=$CHURNFLOW_HOME/runs/p/r; mkdir -p "$run/$1"
echo "$1 of $CHURNFLOW_JOBS" >>"$CHURNFLOW_JOBS/started"
echo '{"files": {}}' >"$run/$1/manifest.json"
[ "$1" != train-model ] && exit
mkdir "$run/$1/a"
echo '{"files": {"model.onnx": {"sha256": "MODEL"}, "out_of_fold.arrow": {"sha256": "0"}}}' >"$run/$1/a/manifest.json"
echo '{"out_of_fold": {}, "search": {"trials_asked": ASKED, "trials_done": DONE}}' >"$run/$1/a/training.json"
"""


def again(var: Path, answers: type[Mlflow], monkeypatch: pytest.MonkeyPatch) -> int:
    """`make reproduce` beside a server of these answers, in `var`."""
    (var / "input").mkdir(parents=True)
    (var / "input" / "d.csv").write_bytes(Mlflow.INPUT)
    monkeypatch.setenv("CHURNFLOW_INPUT_ROOTS", str(var / "input"))
    monkeypatch.setenv("CHURNFLOW_JAVA", "java")
    with serving(answers) as port:
        stack = Stack(var, 1, port)
        stack.make_folders()
        return reproduce.reproduce(stack, "abc")


def jobs(folder: Path, model: str = "0", asked: int = 3, done: int = 3) -> Path:
    """Jobs that tell who started them, and come to these results."""
    (folder / "bin").mkdir(parents=True)
    launcher = folder / "bin" / "run-job"
    launcher.write_text(LAUNCHER.replace("MODEL", model).replace("ASKED", str(asked)).replace("DONE", str(done)))
    launcher.chmod(0o755)
    (folder / "release.json").write_text("{}")
    return folder


def test_a_release_that_the_pipeline_file_names_does_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release, own = jobs(tmp_path / "home" / "releases" / "0.0.7"), jobs(tmp_path / "own")
    monkeypatch.setenv("CHURNFLOW_JOBS", str(own))
    assert again(tmp_path, Released, monkeypatch) == 0
    steps = ("load-data", "validate-data", "process-data", "train-model")
    assert (release / "started").read_text().splitlines() == [f"{step} of {release}" for step in steps]
    assert not (own / "started").exists()


@pytest.mark.parametrize(("answers", "version"), [(Released, "0.0.7"), (Escaping, "../0.0.7")])
def test_a_release_that_is_not_there_ends_with_2_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answers: type[Mlflow], version: str
) -> None:
    elsewhere = jobs(tmp_path / "home" / "0.0.7")
    (tmp_path / "home" / "releases").mkdir()
    assert again(tmp_path, answers, monkeypatch) == 2
    message = f"churnflow reproduce: error: release {version}: expected it in {tmp_path}/home/releases, found none "
    said = capsys.readouterr().err
    assert said.startswith(message) and said.count("\n") == 1
    assert not (elsewhere / "started").exists()


@pytest.mark.parametrize(
    ("model", "done", "said"),
    [
        ("1", 2, "a: the search's minutes cut it short: 3 of 5 trials were done, now 2; how many depends on the machine"),
        ("1", 3, "a: the search's minutes cut it short: 3 of 5 trials were done, now 3; how many depends on the machine"),
        ("0", 3, ""),
    ],
)
def test_where_minutes_have_cut_a_search_it_is_said_of_what_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], model: str, done: int, said: str
) -> None:
    monkeypatch.setenv("CHURNFLOW_JOBS", str(jobs(tmp_path / "own", model, asked=5, done=done)))
    assert again(tmp_path, Mlflow, monkeypatch) == (1 if said else 0)
    assert (said or "identical\n") in (out := capsys.readouterr().out)
    assert ("cut it short" in out) == bool(said)


def test_a_search_that_its_trials_ended_is_no_excuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHURNFLOW_JOBS", str(jobs(tmp_path / "own", "1")))
    assert again(tmp_path, Mlflow, monkeypatch) == 1
    assert "cut it short" not in capsys.readouterr().out


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
