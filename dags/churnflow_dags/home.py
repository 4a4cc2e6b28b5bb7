"""The shared volume, as a task finds it, and where a run's files lie on it."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException


def home() -> Path:
    """Its folder, `CHURNFLOW_HOME`."""
    value = os.environ.get("CHURNFLOW_HOME")
    if not value:
        raise AirflowFailException("CHURNFLOW_HOME: expected the shared volume's folder, found nothing")
    return Path(value)


def run_folder(run_id: str) -> str:
    """The name of a run's folder, as the jobs make it (docs/architecture.md)."""
    safe = re.sub(r"[^A-Za-z0-9._-]", "_", run_id)[:80]
    return f"{safe}-{hashlib.sha256(run_id.encode()).hexdigest()[:8]}"
