"""MLflow's server in one process: `mlflow server` as it is, but for the second process that it would start.

The command imports the whole server to check its options, and then starts uvicorn, which imports it again. Here uvicorn runs in
the process that has it imported: half the start-up time, half the memory, and no child that outlives a kill.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import mlflow.server
import uvicorn
from mlflow.cli import cli

AUTH = """\
[mlflow]
default_permission = READ
database_uri = {database}
admin_username = admin
authorization_function = mlflow.server.auth:authenticate_request_basic_auth
auth_cache_ttl_seconds = 60
"""


def write_auth(file: Path, database: str) -> None:
    """The settings of MLflow's basic-auth app, which takes them from a file only; they may hold a password."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(AUTH.format(database=database.replace("%", "%%")))


def serve_here(command: list[str], extra_env: dict[str, str], **_: Any) -> SimpleNamespace:
    """Takes the place of starting `python -m uvicorn ...`; comes back when the server has been told to end."""
    marker = [sys.executable, "-m", "uvicorn"]
    if command[:3] != marker:
        raise SystemExit(f"mlflow server: expected it to start {marker}, found {command[:3]}")
    os.environ.update(extra_env)
    uvicorn.main(command[3:], standalone_mode=False)
    sys.exit(0)


if __name__ == "__main__":
    if "CHURNFLOW_MLFLOW_AUTH_DB" in os.environ:
        write_auth(Path(os.environ["MLFLOW_AUTH_CONFIG_PATH"]), os.environ["CHURNFLOW_MLFLOW_AUTH_DB"])
    mlflow.server._exec_cmd = serve_here  # type: ignore[assignment]
    cli(["server", "--workers", "1", *sys.argv[1:]])
