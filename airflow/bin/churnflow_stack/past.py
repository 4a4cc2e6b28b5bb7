"""The past predictions and outcomes that a recorded training has used, and where they still are: on the shared volume."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
