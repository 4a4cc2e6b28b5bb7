"""A whole stack for tests, started as `make up` does, on ports and in a folder of its own.

While writing tests, `CHURNFLOW_TEST_KEEP=1` leaves it running after them, and takes it up again at their next start.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.support import processes
from tests.support.airflow import FINISHED, Airflow
from tests.support.jobs import run_folder_name
from tests.support.mlflow import Mlflow
from tests.support.places import DATA, ROOT, free_port
from tests.support.rest import RestError

PROGRAMS = ("scheduler", "dag-processor", "api-server", "triggerer", "mlflow")
BIN = ROOT / ".venv" / "airflow" / "bin"
STACK_ID = "CHURNFLOW_STACK_ID"
LARGEST = 2_000_000


class Stack:
    """Everything that runs lives in `var`; the pipeline files come from `var/pipelines`."""

    airflow: Airflow
    mlflow: Mlflow

    def __init__(self, var: Path) -> None:
        self.var = var
        self.home = var / "home"
        self.inbox = self.home / "inbox"
        self.pipelines = var / "pipelines"
        self.airflow_port, self.mlflow_port = self._kept_ports() or (free_port(), free_port())
        self.variables = {
            "CHURNFLOW_VAR": str(var),
            "CHURNFLOW_AIRFLOW_PORT": str(self.airflow_port),
            "CHURNFLOW_MLFLOW_PORT": str(self.mlflow_port),
            "CHURNFLOW_PIPELINES": str(self.pipelines),
            "CHURNFLOW_INPUT_ROOTS": f"{self.inbox}:{DATA}",
            "CHURNFLOW_RUNNER": "bash",
        }
        if not self._kept_ports():
            self._command("down")
            shutil.rmtree(var, ignore_errors=True)

    def _kept_ports(self) -> tuple[int, int] | None:
        """The ports of the stack that the tests before have left running, if they were told to."""
        ports = self.var / "run" / "ports.json"
        if "CHURNFLOW_TEST_KEEP" not in os.environ or not ports.exists() or not self.processes():
            return None
        found = json.loads(ports.read_text())
        return found["airflow"], found["mlflow"]

    def __enter__(self) -> Stack:
        try:
            self._command("up")
            passwords = self.secrets()
            self.airflow = Airflow(f"http://127.0.0.1:{self.airflow_port}", "admin", passwords["admin"])
            self.mlflow = Mlflow(f"http://127.0.0.1:{self.mlflow_port}", "admin", passwords["mlflow-password"])
            self._await_dags()
        except BaseException:
            self._command("down")
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if "CHURNFLOW_TEST_KEEP" in os.environ:
            return
        self._command("down")
        left = {pid: processes.command_line(pid) for pid in self.processes()}
        assert left == {}, "processes that outlived `make down`"

    def _command(self, *words: str) -> str:
        done = subprocess.run(
            [str(BIN / "python"), str(ROOT / "airflow" / "bin" / "stack.py"), *words],
            env=os.environ | self.variables,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
        assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def make(self, *words: str) -> str:
        """What a person's `make` prints, about this stack."""
        done = subprocess.run(
            ["make", "--no-print-directory", *words],
            cwd=ROOT, env=os.environ | self.variables, capture_output=True, text=True, timeout=400, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def _await_dags(self) -> None:
        """Until the DAGs of every pipeline file are there, and no file is broken."""
        wanted = {
            f"{file.stem}_{kind}"
            for file in self.pipelines.glob("*.yaml")
            for kind in ("training", "promotion", "inference", "performance", "monitoring")
        }
        await_true(lambda: wanted <= self.airflow.dag_ids() or self.airflow.import_errors(), 120, f"DAGs {sorted(wanted)}")
        assert self.airflow.import_errors() == []

    # what it consists of

    @property
    def ports(self) -> set[int]:
        return {self.airflow_port, self.mlflow_port}

    def processes(self) -> set[int]:
        """Every process of this stack, whoever its parent is by now."""
        return processes.with_variable(STACK_ID, str(self.var))

    def listening(self) -> set[tuple[str, int]]:
        return processes.listening(self.processes())

    def orphans(self) -> dict[int, str]:
        """Processes of the stack that do not descend from its supervisor, with their command lines."""
        supervisor = int((self.var / "run" / "supervisord.pid").read_text())
        known = processes.tree(supervisor)
        found = {pid: processes.command_line(pid) for pid in self.processes() - known}
        return {pid: line for pid, line in found.items() if line}

    def supervisor(self, *words: str) -> str:
        """Says something to supervisor, as a person would with supervisorctl."""
        command = [str(BIN / "supervisorctl"), "-c", str(self.var / "run" / "supervisord.conf"), *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return done.stdout.strip()

    def process(self, program: str) -> int:
        """The process that supervisor has started for a component."""
        return int(self.supervisor("pid", program))

    def server(self, program: str) -> int:
        """The process that does the component's work: the one that listens, where there is one, else the supervised."""
        supervised = self.process(program)
        serving = [pid for pid in processes.tree(supervised) if processes.listening({pid})]
        return max(serving, default=supervised)

    def secrets(self) -> dict[str, str]:
        """Every password and key, by name."""
        found: dict[str, str] = {}
        for file in (self.var / "secrets").iterdir():
            text = file.read_text().strip()
            found.update(json.loads(text) if file.suffix == ".json" else {file.name: text})
        return found

    def log_files(self) -> list[Path]:
        folders = (self.var / "logs", self.var / "airflow" / "logs")
        return [file for folder in folders for file in folder.rglob("*") if file.is_file()]

    def small_files(self) -> list[Path]:
        """Every file that the stack made, but for large ones and databases."""
        files = [file for file in self.var.rglob("*") if file.is_file() and not file.is_symlink()]
        return [file for file in files if file.stat().st_size < LARGEST]

    # what runs leave

    def run_folder(self, pipeline: str, run_id: str) -> Path:
        return self.home / "runs" / pipeline / run_folder_name(run_id)

    def predictions(self, pipeline: str, run_id: str) -> Path:
        return self.home / "predictions" / pipeline / run_folder_name(run_id) / "predictions.csv"

    def new_run(self, dag: str, before: set[str], seconds: float = 60) -> str:
        """The run that was not there before."""
        return str(
            await_true(lambda: {r["dag_run_id"] for r in self.airflow.runs(dag)} - before, seconds, f"run of {dag}").pop()
        )

    def await_task(self, dag: str, run_id: str, task: str, seconds: float = 120) -> None:
        """Until a task runs, or has run."""
        begun = {"running", "success", "failed", "up_for_retry"}

        def started() -> bool:
            return any(t["task_id"] == task and t["state"] in begun for t in self.airflow.tasks(dag, run_id))

        await_true(started, seconds, f"{task} of {run_id} to start")

    def await_healthy(self, seconds: float) -> None:
        await_true(lambda: self.airflow.healthy() and self.mlflow.healthy(), seconds, "every component to be healthy")

    def promotion_of(self, pipeline: str, training_run: str, seconds: float = 120) -> dict[str, Any]:
        """The finished promotion that the training's asset event has started."""
        return self._promotion(pipeline, training_run, lambda run: run["state"] in FINISHED, seconds)

    def waiting_promotion(self, pipeline: str, training_run: str, task: str, seconds: float = 120) -> str:
        """The promotion that the training has started, once its task waits for a person."""

        def waits(run: dict[str, Any]) -> bool:
            state = self.airflow.states(f"{pipeline}_promotion", run["dag_run_id"]).get(task)
            return state in ("awaiting_input", "deferred")

        return str(self._promotion(pipeline, training_run, waits, seconds)["dag_run_id"])

    def _promotion(
        self, pipeline: str, training_run: str, done: Callable[[dict[str, Any]], bool], seconds: float
    ) -> dict[str, Any]:
        dag = f"{pipeline}_promotion"

        def found() -> dict[str, Any] | None:
            run = self.airflow.started_by(dag, training_run)
            return run if run and done(run) else None

        run: dict[str, Any] = await_true(found, seconds, f"promotion of {training_run}")
        return run


def await_true(question: Callable[[], Any], seconds: float, what: str) -> Any:
    """The first answer that is true; a server that does not answer yet is waited for."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            answer = question()
        except (OSError, RestError):
            answer = None
        if answer:
            return answer
        time.sleep(0.5)
    raise AssertionError(f"expected {what} within {seconds:.0f} s")
