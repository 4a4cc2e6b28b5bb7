"""Files that are there whole or not at all, also when the power fails, and locks between processes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """Put a file in place of whatever is there, by one rename."""
    part = file.with_name(f".{file.name}.part")
    with part.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)
    sync_names(file.parent)


def sync_names(folder: Path) -> None:
    """Bring a folder's list of names to the disk."""
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock on a file, which is made where it is not there; its folder is."""
    held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
