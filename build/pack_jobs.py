"""Packs the built jars into `jobs/target/churnflow-jobs-<version>.tar`, a release beside a stack's own jobs (docs/releases.md).

The same jars make the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP = "META-INF/churnflow/version.properties"


def about(jar: Path) -> dict[str, str]:
    """Version and commit, as packaging wrote them into the jar."""
    with zipfile.ZipFile(jar) as archive:
        lines = archive.read(STAMP).decode().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def main() -> int:
    """Writes the file and says where."""
    jars = sorted((ROOT / "jobs").glob("*/target/*.jar"))
    jars = [jar for jar in jars if jar.stem == jar.parents[1].name]
    stamps = {(stamp["version"], stamp["commit"]) for stamp in map(about, jars)}
    if len(stamps) != 1:
        print(f"churnflow pack: error: expected jars of one commit, found {len(stamps)}: make jars", file=sys.stderr)
        return 2
    version, commit = stamps.pop()
    files = {"bin/run-job": (ROOT / "jobs" / "bin" / "run-job").read_bytes(), **{jar.name: jar.read_bytes() for jar in jars}}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    files["release.json"] = json.dumps({"version": version, "commit": commit, "files": digests}, indent=2).encode() + b"\n"
    target = ROOT / "jobs" / "target" / f"churnflow-jobs-{version}.tar"
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    with tarfile.open(part, "w") as tar:
        for name, content in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), 0o755 if name.startswith("bin/") else 0o644
            tar.addfile(entry, io.BytesIO(content))
    part.rename(target)
    size = target.stat().st_size >> 20
    print(f"{target.relative_to(ROOT)}: {len(jars)} jobs of churnflow {version} (commit {commit[:12]}), {size} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
