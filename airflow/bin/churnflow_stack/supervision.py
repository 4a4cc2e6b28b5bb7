"""Supervisor: its configuration, its start, and what is asked of it over its socket."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import xmlrpc.client
from pathlib import Path
from shlex import join
from typing import Any

from churnflow_stack import processes
from churnflow_stack.environment import STACK_ID, mlflow_database
from churnflow_stack.places import HOST, PROGRAMS, REPO, Stack, StackError

HERE = Path(__file__).resolve().parent
AIRFLOW = str(REPO / ".venv/airflow/bin/airflow")
WATCH = "watch"

ONLY = {"api-server": {"AIRFLOW__CORE__PLUGINS_FOLDER": str(REPO / "airflow/plugins")}}
"""What one component is told and the others are not: tasks would load the plugin at each start."""

SUPERVISOR = """\
[supervisord]
logfile={stack.logs}/supervisord.log
logfile_maxbytes=5MB
logfile_backups=1
pidfile={stack.supervisor_pid}
childlogdir={stack.logs}
directory={stack.var}
[unix_http_server]
file={stack.socket}
chmod=0700
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[supervisorctl]
serverurl=unix://{stack.socket}
"""
PROGRAM = """\
[program:{name}]
command={command}
autostart={autostart}
autorestart=true
startsecs=3
startretries=20
stopasgroup=true
killasgroup=true
stopwaitsecs={patience}
redirect_stderr=true
stdout_logfile={log}
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=2
environment={environment}
"""
LISTENER = """\
[eventlistener:{name}]
command={command}
events=TICK_5
buffer_size=100
autostart=true
autorestart=true
startretries=20
stopasgroup=true
killasgroup=true
stopwaitsecs=5
stdout_logfile=NONE
stderr_logfile={log}
stderr_logfile_maxbytes=5MB
stderr_logfile_backups=1
"""


class RefusedError(StackError):
    """An answer of supervisor's that is an error; `reason` is its word for it, such as ALREADY_STARTED."""

    def __init__(self, method: str, error: xmlrpc.client.Error) -> None:
        said = error.faultString if isinstance(error, xmlrpc.client.Fault) else str(error)
        super().__init__(f"supervisord: {method}: expected an answer, found {said}")
        self.reason = said.partition(":")[0]


def commands(stack: Stack) -> dict[str, list[str]]:
    """What each component is started with. The log servers of Airflow would listen on all addresses: they stay off."""
    mlflow = [str(REPO / ".venv/mlflow/bin/python"), str(REPO / "mlflow/serve.py"), "--app-name", "basic-auth"]
    mlflow += ["--host", HOST, "--port", str(stack.mlflow_port), "--backend-store-uri", mlflow_database(stack)]
    mlflow += ["--serve-artifacts", "--artifacts-destination", str(stack.mlflow_home / "artifacts")]
    return {
        "scheduler": [AIRFLOW, "scheduler", "--skip-serve-logs"],
        "dag-processor": [AIRFLOW, "dag-processor"],
        "api-server": [AIRFLOW, "api-server", "--host", HOST, "--port", str(stack.airflow_port)],
        "triggerer": [AIRFLOW, "triggerer", "--skip-serve-logs"],
        "mlflow": mlflow,
    }


def write(stack: Stack) -> None:
    """The configuration. Airflow's components wait for their database: `up` starts them."""
    parts = [SUPERVISOR.format(stack=stack)]
    for name, command in commands(stack).items():
        component = [sys.executable, "-I", str(HERE / "component.py"), name, *command]
        parts.append(
            PROGRAM.format(
                name=name,
                command=_literal(component),
                autostart=str(name == "mlflow").lower(),
                patience=10,
                log=stack.log(name),
                environment=",".join(f"{key}={_quoted(value)}" for key, value in ONLY.get(name, {}).items()),
            )
        )
    watch = [sys.executable, str(HERE.parent / "stack.py"), WATCH]
    parts.append(LISTENER.format(name=WATCH, command=_literal(watch), log=stack.log(WATCH)))
    stack.supervisor_file.write_text("".join(parts), encoding="utf-8")


def _quoted(value: str) -> str:
    return '"' + value.replace("%", "%%") + '"'


def _literal(command: list[str]) -> str:
    return join(command).replace("%", "%%")


def pid(stack: Stack) -> int | None:
    """The process of this stack's supervisor, if it runs."""
    try:
        number = int(stack.supervisor_pid.read_text())
    except (OSError, ValueError):
        return None
    mine = processes.alive(number) and processes.started_with(number, {STACK_ID: stack.id})
    return number if mine else None


def start(stack: Stack, environment: dict[str, str]) -> None:
    """Starts it in the background, and waits until it answers."""
    write(stack)
    command = [str(Path(sys.executable).with_name("supervisord")), "-c", str(stack.supervisor_file)]
    done = subprocess.run(command, env=environment, cwd=stack.var, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise StackError(f"supervisord: expected exit code 0, found {done.returncode}: {done.stdout}{done.stderr}")
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            ask(stack, "getState")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise StackError(f"supervisord: expected an answer on {stack.socket} within 20 s, found none")


def ask(stack: Stack, method: str, *arguments: object) -> Any:
    """Calls supervisor; OSError when it does not answer, RefusedError when it refuses."""
    from supervisor.xmlrpc import SupervisorTransport  # type: ignore[import-not-found,import-untyped,unused-ignore]

    transport = SupervisorTransport(None, None, serverurl=f"unix://{stack.socket}")
    proxy = xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport)
    try:
        return getattr(proxy.supervisor, method)(*arguments)
    except xmlrpc.client.Error as error:
        raise RefusedError(method, error) from error


def states(stack: Stack) -> dict[str, dict[str, Any]]:
    """Each component's state by name; empty when nothing runs."""
    if pid(stack) is None:
        return {}
    found = {info["name"]: info for info in ask(stack, "getAllProcessInfo")}
    return {name: found[name] for name in (*PROGRAMS, WATCH) if name in found}


def run_all(stack: Stack) -> None:
    """Starts every component that does not run."""
    for name, info in states(stack).items():
        if info["statename"] in ("STOPPED", "EXITED", "FATAL"):
            try:
                ask(stack, "startProcess", name, False)
            except RefusedError as refused:
                if refused.reason != "ALREADY_STARTED":  # by supervisor itself, since it was asked
                    raise


def group(info: dict[str, Any]) -> int:
    """The component's process group: supervisor makes each child the leader of one."""
    return os.getpgid(info["pid"])
