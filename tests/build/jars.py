"""Where the fat jars are, and what runs them."""

import os
import subprocess
from pathlib import Path

import pytest
from chain import every_job

ROOT = Path(__file__).resolve().parents[2]
RUN_JOB = ROOT / "jobs" / "bin" / "run-job"
JOBS = every_job()


def jar_of(job: str) -> Path:
    """The job's fat jar; a test of a jar that is not there says so as skipped."""
    jar = ROOT / "jobs" / job / "target" / f"{job}.jar"
    if not jar.is_file():
        if os.environ.get("CI"):
            raise AssertionError(f"no {jar}")
        pytest.skip(f"{jar.relative_to(ROOT)} is not built")
    return jar


def java() -> str:
    """The runtime that the jobs will run on: the installed one, else the JDK of the build."""
    installed = os.environ.get("CHURNFLOW_JAVA")
    if installed:
        return installed
    found = subprocess.run([ROOT / "build" / "find-jdk"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.skip("no Java 25: " + found.stderr.strip())
    return found.stdout.strip() + "/bin/java"


def run_job(jobs: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a job of the given folder through the launcher."""
    environment = os.environ | {"CHURNFLOW_JOBS": str(jobs), "CHURNFLOW_JAVA": java()} | variables
    return subprocess.run([RUN_JOB, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60)
