"""The shared volume, as a task finds it, and where a run's files lie on it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException


def home() -> Path:
    """Its folder, `CHURNFLOW_HOME`."""
    value = os.environ.get("CHURNFLOW_HOME")
    if not value:
        raise AirflowFailException("CHURNFLOW_HOME: expected the shared volume's folder, found nothing")
    return Path(value)


def input_roots(known: Mapping[str, str] = os.environ) -> list[Path]:
    """The folders under which input files may lie, as a job with these variables takes `CHURNFLOW_INPUT_ROOTS`."""
    named = [Path(root) for root in known.get("CHURNFLOW_INPUT_ROOTS", "").split(":") if root.strip()]
    return named or [Path(known["CHURNFLOW_HOME"]) / "inbox"]


def run_folder(run_id: str) -> str:
    """The name of a run's folder, as the jobs make it (docs/architecture.md)."""
    safe = re.sub(r"[^A-Za-z0-9._-]", "_", run_id)[:80]
    return f"{safe}-{hashlib.sha256(run_id.encode()).hexdigest()[:8]}"
