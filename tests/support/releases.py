"""Releases of the jobs for tests: what `make pack` leaves, and copies of it with something changed."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.support.places import ROOT

STAMP = "META-INF/churnflow/version.properties"
CONTENT_ID = "META-INF/churnflow/content-id"


def packed() -> Path:
    """What `make pack` leaves."""
    done = subprocess.run([sys.executable, "build/pack_jobs.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return ROOT / done.stdout.partition(":")[0]


def changed(given: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of a release with its files changed."""
    with tarfile.open(given) as tar:
        files = {entry.name: content.read() for entry in tar if (content := tar.extractfile(entry))}
    change(files)
    with tarfile.open(target, "w") as tar:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return target


def of_another_version(given: Path, target: Path, version: str, commit: str) -> Path:
    """A copy whose jars are of another version and commit, and of another content id, as if their code were another."""

    def change(files: dict[str, bytes]) -> None:
        jars = [name for name in files if name.endswith(".jar")]
        files.update({name: _restamped(files[name], version, commit) for name in jars})
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "release.json"}
        files["release.json"] = json.dumps({"version": version, "commit": commit, "files": digests}).encode()

    return changed(given, target, change)


def _restamped(jar: bytes, version: str, commit: str) -> bytes:
    """The content id stands in a resource and, as text of the same length, in a class."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(jar)) as old, zipfile.ZipFile(result, "w") as new:
        content_id = old.read(CONTENT_ID).strip()
        other_id = hashlib.sha256(content_id + commit.encode()).hexdigest().encode()
        for entry in old.infolist():
            data = old.read(entry).replace(content_id, other_id)
            if entry.filename == STAMP:
                data = f"version={version}\ncommit={commit}\n".encode()
            new.writestr(entry, data)
    return result.getvalue()
