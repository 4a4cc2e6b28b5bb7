"""Ends with 0 where a component is well: `healthy.py api-server|scheduler|dag-processor|triggerer`. Imports no Airflow."""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from datetime import datetime

PATIENCE = 8
LATEST = 60
"""Seconds after which a heartbeat is too old."""
REPORTED = {"dag-processor": "dag_processor", "triggerer": "triggerer"}
"""Components that only the api-server can tell of, and their names there."""


def get(url: str) -> str:
    """A page's text; OSError where there is none."""
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - addresses within the stack
        return str(answer.read().decode())


def is_well(component: str) -> bool:
    """Asks the component itself, or the api-server for its last heartbeat."""
    if component == "scheduler":
        get("http://127.0.0.1:8974/health")
        return True
    host = "127.0.0.1" if component == "api-server" else "api-server"
    report = json.loads(get(f"http://{host}:8080/api/v2/monitor/health"))
    if component == "api-server":
        return bool(report["metadatabase"]["status"] == "healthy")
    name = REPORTED[component]
    beat = (report[name] or {}).get(f"latest_{name}_heartbeat")
    return beat is not None and time.time() - datetime.fromisoformat(beat).timestamp() < LATEST


if __name__ == "__main__":
    try:
        sys.exit(0 if is_well(sys.argv[1]) else 1)
    except OSError as error:
        sys.exit(f"{sys.argv[1]}: {error}")
