"""Takes a CSV that comes piece by piece into a pipeline's inbox: whole and under its own name, or not at all."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import re
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from churnflow_dags import durable
from churnflow_dags.home import run_folder
from churnflow_dags.numbers import whole_number

UPLOAD_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}\.csv")
MEGABYTE = 1 << 20
LEFTOVER_SECONDS = 24 * 3600.0


class RefusedError(Exception):
    """Why an upload is not taken; `status` is HTTP's word for it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Uploaded:
    """A file that was taken: `input` is what the form of the inference DAG calls it."""

    input: str
    bytes: int
    sha256: str


def most_bytes() -> int:
    """The size that a file may have, from `CHURNFLOW_UPLOAD_MEGABYTES`, 1024 where it is not set."""
    try:
        return whole_number("CHURNFLOW_UPLOAD_MEGABYTES", 1024) * MEGABYTE
    except ValueError as error:
        raise RefusedError(500, str(error)) from error


async def take(home: Path, inbox: str, name: str, pieces: AsyncIterator[bytes], most: int) -> Uploaded:
    """Put a file into an inbox, or raise a RefusedError and leave nothing.

    It is written beside its place under a name that no look at the inbox takes, brought to the disk, and given its name by a
    link, which replaces no other file. Threads do all of it: the volume may be slow, and the server has others to answer.
    """
    if not UPLOAD_NAME.fullmatch(name):
        raise RefusedError(400, "name: expected letters, digits, . _ and -, at most 124, ending in .csv, found another name")
    folder = home / "inbox" / inbox
    part = folder / f".{name}.{uuid.uuid4().hex}.part"
    try:
        await asyncio.to_thread(_prepare, folder)
        try:
            size, sha256 = await _write(part, pieces, most)
            await asyncio.to_thread(_give_name, part, folder / name)
        finally:
            await asyncio.to_thread(part.unlink, missing_ok=True)
    except FileExistsError as there:
        if not (folder / name).exists():
            raise RefusedError(409, f"inbox {inbox}: expected a folder, found something else of that name") from there
        raise RefusedError(
            409, f"name: expected one that {inbox} does not have, found {name}; it may wait to be scored"
        ) from there
    except OSError as failed:
        if failed.errno in (errno.ENOSPC, errno.EDQUOT):
            raise RefusedError(507, "the shared volume is full: free some, then send the file again") from failed
        raise
    return Uploaded(f"{inbox}/{name}", size, sha256)


def _create(part: Path) -> BinaryIO:
    return os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb")


async def _write(part: Path, pieces: AsyncIterator[bytes], most: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with await asyncio.to_thread(_create, part) as out:
        async for piece in pieces:
            size += len(piece)
            if size > most:
                raise RefusedError(413, f"expected at most {most // MEGABYTE} MiB (CHURNFLOW_UPLOAD_MEGABYTES), found more")
            digest.update(piece)
            await asyncio.to_thread(out.write, piece)
        if not size:
            raise RefusedError(400, "expected a CSV as the request's body, found nothing")
        await asyncio.to_thread(out.flush)
        await asyncio.to_thread(os.fsync, out.fileno())
    return size, digest.hexdigest()


def _give_name(part: Path, file: Path) -> None:
    """A file counts as renamed into place where its inode has changed after the last write; both may be of one clock tick."""
    status = part.stat()
    os.utime(part, ns=(status.st_atime_ns, status.st_mtime_ns - 1_000_000))
    os.link(part, file)
    durable.sync_names(file.parent)


def _prepare(folder: Path) -> None:
    """Makes the inbox, and removes what a server that was killed had begun to take."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in folder.glob(".*.csv.*.part"):
        if part.lstat().st_mtime < time.time() - LEFTOVER_SECONDS:
            part.unlink(missing_ok=True)


def predictions(home: Path, pipeline: str, run_id: str) -> Path:
    """A run's predictions; a RefusedError where it has published none (yet)."""
    file = home / "predictions" / pipeline / run_folder(run_id) / "predictions.csv"
    if not file.is_file():
        raise RefusedError(
            404, f"run {run_id} of {pipeline}: expected predictions, found none: it has not come so far, or has failed"
        )
    return file
