"""A real MLflow server with credentials, for tests that need no Airflow; its state can be set back."""

from __future__ import annotations

import os
import secrets
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

from tests.support.mlflow import Mlflow
from tests.support.places import free_port, mlflow_command

USER = "jobs"
STARTS = 240
MORTAL = ["setpriv", "--pdeathsig", "KILL", "--"]  # a test session that is killed leaves no server
AUTH = """[mlflow]
default_permission = MANAGE
database_uri = sqlite:///{folder}/auth.db
admin_username = {user}
authorization_function = mlflow.server.auth:authenticate_request_basic_auth
auth_cache_ttl_seconds = 60
"""


class MlflowServer:
    """Started with `start`, ended with `stop`; its port stays the same over restarts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.password = secrets.token_urlsafe(16)
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "auth.ini").write_text(AUTH.format(folder=folder, user=USER))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.folder / "mlflow.db"

    @property
    def client(self) -> Mlflow:
        return Mlflow(self.url, USER, self.password)

    def variables(self) -> dict[str, str]:
        """What a job is given to reach this server."""
        return {
            "MLFLOW_TRACKING_URI": self.url,
            "MLFLOW_TRACKING_USERNAME": USER,
            "MLFLOW_TRACKING_PASSWORD": self.password,
        }

    def start(self) -> None:
        command = [
            *MORTAL, *mlflow_command(), "--app-name", "basic-auth",
            "--host", "127.0.0.1", "--port", str(self.port),
            "--backend-store-uri", f"sqlite:///{self.database}",
            "--serve-artifacts", "--artifacts-destination", str(self.folder / "artifacts"),
        ]  # fmt: skip
        environment = os.environ | {
            "MLFLOW_AUTH_CONFIG_PATH": str(self.folder / "auth.ini"),
            "MLFLOW_AUTH_ADMIN_PASSWORD": self.password,
            "MLFLOW_FLASK_SERVER_SECRET_KEY": self.password,
            "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
        }
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        self._await_health()

    def _await_health(self) -> None:
        end = time.monotonic() + STARTS
        while time.monotonic() < end:
            if self.client.healthy():
                return
            if self._process is None or self._process.poll() is not None:
                break
            time.sleep(0.3)
        self.stop()
        raise AssertionError("MLflow did not start: " + (self.folder / "server.log").read_text()[-2000:])

    def signal(self, number: int) -> None:
        """To every process of the server."""
        if self._process is not None:
            os.killpg(self._process.pid, number)

    def stop(self) -> None:
        if self._process is None:
            return
        self.signal(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def remember(self, name: str) -> None:
        """Keeps the database as it is now."""
        _copy(self.database, self.folder / f"{name}.snapshot")

    def recall(self, name: str) -> None:
        """Sets the database back, while the server runs: SQLite's backup is one transaction."""
        _copy(self.folder / f"{name}.snapshot", self.database)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=30)) as new:
        old.backup(new)
