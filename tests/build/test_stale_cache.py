"""A JVM given a stale AOT cache runs the old code without a word; the launcher must not."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.build.jars import ROOT, jar_of, java, run_job
from tests.build.test_jars import CLASS, CONTENT_ID

JOB = "load-data"


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """A folder with one jar and a cache made from it."""
    shutil.copy(jar_of(JOB), tmp_path)
    make_cache(tmp_path)
    return tmp_path


def make_cache(jobs: Path) -> None:
    environment = os.environ | {"CHURNFLOW_JOBS": str(jobs), "CHURNFLOW_JAVA": java()}
    subprocess.run([ROOT / "build" / "make-aot", JOB], env=environment, check=True, timeout=120)


def rebuild_with_other_content(jar: Path) -> None:
    """What a rebuild after a change of code does: other content, hence another content id in class and resource."""
    with zipfile.ZipFile(jar) as old:
        files = {info: old.read(info) for info in old.infolist()}
    former = next(content for info, content in files.items() if info.filename == CONTENT_ID)
    other = former[::-1]
    with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as new:
        for info, content in files.items():
            sealed = info.filename in (CLASS, CONTENT_ID)
            new.writestr(info, content.replace(former, other) if sealed else content)


def test_a_cache_of_another_build_ends_the_job_with_1(jobs: Path) -> None:
    rebuild_with_other_content(jobs / f"{JOB}.jar")
    done = run_job(jobs, JOB, "--help")
    assert done.returncode == 1
    assert "stale AOT cache" in done.stderr
    assert done.stdout == ""


def test_a_rebuilt_jar_runs_again_once_its_cache_is_made_anew(jobs: Path) -> None:
    rebuild_with_other_content(jobs / f"{JOB}.jar")
    (jobs / f"{JOB}.aot").unlink()
    make_cache(jobs)
    assert run_job(jobs, JOB, "--help").returncode == 0


def test_a_jar_runs_with_its_own_cache_in_silence(jobs: Path) -> None:
    done = run_job(jobs, JOB, "--help")
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_damaged_cache_is_passed_over_in_silence(jobs: Path) -> None:
    """So is one of another JVM build: the job runs without it, only slower."""
    cache = jobs / f"{JOB}.aot"
    cache.write_bytes(cache.read_bytes()[:4096])
    done = run_job(jobs, JOB, "--help")
    assert (done.returncode, done.stderr) == (0, "")
