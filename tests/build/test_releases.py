"""A release of the jobs: packed to the same bytes, installed whole or not at all, never replaced."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support import releases
from tests.support.places import ROOT, java
from tests.support.releases import changed

SMALL = {"bin/run-job", "load-data.jar", "release.json"}


@pytest.fixture(scope="module")
def packed() -> Path:
    return releases.packed()


@pytest.fixture(scope="module")
def small(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of one job, so that installing it takes a second."""

    def only_loading(files: dict[str, bytes]) -> None:
        about = json.loads(files["release.json"])
        about["files"] = {name: digest for name, digest in about["files"].items() if name in SMALL}
        files["release.json"] = json.dumps(about).encode()
        for name in files.keys() - SMALL:
            del files[name]

    return changed(packed, tmp_path_factory.mktemp("small") / "release.tar", only_loading)


def install(home: Path, given: Path, pipe: bool = False) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(ROOT / "airflow" / "bin" / "install_jobs.py"), "-" if pipe else str(given)]
    environment = os.environ | {"CHURNFLOW_HOME": str(home), "CHURNFLOW_JAVA": java()}
    with given.open("rb") as source:
        return subprocess.run(command, env=environment, stdin=source, capture_output=True, check=False)


def test_the_same_jars_make_the_same_bytes(packed: Path) -> None:
    first = packed.read_bytes()
    subprocess.run([sys.executable, "build/pack_jobs.py"], cwd=ROOT, capture_output=True, check=True)
    assert packed.read_bytes() == first


@pytest.mark.parametrize("pipe", [False, True])
def test_an_installed_release_runs_and_is_not_replaced(small: Path, tmp_path: Path, pipe: bool) -> None:
    assert install(tmp_path, small, pipe).returncode == 0
    (folder,) = (tmp_path / "releases").iterdir()
    there = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert there == SMALL | {"load-data.aot"}
    environment = {**os.environ, "CHURNFLOW_JOBS": str(folder), "CHURNFLOW_JAVA": java()}
    command = [str(folder / "bin" / "run-job"), "load-data", "--version"]
    said = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert said.stdout.decode().startswith(f"churnflow {folder.name} (commit ")
    again = install(tmp_path, small, pipe)
    assert (again.returncode, again.stdout.decode().strip()) == (0, f"release {folder.name} is installed already")

    def with_another_script(files: dict[str, bytes]) -> None:
        files["bin/run-job"] += b"\n"
        about = json.loads(files["release.json"])
        about["files"]["bin/run-job"] = hashlib.sha256(files["bin/run-job"]).hexdigest()
        files["release.json"] = json.dumps(about).encode()

    other = install(tmp_path, changed(small, tmp_path / "other.tar", with_another_script), pipe)
    assert other.returncode == 2
    assert b"a release is never replaced" in other.stderr


def damaged(files: dict[str, bytes]) -> None:
    files["load-data.jar"] = files["load-data.jar"][:-1] + b"x"


def without_account(files: dict[str, bytes]) -> None:
    del files["release.json"]


def reaching_out(files: dict[str, bytes]) -> None:
    files["../escaped.jar"] = b"x"


def of_no_version(files: dict[str, bytes]) -> None:
    files["release.json"] = json.dumps(json.loads(files["release.json"]) | {"version": "../up"}).encode()


def with_jar(files: dict[str, bytes], jar: bytes) -> None:
    files["load-data.jar"] = jar
    about = json.loads(files["release.json"])
    about["files"]["load-data.jar"] = hashlib.sha256(jar).hexdigest()
    files["release.json"] = json.dumps(about).encode()


def with_no_jar(files: dict[str, bytes]) -> None:
    with_jar(files, b"no jar")


def with_a_job_that_does_not_start(files: dict[str, bytes]) -> None:
    jar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files["load-data.jar"])) as old, zipfile.ZipFile(jar, "w") as new:
        new.writestr(releases.STAMP, old.read(releases.STAMP))
    with_jar(files, jar.getvalue())


def of_another_version_than_its_jars(files: dict[str, bytes]) -> None:
    files["release.json"] = json.dumps(json.loads(files["release.json"]) | {"version": "7.7.7"}).encode()


def empty(files: dict[str, bytes]) -> None:
    about = json.loads(files["release.json"]) | {"files": {}}
    files.clear()
    files["release.json"] = json.dumps(about).encode()


def nested_without_end(files: dict[str, bytes]) -> None:
    files["release.json"] = b"[" * 100_000


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (damaged, b"expected the digests of release.json, found others: load-data.jar"),
        (without_account, b"expected a file that make pack has made"),
        (reaching_out, b"found '../escaped.jar'"),
        (of_no_version, b"expected a version such as 0.1.0, found '../up'"),
        (nested_without_end, b"expected a file that make pack has made"),
        (empty, b"expected jars and bin/run-job, found nothing"),
        (with_no_jar, b"found one of no version"),
        (of_another_version_than_its_jars, b"load-data.jar: expected a jar of 7.7.7, found one of "),
        (with_a_job_that_does_not_start, b"load-data.jar: expected that load-data --help ends with 0"),
    ],
)
def test_what_is_no_release_leaves_nothing(
    small: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], word: bytes
) -> None:
    refused = install(tmp_path / "home", changed(small, tmp_path / "bad.tar", change))
    assert refused.returncode == 2
    assert word in refused.stderr, refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [tmp_path / "bad.tar"]


def test_a_damaged_release_is_named_and_the_way_out_too(small: Path, tmp_path: Path) -> None:
    assert install(tmp_path, small).returncode == 0
    (folder,) = (tmp_path / "releases").iterdir()
    (folder / "load-data.jar").write_bytes(b"no jar")
    again = install(tmp_path, small)
    assert again.returncode == 2
    assert (
        f"found it damaged (expected the digests of release.json, found others: load-data.jar): remove {folder}".encode()
        in (again.stderr)
    )
    shutil.rmtree(folder)
    assert install(tmp_path, small).returncode == 0


def test_of_two_that_install_the_same_at_once_one_is_quicker(small: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: install(tmp_path, small), range(2)))
    assert [each.returncode for each in done] == [0, 0], [each.stderr for each in done]
    assert [path.name.startswith(".") for path in (tmp_path / "releases").iterdir()] == [False]


def test_half_a_file_leaves_nothing(small: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.tar"
    half.write_bytes(small.read_bytes()[: small.stat().st_size // 2])
    assert install(tmp_path / "home", half, pipe=True).returncode == 2
    assert list((tmp_path / "home" / "releases").iterdir()) == []
