"""How the components are, by what they answer and by their heartbeats."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from churnflow_stack.places import Stack
from churnflow_stack.rest import Rest, RestError

HEARTBEATS = {"scheduler": "scheduler", "triggerer": "triggerer", "dag-processor": "dag_processor"}
"""The components that Airflow reports on, and their names there."""
PATIENCE = 5
"""Seconds in which a healthy server answers."""


@dataclass(frozen=True)
class Health:
    """What was found at one moment. A heartbeat is its time in seconds since 1970, 0 for none."""

    answers: dict[str, bool]
    heartbeats: dict[str, float]

    def is_well(self, program: str, started: float) -> bool:
        """Whether a component that was started at `started` has shown since then that it works, and lately."""
        if program in self.answers:
            return self.answers[program]
        beat = self.heartbeats.get(program, 0.0)
        return beat >= started and time.time() - beat < 30


def look(stack: Stack) -> Health:
    """Asks both servers once."""
    report = _answer(stack.airflow_url, "/api/v2/monitor/health")
    well = isinstance(report, dict) and report.get("metadatabase", {}).get("status") == "healthy"
    beats = {program: _beat(report, name) for program, name in HEARTBEATS.items()} if well else {}
    return Health({"api-server": well, "mlflow": _answer(stack.mlflow_url, "/health") == "OK"}, beats)


def _answer(url: str, path: str) -> Any:
    try:
        return Rest(url, timeout=PATIENCE).call("GET", path)
    except (OSError, RestError, ValueError):
        return None


def _beat(report: dict[str, Any], name: str) -> float:
    text = (report.get(name) or {}).get(f"latest_{name}_heartbeat")
    return datetime.fromisoformat(text).timestamp() if text else 0.0
