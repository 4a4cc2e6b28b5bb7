"""Supervisor's listener: every five seconds, kills what is alive but has not been well for a minute.

Supervisor restarts what dies; this turns what hangs into what dies. It kills at once, because a process that is stopped or
hangs does not hear anything gentler. The minute begins when the component was last well, or when this listener was started.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import Any

from churnflow_stack import health, processes, supervision
from churnflow_stack.places import PROGRAMS, Stack

LIMIT = float(os.environ.get("CHURNFLOW_UNHEALTHY_SECONDS") or 60)
STARTING = 480
"""Seconds that a component may take until it is well for the first time, on a busy machine."""
NAP = 30
"""Seconds between two looks after which the machine must have slept, so that old heartbeats mean nothing."""


class Watch:
    """What is remembered from one look to the next."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.well_at: dict[tuple[int, float], float] = {}
        """By process and start: another start may be given the same number."""
        self.looked = self.awake_since = time.time()

    def look(self) -> None:
        """One look at everything."""
        now = time.time()
        if now - self.looked > NAP:
            self.awake_since = now
        found, states = health.look(self.stack), supervision.states(self.stack)
        running = {_start(info) for info in states.values()}
        self.well_at = {start: at for start, at in self.well_at.items() if start in running}
        for program in PROGRAMS:
            self._judge(program, states.get(program, {}), found)
        self.looked = time.time()

    def _judge(self, program: str, info: dict[str, Any], found: health.Health) -> None:
        if info.get("statename") != "RUNNING":
            return
        started = float(info["start"])
        if found.is_well(program, started):
            self.well_at[_start(info)] = time.time()
        quiet = self._quiet(program, info, found)
        new = _start(info) not in self.well_at and time.time() - started < STARTING
        may_be_starting = new and not processes.stopped(info["pid"])
        if quiet > LIMIT and not may_be_starting:
            say(f"{program} (process {info['pid']}) has not been well for {quiet:.0f} s: killed, to be started again")
            with contextlib.suppress(OSError):
                os.killpg(supervision.group(info), signal.SIGKILL)

    def _quiet(self, program: str, info: dict[str, Any], found: health.Health) -> float:
        """Seconds without a sign of health; 0 while Airflow cannot say."""
        if program in health.HEARTBEATS and not found.answers["api-server"]:
            return 0.0
        sign = found.heartbeats.get(program, 0.0) or self.well_at.get(_start(info), 0.0)
        return time.time() - max(sign, float(info["start"]), self.awake_since)


def _start(info: dict[str, Any]) -> tuple[int, float]:
    return info["pid"], float(info["start"])


def say(text: str) -> None:
    """Standard output belongs to supervisor's protocol."""
    print(time.strftime("%Y-%m-%d %H:%M:%S"), text, file=sys.stderr, flush=True)


def main() -> None:
    """Supervisor's event protocol: READY, an event, its answer, and again."""
    watch = Watch(Stack.running())
    while True:
        print("READY", flush=True)
        header = sys.stdin.readline()
        if not header:
            return
        fields = dict(pair.split(":", 1) for pair in header.split())
        sys.stdin.read(int(fields["len"]))
        try:
            watch.look()
        except Exception as error:  # the watch must outlive whatever it looks at
            say(f"could not look: {error!r}")
        sys.stdout.write("RESULT 2\nOK")
        sys.stdout.flush()
