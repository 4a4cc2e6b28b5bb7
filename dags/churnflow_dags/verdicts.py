"""Reads what `detect-drift` has said of a pipeline's batches, from `state/<pipeline>/drift` on the shared volume."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from churnflow_dags.incidents import BatchVerdict, Incident, Policy, latest

VIOLATED = "act"
MOST_READ = 400
"""The newest batches that are looked at; a year of daily ones."""


def newest_incident(home: Path, pipeline: str, policy: Policy) -> Incident | None:
    """The last incident of the version that scored the newest batch."""
    found = list(verdicts(home, pipeline))
    return latest(pipeline, found, found[-1].version, policy) if found else None


def verdicts(home: Path, pipeline: str) -> Iterator[BatchVerdict]:
    """The batches' verdicts in the order in which they were come to."""
    files = sorted((home / "state" / pipeline / "drift").glob("*.json"))
    for file in files[-MOST_READ:]:
        entry = json.loads(file.read_text(encoding="utf-8"))
        violated = entry["verdict"] == VIOLATED
        yield BatchVerdict(
            batch=entry["run_folder"],
            at=datetime.fromisoformat(entry["loaded"]),
            version=str(entry["model_version"]),
            violated=violated,
            reasons=_reasons(home / "runs" / pipeline / entry["run_folder"]) if violated else (),
        )


def _reasons(run: Path) -> tuple[str, ...]:
    """What the batch's verdict says, while its run's folder is kept."""
    try:
        found: dict[str, Any] = json.loads((run / "detect-drift" / "drift.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return (found["reason"],)
