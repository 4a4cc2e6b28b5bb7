"""Kills a process at a chosen system call: `strace` counts the calls, the kernel does the killing.

A point is the n-th call of one name in one thread, because `strace` counts in each thread on its own.
Only calls that touch the shared volume, the network or the standard output are drawn: a kill while the
JVM loads itself proves nothing.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "write,pwrite64,writev,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,mkdir,mkdirat,"
    "openat,ftruncate,fallocate,fsync,fdatasync,connect,sendto,read,recvfrom"
)
LINE = re.compile(r"^(\d+) +(\w+)\((.*)")
KILLED = -9


@dataclass(frozen=True)
class Point:
    """The n-th call of this name in one thread, and what it did in the undisturbed run."""

    call: str
    nth: int
    seen: str

    def __str__(self) -> str:
        return f"{self.call} {self.nth}: {self.seen}"


def points(command: list[str], environment: dict[str, str], touching: Path, log: Path) -> list[Point]:
    """Every place where this run can be killed; runs the command once, undisturbed."""
    traced = ["strace", "-f", "-y", "--seccomp-bpf", "-s", "0", "-e", f"trace={CALLS}", "-o", str(log)]
    ended = subprocess.run([*traced, *command], env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    return parse(log.read_text(errors="replace"), str(touching))


def parse(text: str, touching: str) -> list[Point]:
    """The places in a log of `strace -f -y`; the first thread to reach a count is the one that is killed."""
    counts: Counter[tuple[str, str]] = Counter()
    reached: Counter[str] = Counter()
    found = []
    for line in text.splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        thread, call, rest = match.groups()
        counts[thread, call] += 1
        if counts[thread, call] <= reached[call]:
            continue
        reached[call] += 1
        if touching in rest or "AF_INET" in rest or re.match(r"1<(pipe|/)", rest) or "TCP" in rest:
            found.append(Point(call, reached[call], rest.replace(touching, "")[:240]))
    return found


def draw(choices: list[Point], count: int, seed: int) -> list[Point]:
    """`count` of the points, or all of them; the calls take turns, so that no name crowds out another."""
    generator = random.Random(seed)
    groups = [[p for p in choices if p.call == call] for call in sorted({p.call for p in choices})]
    for group in groups:
        generator.shuffle(group)
    drawn: list[Point] = []
    while len(drawn) < count and any(groups):
        drawn += [group.pop() for group in groups if group]
    return drawn[:count]


def kill_at(point: Point, command: list[str], environment: dict[str, str], log: Path) -> bool:
    """Runs the command and kills it there; whether it was killed (it may have ended before)."""
    traced = [
        "strace", "-f", "-s", "0", "-o", str(log), "-e", f"trace={point.call}",
        "-e", f"inject={point.call}:signal=SIGKILL:when={point.nth}",
    ]  # fmt: skip
    ended = subprocess.run([*traced, *command], env=environment, capture_output=True, timeout=300, check=False)
    return ended.returncode == KILLED
