"""Two builds of one source, in two folders, give the same bytes."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.build.jars import JOBS, ROOT


def copied(target: Path) -> Path:
    """The source without git and without anything built before."""
    ignored = shutil.ignore_patterns("target", "*.aot")
    shutil.copytree(ROOT / "jobs", target / "jobs", ignore=ignored)
    shutil.copytree(ROOT / ".mvn", target / ".mvn")
    shutil.copy(ROOT / "pom.xml", target)
    return target


def built(source: Path, zone: str) -> dict[str, bytes]:
    home = subprocess.run([ROOT / "build" / "find-jdk"], capture_output=True, text=True, check=False)
    if home.returncode != 0 or shutil.which("mvn") is None:
        pytest.skip("no JDK 25 or no Maven")
    environment = os.environ | {"JAVA_HOME": home.stdout.strip(), "TZ": zone, "CHURNFLOW_COMMIT": "0" * 40}
    command = ["mvn", "--batch-mode", "-q", "-Dmaven.test.skip=true", "package"]
    subprocess.run(command, cwd=source, env=environment, check=True, timeout=600)
    return {job: (source / "jobs" / job / "target" / f"{job}.jar").read_bytes() for job in JOBS}


def test_two_clean_builds_are_identical(tmp_path: Path) -> None:
    if not os.environ.get("CHURNFLOW_TEST_BUILDS"):
        pytest.skip("builds everything twice (3 minutes): set CHURNFLOW_TEST_BUILDS=1")
    first = built(copied(tmp_path / "one"), "UTC")
    second = built(copied(tmp_path / "two elsewhere"), "Asia/Kathmandu")
    assert [job for job in JOBS if first[job] != second[job]] == []
