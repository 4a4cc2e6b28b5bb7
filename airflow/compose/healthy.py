"""A container's health check: `healthy.py api-server|scheduler|dag-processor|triggerer` ends with 0 where that one is well.

Docker starts again what has ended, but not what hangs. A component that was well once and has then not been for
`CHURNFLOW_UNHEALTHY_SECONDS` is therefore killed from here, with everything in its container. Imports no Airflow.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import urllib.request
from dataclasses import asdict, dataclass
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError

PATIENCE = 4
"""Seconds for each piece of an answer; Docker ends a whole look after 15."""
LATEST = 60
"""Seconds after which a heartbeat is too old."""
NAP = 60
"""Seconds between two looks after which machine or engine must have slept, so that what was before means nothing."""
REPORTED = {"dag-processor": "dag_processor", "triggerer": "triggerer"}
"""Components that only the api-server can tell of, and their names there."""
NO_ANSWER = (OSError, HTTPException, ValueError, KeyError)
"""Nobody there, half an answer, or another one than expected."""
MEMORY = Path("/tmp/churnflow-health.json")  # noqa: S108 - the container's own


@dataclass
class Memory:
    """What one look leaves to the next; `process` tells a container's start from the next one."""

    process: str
    looked: float = 0.0
    well: bool = False
    unwell_since: float = 0.0

    def look(self, well: bool | None, now: float) -> float:
        """Seconds for which the component has not been well; 0 where it has not been yet, or where nobody can say."""
        if well is None or now - self.looked > NAP:
            self.unwell_since = 0.0
        self.looked = now
        if well:
            self.well, self.unwell_since = True, 0.0
        elif well is not None and self.well:
            self.unwell_since = self.unwell_since or now
        return now - self.unwell_since if self.unwell_since else 0.0


def remembered(file: Path, process: str) -> Memory:
    """What the last look has left, if it was at this process."""
    try:
        found = Memory(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Memory(process)
    return found if found.process == process else Memory(process)


def get(url: str) -> str:
    """A page's text; one of `NO_ANSWER` where there is none."""
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - addresses within the stack
        return str(answer.read().decode())


def is_well(component: str) -> bool | None:
    """Whether it answers, or its last heartbeat is young.

    None where nobody can say, because api-server or database is away: it would be no better for a new start.
    """
    if component in REPORTED:
        return beats(REPORTED[component])
    try:
        get("http://127.0.0.1:8974/health" if component == "scheduler" else "http://127.0.0.1:8080/api/v2/monitor/health")
        return True
    except NO_ANSWER as error:
        print(f"{component}: {error}", file=sys.stderr)
        # The scheduler answers 503 where it does not reach its database.
        return None if isinstance(error, HTTPError) and component == "scheduler" and database_is_away() else False


def database_is_away() -> bool:
    """Whether the api-server says so."""
    try:
        return report()["metadatabase"]["status"] != "healthy"
    except NO_ANSWER:
        return False


def report() -> dict[str, dict[str, str]]:
    """What the api-server knows of all components."""
    found: dict[str, dict[str, str]] = json.loads(get("http://api-server:8080/api/v2/monitor/health"))
    return found


def beats(name: str) -> bool | None:
    """Whether a component's last heartbeat is young."""
    try:
        said = report()
        if said["metadatabase"]["status"] != "healthy":
            return None
        beat = (said[name] or {}).get(f"latest_{name}_heartbeat")
    except NO_ANSWER as error:
        print(f"api-server: {error}", file=sys.stderr)
        return None
    return beat is not None and time.time() - datetime.fromisoformat(beat).timestamp() < LATEST


def main(component: str) -> int:
    """One look; the exit code."""
    process = Path("/proc/1/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    memory, well = remembered(MEMORY, process), is_well(component)
    unwell = memory.look(well, time.time())
    MEMORY.write_text(json.dumps(asdict(memory)), encoding="utf-8")
    if unwell > float(os.environ["CHURNFLOW_UNHEALTHY_SECONDS"]):
        print(f"{component}: not well for {unwell:.0f} s: killed, to be started again", file=sys.stderr)
        os.kill(-1, signal.SIGKILL)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
