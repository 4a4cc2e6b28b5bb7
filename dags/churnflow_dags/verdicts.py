"""Reads what `detect-drift` and `monitor-performance` have said of a pipeline, from `state/<pipeline>` on the shared volume."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from churnflow_dags.incidents import Incident, Kind, Known, Policy, Verdict, latest

log = logging.getLogger(__name__)


def newest_incident(home: Path, pipeline: str, policy: Policy) -> Incident | None:
    """The last incident of the pipeline, if it is of the version that scored the newest batch: a former one's is done with."""
    drift = _read(home / "state" / pipeline / "drift", _of_drift)
    performance = _read(home / "state" / pipeline / "performance", _of_performance)
    if not drift and not performance:
        return None
    versions = {verdict.version for verdict in [*drift, *performance]}
    known = [Known(pipeline, version, _of(version, drift), _of(version, performance)) for version in sorted(versions)]
    found = latest(known, policy)
    if found is None or found.version != (drift or performance)[-1].version:
        return None
    return found if found.kind is Kind.PERFORMANCE else _explained(found, home / "runs" / pipeline)


def _of_drift(entry: dict[str, Any]) -> Verdict:
    """Why stands in the batch's run folder, and is only asked of an incident."""
    at = datetime.fromisoformat(entry["loaded"])
    return Verdict(entry["run_folder"], at, str(entry["model_version"]), entry["verdict"] == "act")


def _of_performance(entry: dict[str, Any]) -> Verdict:
    at = datetime.fromisoformat(entry["as_of"])
    return Verdict(entry["batch"], at, str(entry["model_version"]), entry["verdict"] == "below", entry["reason"])


def _explained(found: Incident, runs: Path) -> Incident:
    verdicts = (replace(verdict, reason=_drift_reason(runs / verdict.batch)) for verdict in found.verdicts)
    return replace(found, verdicts=tuple(verdicts))


def _of(version: str, verdicts: list[Verdict]) -> tuple[Verdict, ...]:
    return tuple(verdict for verdict in verdicts if verdict.version == version)


def _read(folder: Path, verdict: Callable[[dict[str, Any]], Verdict]) -> list[Verdict]:
    """All, in the order in which they were come to: an incident that is counted from the newest few would shift with each.

    A damaged one is left out and told of: the others count.
    """
    found = []
    for file in sorted(folder.glob("*.json")):
        try:
            found.append(verdict(json.loads(file.read_text(encoding="utf-8"))))
        except (ValueError, KeyError, TypeError, OSError) as damaged:
            log.warning("%s is left out, since it is damaged (%r): put it back from a backup, or take it away", file, damaged)
    return found


def _drift_reason(run: Path) -> str:
    """What the batch's verdict says, while its run's folder is kept and whole."""
    try:
        found: dict[str, Any] = json.loads((run / "detect-drift" / "drift.json").read_text(encoding="utf-8"))
        return str(found["reason"])
    except (ValueError, KeyError, TypeError, OSError):
        return ""
