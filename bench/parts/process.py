"""Runs one measured process to its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Set for some machines' old OpenBLAS builds; they slow a current numpy down.
UNWANTED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


@dataclass(frozen=True)
class Ran:
    """A process that has ended well: wall-clock seconds, the most memory it has held, what it printed."""

    step: str
    seconds: float
    peak_mib: float
    out: str

    def last_line(self) -> dict[str, Any]:
        """The JSON object that it printed last."""
        found: dict[str, Any] = json.loads(self.out.strip().splitlines()[-1])
        return found


def run(step: str, command: list[str], environment: Mapping[str, str]) -> Ran:
    """Run a process and measure it; a failure ends the benchmark with what the process said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(command, env=dict(environment), stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said, complained = _text(out), _text(err)
    if process.returncode != 0:
        sys.exit(f"{step} ended with {process.returncode}:\n{said[-2000:]}\n{complained[-4000:]}")
    peak = usage.ru_maxrss / 1024
    print(f"  {step}: {seconds:.2f} s, {peak:,.0f} MiB", file=sys.stderr, flush=True)
    return Ran(step, seconds, peak, said)


def _text(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode(errors="replace"))


def peers() -> dict[str, str]:
    """The environment of a peer's process."""
    return {name: value for name, value in os.environ.items() if name not in UNWANTED}
