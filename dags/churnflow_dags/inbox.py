"""Finds files in a pipeline's inbox that can be scored: whole, new, and nobody else's.

A file is whole when it was last written at least `quiet_seconds` ago, or when it was renamed into place (its inode changed
after its last write) at least two seconds ago. Names that start with a dot or do not end in `.csv` are left alone, so that a
writer can use `.x.csv` or `x.csv.part` and rename; so are folders and links. Nothing in the inbox is moved or removed.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

SETTLED_SECONDS = 2.0
CSV_NAME = re.compile(r"(?!\.)[^\x00-\x1f\x7f\ud800-\udfff]+\.csv", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """What one look at the inbox has shown, oldest first: files to take, files that may still be written, and the rest."""

    whole: tuple[Path, ...]
    changing: tuple[Path, ...]
    ignored: tuple[Path, ...]


def look(folder: Path, quiet_seconds: float, now: float) -> Look:
    """Sort the folder's files. A folder that does not exist yet is an empty one."""
    found: dict[str, list[tuple[int, str, Path]]] = {"whole": [], "changing": [], "ignored": []}
    for file in folder.iterdir() if folder.is_dir() else ():
        try:
            status = file.lstat()
        except FileNotFoundError:
            continue  # taken away since it was listed
        if not stat.S_ISREG(status.st_mode) or not CSV_NAME.fullmatch(file.name):
            kind = "ignored"
        else:
            kind = "whole" if is_whole(status, quiet_seconds, now) else "changing"
        found[kind].append((status.st_mtime_ns, file.name, file))
    whole, changing, ignored = (tuple(f[2] for f in sorted(found[k])) for k in ("whole", "changing", "ignored"))
    return Look(whole, changing, ignored)


def is_whole(status: os.stat_result, quiet_seconds: float, now: float) -> bool:
    """Whether nobody seems to be writing. A time stamp from the future (set by hand) falls back on the inode's."""
    written, changed = status.st_mtime, status.st_ctime
    if now - min(written, changed) >= quiet_seconds:
        return True
    renamed = changed > written and status.st_size > 0
    return renamed and now - changed >= SETTLED_SECONDS
