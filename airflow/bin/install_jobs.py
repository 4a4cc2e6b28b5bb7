"""Installs a release of the jobs on the shared volume: `install_jobs.py FILE`, or `-` for standard input (docs/releases.md).

It appears whole, by one rename, or not at all. A release that is there already is never replaced: the same files again are no
error, others are.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import uuid
import zipfile
from pathlib import Path
from typing import IO, Any

VERSION = re.compile(r"[0-9][0-9A-Za-z.-]{0,39}")
NAME = re.compile(r"bin/run-job|[a-z-]+\.jar|release\.json")
MOST_BYTES = 1 << 30
LEFTOVER_SECONDS = 24 * 3600.0
START_SECONDS = 120
STAMP = "META-INF/churnflow/version.properties"
NEEDED = ("PATH", "HOME", "LANG", "JAVA_HOME", "CHURNFLOW_JAVA")
"""What a jar is given here of a worker's environment, in which there are secrets."""


class RefusedError(Exception):
    """One line: what was expected, what was found."""


def main() -> int:
    """Reads the command line; an error is one line."""
    home = os.environ.get("CHURNFLOW_HOME")
    if len(sys.argv) != 2 or not home:
        print("churnflow install-jobs: error: expected one file, and the shared volume in CHURNFLOW_HOME", file=sys.stderr)
        return 2
    try:
        if sys.argv[1] == "-":
            said = install(sys.stdin.buffer, Path(home) / "releases")
        else:
            with Path(sys.argv[1]).open("rb") as source:
                said = install(source, Path(home) / "releases")
    except (RefusedError, OSError, ValueError, tarfile.TarError) as error:  # a ValueError: numbers in a tar's header
        print(f"churnflow install-jobs: error: {sys.argv[1]}: {error}", file=sys.stderr)
        return 2
    print(said)
    return 0


def install(source: IO[bytes], releases: Path) -> str:
    """What was done, in words."""
    remove_leftovers(releases)
    part = releases / f".{uuid.uuid4().hex}.part"
    part.mkdir(parents=True)
    try:
        unpack(source, part)
        about = checked(part)
        version, target = about["version"], releases / about["version"]
        if not target.exists():
            make_caches(part, about)
            os.sync()
            if take_place(part, target):
                return f"release {version} (commit {about['commit'][:12]}) is installed in {target}"
        return installed_already(target, about)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def take_place(part: Path, target: Path) -> bool:
    """By one rename; False where another installation of the version was quicker."""
    try:
        part.rename(target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            return False
        raise
    return True


def installed_already(target: Path, about: dict[str, Any]) -> str:
    """That the same release is there, whole; a RefusedError otherwise."""
    try:
        there = checked(target)
    except RefusedError as damaged:
        raise RefusedError(
            f"release {target.name}: expected it as it was installed, found it damaged ({damaged}): remove {target}, then "
            "install it again"
        ) from damaged
    if there["files"] != about["files"]:
        raise RefusedError(
            f"release {target.name}: expected the files that are installed (commit {there['commit'][:12]}), "
            f"found others (commit {about['commit'][:12]}); a release is never replaced"
        )
    return f"release {target.name} is installed already"


def unpack(source: IO[bytes], folder: Path) -> None:
    """Regular files of known names only, wherever the archive would like them to go."""
    left = MOST_BYTES
    with tarfile.open(fileobj=source, mode="r|") as tar:
        for entry in tar:
            if not entry.isreg() or not NAME.fullmatch(entry.name):
                raise RefusedError(f"expected jars, bin/run-job and release.json, found {entry.name!r}")
            left -= entry.size
            if left < 0:
                raise RefusedError(f"expected at most {MOST_BYTES >> 20} MiB, found more")
            file = folder / entry.name
            file.parent.mkdir(exist_ok=True)
            content = tar.extractfile(entry)
            assert content is not None  # a regular file has one
            with file.open("xb") as out:
                shutil.copyfileobj(content, out)
            file.chmod(0o755 if file.parent.name == "bin" else 0o644)


def remove_leftovers(releases: Path) -> None:
    """What an installation that was killed had begun."""
    for part in releases.glob(".*.part"):
        if part.lstat().st_mtime < time.time() - LEFTOVER_SECONDS:
            shutil.rmtree(part, ignore_errors=True)


def told(folder: Path) -> dict[str, Any]:
    """A release's own account of itself."""
    try:
        about = json.loads((folder / "release.json").read_text(encoding="utf-8"))
        return {"version": str(about["version"]), "commit": str(about["commit"]), "files": dict(about["files"])}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedError("expected a file that make pack has made, found none that reads so") from error


def checked(folder: Path) -> dict[str, Any]:
    """The release's own account, once every file has the digest that it tells."""
    about = told(folder)
    version, files = about["version"], about["files"]
    if not VERSION.fullmatch(version):
        raise RefusedError(f"expected a version such as 0.1.0, found {version!r}")
    found = {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "release.json" and file.suffix != ".aot"
    }
    if found != files:
        wrong = sorted(name for name in found.keys() | files.keys() if found.get(name) != files.get(name))
        raise RefusedError(f"expected the digests of release.json, found others: {', '.join(map(str, wrong[:5]))}")
    jars = sorted(name for name in files if name.endswith(".jar"))
    if not jars or "bin/run-job" not in files:
        raise RefusedError(f"expected jars and bin/run-job, found {', '.join(files) or 'nothing'}")
    for name in jars:
        if (stamped := stamp(folder / name)) != version:
            raise RefusedError(f"{name}: expected a jar of {version}, found one of {stamped}")
    return about


def stamp(jar: Path) -> str:
    """The version that packaging wrote into a jar; `no version` where it holds none."""
    try:
        with zipfile.ZipFile(jar) as archive:
            lines = archive.read(STAMP).decode().splitlines()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return "no version"
    return next((line.removeprefix("version=") for line in lines if line.startswith("version=")), "no version")


def make_caches(folder: Path, about: dict[str, Any]) -> None:
    """The jars' caches for a fast start, by the runtime that is here; a job that does not even start refuses the release."""
    for name in sorted(name for name in about["files"] if name.endswith(".jar")):
        job = name.removesuffix(".jar")
        cache = folder / f"{job}.aot"
        environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
        environment |= {"CHURNFLOW_JOBS": str(folder), "CHURNFLOW_AOT_TRAIN": f"{cache}.part"}
        command = [str(folder / "bin" / "run-job"), job, "--help"]
        try:
            done = subprocess.run(command, env=environment, capture_output=True, timeout=START_SECONDS, check=False)
        except subprocess.TimeoutExpired as late:
            raise RefusedError(f"{name}: expected that {job} --help ends within {START_SECONDS} s") from late
        last = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["nothing"])[-1]
        if done.returncode:
            raise RefusedError(f"{name}: expected that {job} --help ends with 0, found {done.returncode}: {last}")
        if not Path(f"{cache}.part").exists():
            raise RefusedError(f"{name}: expected a cache from {job} --help, found none: {last}")
        Path(f"{cache}.part").rename(cache)


if __name__ == "__main__":
    sys.exit(main())
