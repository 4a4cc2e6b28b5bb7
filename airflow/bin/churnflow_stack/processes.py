"""Finds and ends the processes of a stack, whoever their parent is by now: by a mark in their environment."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

PROC = Path("/proc")
LISTENING = "0A"


def marked(marks: Mapping[str, str]) -> set[int]:
    """Live processes that were started with all of these variables; not this one, nor those that it descends from."""
    wanted = {f"{name}={value}".encode() for name, value in marks.items()}
    own = set(_ancestors(os.getpid()))
    return {pid for pid in _all() - own if wanted <= set(_environment(pid))}


def end(marks: Mapping[str, str], seconds: float = 10) -> int:
    """Kills them all, and what they start meanwhile; how many there were."""
    seen: set[int] = set()
    until = time.monotonic() + seconds
    while (found := marked(marks)) and time.monotonic() < until:
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        seen |= found
        time.sleep(0.05)
    return len(seen)


def alive(pid: int) -> bool:
    """Whether there is such a process, other than as a zombie."""
    return _state(pid) not in ("", "Z")


def stopped(pid: int) -> bool:
    """Whether somebody has sent it SIGSTOP."""
    return _state(pid) == "T"


def started_with(pid: int, marks: Mapping[str, str]) -> bool:
    """Whether this very process has these variables: a number alone may belong to another by now."""
    return {f"{name}={value}".encode() for name, value in marks.items()} <= set(_environment(pid))


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def listener(port: int) -> str:
    """Who listens on the port, as `process 123 (name)`; a vaguer word where that cannot be seen."""
    inodes = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for pid in _all():
        with contextlib.suppress(OSError):
            if any(str(link.readlink()) in inodes for link in (PROC / str(pid) / "fd").iterdir()):
                return f"process {pid} ({(PROC / str(pid) / 'comm').read_text().strip()})"
    return "another user's process"


def _listening_inodes(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            for line in (PROC / "net" / table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                    yield fields[9]


def _all() -> set[int]:
    return {int(folder.name) for folder in PROC.iterdir() if folder.name.isdigit()}


def _environment(pid: int) -> list[bytes]:
    try:
        return (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _stat(pid: int) -> list[str]:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _state(pid: int) -> str:
    return next(iter(_stat(pid)), "")


def _ancestors(pid: int) -> Iterator[int]:
    while pid > 0:
        yield pid
        fields = _stat(pid)
        pid = int(fields[1]) if fields else 0
