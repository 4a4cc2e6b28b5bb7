"""What a recorded training has used beside its input, as far as it still is on the shared volume.

Past predictions, the outcomes that were known, a release of the jobs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from install_jobs import VERSION

from churnflow_stack.places import StackError

FOLDERS = ("predictions", "labels")


class DataGoneError(StackError):
    """What a recorded training was made from is no longer there, or is another file."""


def expect(known: dict[str, Any], home: Path, pipeline: str) -> None:
    """DataGoneError for the first file that is gone."""
    for path, sha256 in _files(known, pipeline):
        file = home / path
        if not file.is_file() or (sha256 and digest(file) != sha256):
            which = f" of SHA-256 {sha256}" if sha256 else ""
            raise DataGoneError(f"{file}: expected the file{which} that the training has used, found none")


def _files(known: dict[str, Any], pipeline: str) -> Iterator[tuple[str, str]]:
    for batch in known["batches"]:
        place = f"predictions/{pipeline}/{batch['batch']}"
        yield f"{place}/scored.arrow", batch["rows"]["sha256"]
        if "features" in batch:
            yield f"{place}/features.arrow", batch["features"]["sha256"]
    for outcomes in known["labels"]:
        yield f"labels/{pipeline}/{outcomes['sha256']}.arrow", ""  # the digest is that of the CSV


def lend(known: dict[str, Any], home: Path, scratch: Path, run_folder: Path) -> None:
    """Let a scratch volume's run use what the recorded one has, which no job changes in a training."""
    for name in FOLDERS:
        (scratch / name).symlink_to(home / name, target_is_directory=True)
    (run_folder / "known-outcomes.json").write_text(json.dumps(known), encoding="utf-8")


def jobs(version: str, home: Path) -> Path:
    """The folder of a release's jobs; DataGoneError where it is not installed."""
    releases = home / "releases"
    if not VERSION.fullmatch(version) or not (releases / version / "release.json").is_file():
        raise DataGoneError(f"release {version}: expected it in {releases}, found none (make install-jobs, docs/releases.md)")
    return releases / version


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
