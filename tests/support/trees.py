"""Compares what two runs left on the shared volume."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

NEVER_COMPARED = "receipt.json"
# What a result, an archived batch and the state files may say differently each time: times, MLflow's ids, whether reused.
VARYING = {
    "status", "seconds", "run_id", "parent_run_id", "runs", "models", "experiment_id", "at", "when", "time",
    "started", "finished", "resolved", "resolved_at", "scored_at", "trained_at",
}  # fmt: skip


def put(source: Path, target: Path) -> None:
    """Makes `target` a copy of `source`, whatever it was."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)


def contents(home: Path) -> dict[str, str]:
    """Every file below `home` with its digest; what may vary is left out, that it is there is not."""
    return {str(path.relative_to(home)): "folder" if path.is_dir() else _digest(path) for path in sorted(home.rglob("*"))}


def _digest(path: Path) -> str:
    if path.name == NEVER_COMPARED:
        return "present"
    content = path.read_bytes()
    if path.name in ("result.json", "batch.json") or "state" in path.parts:
        content = json.dumps(_without_varying(json.loads(content)), sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()


def _without_varying(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_varying(v) for k, v in value.items() if k not in VARYING}
    return value


def difference(expected: dict[str, str], found: dict[str, str]) -> list[str]:
    """Paths that are missing, left over or other, one line each."""
    lines = [f"missing: {path}" for path in sorted(expected.keys() - found.keys())]
    lines += [f"left over: {path}" for path in sorted(found.keys() - expected.keys())]
    both = expected.keys() & found.keys()
    return lines + [f"differs: {path}" for path in sorted(both) if expected[path] != found[path]]
