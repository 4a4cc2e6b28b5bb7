"""Removes run folders, archived predictions and log files that are past their time."""

from __future__ import annotations

import json
import logging
import re
import shutil
import time
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags.registry import NotRegisteredError, needed_folders

RUN_FOLDER = re.compile(r"[A-Za-z0-9._-]{1,80}-[0-9a-f]{8}")
log = logging.getLogger(__name__)

LEFTOVER = ".removed-"
LONGEST_PROMOTION = (720 + 4) * 3600.0
"""Seconds; a pipeline file lets a person take 720 hours, and a run of the promotion DAG has four more."""


def clean_run_folders(home: Path, pipeline: str, oldest: float) -> list[str]:
    """Remove run folders unchanged since `oldest` (epoch seconds), sparing what is in use; the names of the removed.

    In use are the folders of the versions that have an alias, and those of promotions that wait for an answer.
    """
    runs = home / "runs" / pipeline
    if not runs.is_dir():
        return []
    spared = _spared(runs, pipeline)
    removed = []
    for folder in sorted(runs.iterdir()):
        if folder.is_symlink() or not folder.is_dir():
            continue
        if folder.name.startswith(LEFTOVER):
            shutil.rmtree(folder)
        elif RUN_FOLDER.fullmatch(folder.name) and folder.name not in spared and _is_over(folder, oldest):
            _remove(folder)
            removed.append(folder.name)
    return removed


def last_change(folder: Path) -> float:
    """When a step was last published in, or removed from, a run folder."""
    return max(path.lstat().st_mtime for path in (folder, *folder.iterdir()))


def _is_over(folder: Path, oldest: float) -> bool:
    return last_change(folder) < oldest and not _waits(folder)


def _waits(folder: Path) -> bool:
    """Whether it is that of a promotion that was measured and may still be decided on, by a person or by a task's next try."""
    decisions = folder / "promote-model"
    open_still = (decisions / "gate").is_dir() and not any((decisions / action).is_dir() for action in ("promote", "refuse"))
    return open_still and last_change(folder) >= time.time() - LONGEST_PROMOTION


def clean_predictions(home: Path, pipeline: str, oldest: float) -> list[str]:
    """Remove archived batches scored before `oldest` (epoch seconds), and outcomes that came before; the names of the removed.

    `predictions.csv`, which is other people's, stays. The file that says what a batch is goes first: without it there is none.
    """
    batches = sorted((home / "predictions" / pipeline).glob("*/batch.json"))
    labels = sorted((home / "labels" / pipeline).glob("*.json"))
    removed = []
    for said in (said for said in batches if _is_before(said, "scored_at", oldest)):
        said.unlink()
        for rows in ("scored.arrow", "features.arrow"):
            said.with_name(rows).unlink(missing_ok=True)
        if not any(said.parent.iterdir()):
            said.parent.rmdir()
        removed.append(said.parent.name)
    for said in (said for said in labels if _is_before(said, "received_at", oldest)):
        said.unlink()
        said.with_suffix(".arrow").unlink(missing_ok=True)
        removed.append(said.stem)
    return removed


def _is_before(said: Path, field: str, oldest: float) -> bool:
    """Whether a record is of before; a damaged one stays for whoever mends it."""
    try:
        return datetime.fromisoformat(json.loads(said.read_bytes())[field]).timestamp() < oldest
    except (ValueError, KeyError, TypeError) as damaged:
        log.warning("%s is kept, since it is damaged (%r): put it back from a backup, or take it away", said, damaged)
        return False


def clean_files(folder: Path, oldest: float) -> int:
    """Remove files last written before `oldest`, and folders that have been empty for as long; how many files."""
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if path.lstat().st_mtime < oldest and not any(path.iterdir()):
                path.rmdir()
        elif path.lstat().st_mtime < oldest:
            path.unlink()
            removed += 1
    return removed


def _spared(runs: Path, pipeline: str) -> Collection[str]:
    try:
        return {Path(folder).name for folder in needed_folders(pipeline)}
    except NotRegisteredError as error:
        registered = sorted(runs.glob("*/register-model/registration.json"))
        if registered:
            raise AirflowFailException(
                f"MLflow knows no registered model {pipeline} ({error}), but {registered[0]} has registered one: "
                "nothing is removed; is MLFLOW_TRACKING_URI the right server?"
            ) from error
        return set()


def _remove(folder: Path) -> None:
    """Take the folder away by one rename first, so that nobody ever finds half of it."""
    aside = folder.with_name(LEFTOVER + folder.name)
    folder.rename(aside)
    shutil.rmtree(aside)
