"""Digests of files that are looked at again and again: a file is read once, as long as it stays as it is."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from churnflow_dags import durable


class Digests:
    """What is known of files by inode, size, and the times in ns at which content and inode have changed."""

    def __init__(self, known: dict[str, str]) -> None:
        self.known = known

    def of(self, file: Path, most: int) -> str:
        """SHA-256 of the file's bytes.

        Of its path and size instead, where it cannot be read or has more bytes than `most`: it is taken unread, so that the job
        says what is wrong with it.
        """
        size = -1
        try:
            status = file.stat()
            size = status.st_size
            if size <= most:
                return self.known.get(_state(status)) or self._read(file)
        except OSError:
            pass  # the job says why
        return hashlib.sha256(f"unread {file} {size}".encode()).hexdigest()

    def _read(self, file: Path) -> str:
        with file.open("rb") as content:
            before = os.fstat(content.fileno())
            digest = hashlib.file_digest(content, "sha256").hexdigest()
            if _state(os.fstat(content.fileno())) == _state(before):
                self.known[_state(before)] = digest
        return digest


@contextmanager
def remembered(memory: Path, files: Iterable[Path]) -> Iterator[Digests]:
    """Digests of these files, kept in `memory` from one look to the next, also of a look that is ended half-way."""
    before, there = _known(memory), set(_states(files))
    digests = Digests({state: digest for state, digest in before.items() if state in there})
    try:
        yield digests
    finally:
        if digests.known != before:
            durable.write(memory, json.dumps(digests.known).encode())


def _known(memory: Path) -> dict[str, str]:
    try:
        return dict(json.loads(memory.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return {}


def _states(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        with suppress(OSError):
            yield _state(file.stat())


def _state(status: os.stat_result) -> str:
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
