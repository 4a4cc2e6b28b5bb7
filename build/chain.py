"""The jobs one after the other as processes, without Airflow: what building and measuring run them with."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
LAUNCHER = REPO / "jobs" / "bin" / "run-job"
STARTING_SECONDS = 240
ENDING_SECONDS = 60


@dataclass(frozen=True)
class Step:
    """One job of a chain and the variables that only it is given."""

    job: str
    variables: dict[str, str] = field(default_factory=dict)


def training(algorithms: list[str], source: str) -> list[Step]:
    """The training chain over a CSV under an input root."""
    first = {"CHURNFLOW_PURPOSE": "training", "CHURNFLOW_INPUT": source}
    chosen = {"CHURNFLOW_ALGORITHMS": ",".join(algorithms)}
    return [
        Step("load-data", first),
        Step("validate-data", first),
        Step("process-data"),
        *[Step("train-model", {"CHURNFLOW_ALGORITHM": algorithm}) for algorithm in algorithms],
        Step("evaluate-model", chosen),
        Step("register-model"),
    ]


def profile() -> list[Step]:
    """What people look at beside a training, of which nothing depends on it; after the training's checks of its table."""
    return [Step("profile-data")]


def promotion() -> list[Step]:
    """The gate, and the promotion of what has passed it."""
    approved = {"CHURNFLOW_APPROVED_BY": "automatic", "CHURNFLOW_REASON": "passed the gate"}
    return [
        Step("promote-model", {"CHURNFLOW_ACTION": "gate"}),
        Step("promote-model", {"CHURNFLOW_ACTION": "promote"} | approved),
    ]


def inference(source: str) -> list[Step]:
    """The scoring chain over a CSV under an input root."""
    first = {"CHURNFLOW_PURPOSE": "inference", "CHURNFLOW_INPUT": source}
    return [Step("load-data", first), Step("validate-data", first), Step("predict"), Step("publish-predictions")]


def drift() -> list[Step]:
    """What people look at beside a scored batch, of which nothing depends on it."""
    return [Step("detect-drift")]


def performance(labels: str) -> list[Step]:
    """What has become of the customers, held against what was predicted of them."""
    return [Step("monitor-performance", {"CHURNFLOW_LABELS": labels})]


def retraining(source: str) -> list[Step]:
    """The beginning of a training whose rows are also those of scored customers; its pipeline has `training.outcomes`."""
    return [*training([], source)[:2], Step("add-outcomes")]


def page() -> list[Step]:
    """The page of what is known by then."""
    return [Step("render-monitoring")]


def preparation(table: Path, draft: Path) -> list[Step]:
    """What people do before there is a pipeline: draft its file from a CSV, and check it."""
    drafted = {"CHURNFLOW_CSV": str(table), "CHURNFLOW_NAME": draft.stem, "CHURNFLOW_OUTPUT": str(draft)}
    return [Step("infer-contract", drafted), Step("validate-pipeline", {"CHURNFLOW_FILE": str(draft)})]


def simulation(folder: Path) -> list[Step]:
    """Months of made customers, written into a folder that is not there yet."""
    size = {"CHURNFLOW_MONTHS": "1", "CHURNFLOW_ROWS": "500", "CHURNFLOW_TRAINING_ROWS": "500"}
    return [Step("generate-data", {"CHURNFLOW_OUTPUT": str(folder), "CHURNFLOW_CHANGES": "harmless@1"} | size)]


def every_job() -> list[str]:
    """The jobs' names, in the order in which the chains run them."""
    scoring = inference("") + drift() + performance("") + retraining("") + page()
    steps = training(["logistic-regression"], "") + profile() + promotion() + scoring
    steps += preparation(Path(), Path()) + simulation(Path())
    return list(dict.fromkeys(step.job for step in steps))


def run(step: Step, environment: dict[str, str]) -> str:
    """Run a step to its end and return its standard output; a failure ends the program with what the job said."""
    done = subprocess.run(
        [str(LAUNCHER), step.job], env=environment | step.variables, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{step.job} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


@contextlib.contextmanager
def mlflow_server(python: Path, folder: Path) -> Iterator[str]:
    """Run an MLflow server on a free loopback port for the length of the block; yields its address."""
    folder.mkdir()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(python), str(REPO / "mlflow" / "serve.py"), "--host", "127.0.0.1", "--port", str(port)]
    command += ["--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--serve-artifacts"]
    command += ["--artifacts-destination", str(folder / "artifacts")]
    environment = os.environ | {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder, start_new_session=True)
    try:
        wait_until_healthy(address, server, folder / "log")
        yield address
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the server's health page."""
    end = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            sys.exit(f"the MLflow server ended at once:\n{log.read_text()[-2000:]}")
        if answers(f"{address}/health"):
            return
        time.sleep(0.2)
    sys.exit(f"the MLflow server at {address} did not become healthy within {STARTING_SECONDS} s")


def answers(address: str) -> bool:
    """Whether a page of a server that this program has started answers with success."""
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own loopback address
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def free_port() -> int:
    """A loopback port that nothing holds at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
