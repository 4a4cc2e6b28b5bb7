"""Starts the stack, and says so only when every component has shown that it works."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from churnflow_stack import health, passwords, processes, rest, supervision
from churnflow_stack.environment import STACK_ID, environment, unheeded
from churnflow_stack.logs import tail
from churnflow_stack.places import HOST, PORTS, PROGRAMS, REPO, Stack, StackError
from churnflow_stack.pool import POOL

PATIENCE = float(os.environ.get("CHURNFLOW_START_SECONDS") or 600)


def up(wanted: Stack) -> None:
    """Starts what does not run yet, and waits."""
    begun = time.monotonic()
    wanted.make_folders()
    with _alone(wanted):
        if (supervisor := supervision.pid(wanted)) is None:
            _start(wanted)
        else:
            wanted = _as_it_runs(wanted)
            _warn(wanted, supervisor)
        supervision.run_all(wanted)
        _wait(wanted, begun)
        _pool(wanted)
    print(f"Everything is up after {time.monotonic() - begun:.0f} s: Airflow {wanted.airflow_url}  MLflow {wanted.mlflow_url}")


@contextmanager
def _alone(stack: Stack) -> Iterator[None]:
    """Two `make up` at once: the second waits, and finds everything running."""
    with (stack.var / "run" / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _as_it_runs(wanted: Stack) -> Stack:
    """The ports of the stack that runs already; whoever asks for others is told."""
    running = Stack.running()
    if running != wanted and any(os.environ.get(name) for name in PORTS):
        ports = f"{running.airflow_port} and {running.mlflow_port}"
        raise StackError(f"the stack runs on ports {ports} already; `make down` stops it")
    return running


def _warn(stack: Stack, supervisor: int) -> None:
    """Of settings that only another start would heed."""
    if names := unheeded(stack, passwords.keep(stack), supervisor):
        print(f"churnflow: {', '.join(names)}: the stack that runs has not got this; `make down up` with it", file=sys.stderr)


def _start(stack: Stack) -> None:
    processes.end({STACK_ID: stack.id})  # left by a supervisor that was killed
    for name, port in zip(PORTS, (stack.airflow_port, stack.mlflow_port), strict=True):
        if not processes.is_free(HOST, port):
            raise StackError(
                f"port {port} is in use by {processes.listener(port)}; end that, or choose another: make up {name}=<port>"
            )
    stack.remember()
    variables = environment(stack, passwords.keep(stack))
    _migrate(stack, variables)  # first: whatever ends it, no supervisor is left that the next `make up` would take for a stack
    supervision.start(stack, variables)


def _migrate(stack: Stack, variables: dict[str, str]) -> None:
    """Makes Airflow's tables, or brings them up to the locked version; nothing to do when they are."""
    done = stack.airflow_home / "migrated-for"
    version = hashlib.sha256((REPO / "airflow/requirements.txt").read_bytes()).hexdigest()
    if done.is_file() and done.read_text() == version and (stack.airflow_home / "airflow.db").is_file():
        return
    begun = time.monotonic()
    log = stack.log("migrate")
    with log.open("w") as out:
        command = [supervision.AIRFLOW, "db", "migrate"]
        code = subprocess.run(command, env=variables, stdout=out, stderr=out, check=False).returncode
    if code != 0:
        raise StackError(f"airflow db migrate: expected exit code 0, found {code}\n{tail(log, 30)}")
    done.write_text(version)
    print(f"  {time.monotonic() - begun:4.0f} s  Airflow's tables are made", flush=True)


def _wait(stack: Stack, begun: float) -> None:
    """Until every component is well, with a line for each as it comes."""
    missing = set(PROGRAMS)
    while missing:
        if supervision.pid(stack) is None:
            raise StackError(f"supervisord has ended\n{tail(stack.logs / 'supervisord.log', 20)}")
        states, found = supervision.states(stack), health.look(stack)
        for program in sorted(missing):
            info = states.get(program, {"statename": "STOPPED"})
            if info["statename"] == "RUNNING" and found.is_well(program, float(info["start"])):
                missing.discard(program)
                print(f"  {time.monotonic() - begun:4.0f} s  {program} is healthy", flush=True)
            elif info["statename"] == "FATAL" or time.monotonic() - begun > PATIENCE:
                raise StackError(
                    f"{program}: expected it to be healthy within {PATIENCE:.0f} s, found it {info['statename'].lower()}; "
                    f"the end of {stack.log(program)}:\n{tail(stack.log(program), 30)}"
                )
        time.sleep(0.5)


def _pool(stack: Stack) -> None:
    """The pool that caps the jobs that run at once; its size is kept once somebody has changed it."""
    api = rest.airflow(stack.airflow_url, "admin", passwords.keep(stack).airflow["admin"])
    try:
        api.call("POST", "/pools", POOL | {"slots": 2})
    except rest.RestError as error:
        if error.status != 409:
            raise
