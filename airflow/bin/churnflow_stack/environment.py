"""The environment of everything that runs, and a job in it: settings files, the caller's own, then places and ports."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from shlex import quote

from churnflow_stack.files import settings
from churnflow_stack.passwords import Passwords, airflow_file
from churnflow_stack.places import HOST, PORTS, REPO, Stack, StackError, java
from churnflow_stack.processes import started_with

STACK_ID = "CHURNFLOW_STACK_ID"
FOREIGN = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "AIRFLOW_CONFIG")
SETTINGS = ("AIRFLOW__", "AIRFLOW_CONN_", "CHURNFLOW_", "MLFLOW_", "OPENLINEAGE_", "OTEL_")


def environment(stack: Stack, passwords: Passwords) -> dict[str, str]:
    """For supervisord, and so for all that it starts."""
    fixed, given = settings(REPO / "airflow/settings.env") | settings(REPO / "mlflow/settings.env"), _given(stack)
    return fixed | given | _airflow(stack, passwords) | _mlflow(stack, passwords) | _jobs(stack, given) | _marks(stack)


def unheeded(stack: Stack, passwords: Passwords, pid: int) -> list[str]:
    """Settings that this start would give a stack, and that the one which runs already, by its supervisor, does not have."""
    wanted = environment(stack, passwords)
    names = sorted(name for name in _given(stack) if name.startswith(SETTINGS) and name not in PORTS)
    return [name for name in names if name in wanted and not started_with(pid, {name: wanted[name]})]


def _given(stack: Stack) -> dict[str, str]:
    """What people have set: in the file that every start reads, or else in the shell or for make, which counts more."""
    kept = settings(stack.settings) if stack.settings.is_file() else {}
    return kept | {name: value for name, value in os.environ.items() if name not in FOREIGN}


def _airflow(stack: Stack, passwords: Passwords) -> dict[str, str]:
    return {
        "AIRFLOW_HOME": str(stack.airflow_home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(REPO / "dags"),
        "AIRFLOW__CORE__FERNET_KEY": passwords.fernet,
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(airflow_file(stack)),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{stack.airflow_url}/execution/",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": stack.airflow_database,
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(stack.airflow_home / "logs"),
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(stack.airflow_port),
        "AIRFLOW__API__BASE_URL": stack.airflow_url,
        "AIRFLOW__API__SECRET_KEY": passwords.tokens,
        "AIRFLOW__API_AUTH__JWT_SECRET": passwords.tokens,
        "PYTHONPATH": f"{REPO}/airflow/lib:{REPO}/dags",  # the triggerer has no bundle to find the sensor's trigger in
        "PATH": f"{REPO}/.venv/airflow/bin:{os.environ.get('PATH', os.defpath)}",
    }


def _mlflow(stack: Stack, passwords: Passwords) -> dict[str, str]:
    return {
        "MLFLOW_AUTH_CONFIG_PATH": str(stack.mlflow_home / "basic_auth.ini"),
        "CHURNFLOW_MLFLOW_AUTH_DB": f"sqlite:///{stack.mlflow_home}/basic_auth.db",
        "MLFLOW_AUTH_ADMIN_PASSWORD": passwords.mlflow,
        "MLFLOW_FLASK_SERVER_SECRET_KEY": passwords.mlflow_cookies,
        "MLFLOW_TRACKING_URI": stack.mlflow_url,
        "MLFLOW_TRACKING_USERNAME": "admin",
        "MLFLOW_TRACKING_PASSWORD": passwords.mlflow,
    }


def _jobs(stack: Stack, given: Mapping[str, str]) -> dict[str, str]:
    """What docs/architecture.md promises to the jobs; what is given of it, such as CHURNFLOW_PIPELINES, is kept."""
    pipelines = given.get("CHURNFLOW_PIPELINES") or str(REPO / "dags/pipelines")
    roots = given.get("CHURNFLOW_INPUT_ROOTS") or f"{stack.home}/inbox:{REPO}/data"
    gc = [f"{REPO}/.venv/mlflow/bin/mlflow", "gc", "--backend-store-uri", mlflow_database(stack)]
    gc += ["--artifacts-destination", str(stack.mlflow_home / "artifacts"), "--tracking-uri", stack.mlflow_url]
    return {
        "CHURNFLOW_HOME": str(stack.home),
        "CHURNFLOW_PIPELINES": pipelines,
        "CHURNFLOW_INPUT_ROOTS": roots,
        "CHURNFLOW_JOBS": given.get("CHURNFLOW_JOBS") or str(REPO / "jobs"),
        "CHURNFLOW_JAVA": given.get("CHURNFLOW_JAVA") or str(java()),
        "CHURNFLOW_AIRFLOW_URL": stack.airflow_url,
        "CHURNFLOW_AIRFLOW_DB": stack.airflow_database,
        "CHURNFLOW_MLFLOW_GC": " ".join(quote(word) for word in gc),
    }


def mlflow_database(stack: Stack) -> str:
    """The address of MLflow's own database."""
    return f"sqlite:///{stack.mlflow_home}/mlflow.db"


def _marks(stack: Stack) -> dict[str, str]:
    """By the first a process is known as this stack's; the second keeps Python from overwriting it with a title."""
    return {STACK_ID: stack.id, "SPT_NOENV": "1", "CHURNFLOW_VAR": str(stack.var)}


def run_job(job: str, variables: dict[str, str]) -> None:
    """Run a job to its end as Airflow's workers do; StackError where it fails, after the job has said why."""
    launcher = Path(variables["CHURNFLOW_JOBS"]) / "bin" / "run-job"
    ended = subprocess.run([launcher, job], env=variables, stdout=subprocess.PIPE, check=False)
    if ended.returncode != 0:
        raise StackError(f"{job}: expected exit 0, found {ended.returncode}")
