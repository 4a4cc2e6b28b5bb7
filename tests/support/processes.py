"""Looks at processes and sockets through /proc, so that nothing needs to be installed for it."""

from __future__ import annotations

import time
from pathlib import Path

PROC = Path("/proc")
LISTENING = "0A"


def parents() -> dict[int, int]:
    """Every process and its parent."""
    found = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                found[int(folder.name)] = int(fields[1])
    return found


def tree(root: int) -> set[int]:
    """`root` and everything below it."""
    known = parents()
    found = {root} if root in known else set()
    grown = True
    while grown:
        more = {pid for pid, parent in known.items() if parent in found} - found
        grown = bool(more)
        found |= more
    return found


def command_line(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def variable(pid: int, name: str) -> str | None:
    """A variable of the process's environment; None where it has none or is gone."""
    try:
        block = (PROC / str(pid) / "environ").read_bytes()
    except OSError:
        return None
    wanted = name.encode() + b"="
    return next((v[len(wanted) :].decode() for v in block.split(b"\0") if v.startswith(wanted)), None)


def with_variable(name: str, value: str) -> set[int]:
    """Processes that were started with this variable: a stack's, whoever their parent is now."""
    return {pid for pid in parents() if variable(pid, name) == value}


def await_child(parent: int, program: str, seconds: float) -> int:
    """The process below `parent` (or itself) that runs `program`, once there is one."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for pid in tree(parent):
            if command_line(pid).startswith(program):
                return pid
        time.sleep(0.02)
    raise AssertionError(f"no {program} below process {parent} within {seconds} s")


def gone(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if pid not in parents():
            return True
        time.sleep(0.02)
    return False


def listening(pids: set[int]) -> set[tuple[str, int]]:
    """The addresses, in hexadecimal as the kernel writes them, and ports where these processes listen."""
    sockets = {inode for pid in pids for inode in _sockets(pid)}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in (PROC / "net" / table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTENING and fields[9] in sockets:
                address, port = fields[1].split(":")
                found.add((address, int(port, 16)))
    return found


def is_loopback(address: str) -> bool:
    """127.0.0.0/8 or ::1, as /proc/net/tcp and tcp6 write them (little-endian words)."""
    return (len(address) == 8 and address.endswith("7F")) or address == "0" * 24 + "01000000"


def _sockets(pid: int) -> set[str]:
    found = set()
    try:
        for descriptor in (PROC / str(pid) / "fd").iterdir():
            target = str(descriptor.readlink())
            if target.startswith("socket:["):
                found.add(target[8:-1])
    except OSError:
        return found
    return found
