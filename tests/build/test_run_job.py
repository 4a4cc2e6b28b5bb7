"""The launcher names what is wrong, passes values on untouched and dies with its parent."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.build.jars import RUN_JOB, jar_of, run_job


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """A folder with a job that prints the command it was started by."""
    shutil.copy(jar_of("load-data"), tmp_path)
    return tmp_path


@pytest.fixture
def echo(tmp_path: Path) -> str:
    """A stand-in for java that shows its arguments, one a line."""
    program = tmp_path / "java"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize("name", ["", "../load-data", "Load", "-x", "a b", "$(touch x)", "a/b"])
def test_refuses_what_is_no_job_name(jobs: Path, name: str) -> None:
    done = run_job(jobs, name)
    assert done.returncode == 2
    assert done.stderr.startswith("churnflow run-job: error: expected a job name")
    assert done.stderr.count("\n") == 1


def test_names_the_jar_that_is_missing(tmp_path: Path) -> None:
    done = run_job(tmp_path, "no-such-job")
    assert done.returncode == 2
    assert f"{tmp_path}/no-such-job.jar" in done.stderr


def test_names_the_java_that_is_missing(jobs: Path) -> None:
    done = run_job(jobs, "load-data", CHURNFLOW_JAVA="/nonexistent/java")
    assert done.returncode == 2
    assert "/nonexistent/java" in done.stderr


def test_passes_arguments_on_as_they_are(jobs: Path, echo: str) -> None:
    odd = ["$(touch x)", "a b", "'\"", "", "-Dx", "`id`"]
    done = run_job(jobs, "load-data", *odd, CHURNFLOW_JAVA=echo)
    assert done.stdout.split("\n")[-len(odd) - 1 : -1] == odd


def test_a_job_dies_with_the_process_that_started_it(jobs: Path, tmp_path: Path) -> None:
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed")
    sleeper = tmp_path / "java"
    sleeper.write_text(f'#!/bin/sh\necho $$ > "{tmp_path}/pid"\nexec sleep 60\n')
    sleeper.chmod(0o755)
    environment = os.environ | {"CHURNFLOW_JOBS": str(jobs), "CHURNFLOW_JAVA": str(sleeper)}
    # The shell stays the job's parent, because it has a command left to run.
    parent = subprocess.Popen(["sh", "-c", '"$0" load-data; true', RUN_JOB], env=environment)
    pid = written_pid(tmp_path / "pid")
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert ends_within(pid, seconds=2)


def written_pid(file: Path) -> int:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if file.is_file() and file.read_text().strip():
            return int(file.read_text())
        time.sleep(0.02)
    raise AssertionError("the job did not start")


def ends_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False
