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
BATCH = ("batch.json", "scored.arrow", "features.arrow")
"""What the archive has of a batch; the first says what it is."""
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
    Rows of which nothing, or nothing readable, says since when they are there go by when they were written.
    """
    folders = sorted({file.parent for file in (home / "predictions" / pipeline).glob("*/*") if file.name in BATCH})
    stems = sorted(
        {file.with_suffix("") for file in (home / "labels" / pipeline).glob("*") if file.suffix in (".json", ".arrow")}
    )
    removed = []
    for folder in folders:
        if _remove_before(oldest, "scored_at", [folder / name for name in BATCH]):
            if not any(folder.iterdir()):
                folder.rmdir()
            removed.append(folder.name)
    for stem in stems:
        if _remove_before(oldest, "received_at", [stem.with_suffix(".json"), stem.with_suffix(".arrow")]):
            removed.append(stem.name)
    return removed


def _remove_before(oldest: float, field: str, files: list[Path]) -> bool:
    """Remove files of which the first says in a field since when they are there, if that is before `oldest`; whether it was."""
    there = [file for file in files if file.is_file()]
    moment = _moment(files[0], field)
    written = max((file.lstat().st_mtime for file in there), default=oldest)
    if not there or (written if moment is None else moment) >= oldest:
        return False
    for file in there:
        file.unlink()
    return True


def _moment(said: Path, field: str) -> float | None:
    """What a record says; None where it is missing or damaged."""
    try:
        return datetime.fromisoformat(json.loads(said.read_bytes())[field]).timestamp()
    except (ValueError, KeyError, TypeError, OSError) as damaged:
        log.warning("%s tells of no moment (%r): it goes by when it was written", said, damaged)
        return None


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
