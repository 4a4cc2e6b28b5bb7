"""Which version of the jobs a task runs: the one that its run began with.

A pipeline file may name a `release`. A run's first job copies the file into the run's folder, and all later tasks of the run
read that copy, so that a new release in the file changes no run that has begun. Of the file only this line is read: a
deployment asks before any job has found it sound. A job holds the release that it is of against the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags import installed
from churnflow_dags.home import home, run_folder
from churnflow_dags.pipeline import own_folder

VERSION = re.compile(r"[0-9][0-9A-Za-z.-]{0,39}")
LINE = re.compile(rb"^release:[ \t]*([^\r\n]*?)[ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)
FOLDER = "releases"


def release(task: Mapping[str, str]) -> str:
    """The release that a task with these variables uses; an empty text for the stack's own jobs.

    An AirflowFailException where the file's line is no version.
    """
    file = _file(task)
    if file is None:
        return ""
    found = [value.strip(b"\"'").decode("utf-8", "replace") for value in LINE.findall(file.read_bytes())]
    if not found or found == ["null"]:
        return ""
    if len(found) > 1 or not VERSION.fullmatch(found[0]):
        raise AirflowFailException(
            f"pipeline file {file}: release: expected one version such as 0.1.0, found {', '.join(found)}"
        )
    return found[0]


def _file(task: Mapping[str, str]) -> Path | None:
    """The run's own copy of the pipeline file; before there is one, the file that the run's first job will copy."""
    place = Path(task["CHURNFLOW_HOME"]) if task.get("CHURNFLOW_HOME") else home()
    name = task.get("CHURNFLOW_PIPELINE", "")
    places = (
        place / "runs" / name / run_folder(task.get("CHURNFLOW_RUN_ID", "")) / "pipeline.yaml",
        own_folder() / f"{name}.yaml",
        installed.folder(place) / f"{name}.yaml",
    )
    return next((file for file in places if file.is_file()), None)


def folder(version: str) -> Path:
    """Where a release's jars are; an AirflowFailException where it is not installed."""
    found = home() / FOLDER / version
    if not (found / "release.json").is_file():
        raise AirflowFailException(f"release {version}: expected it in {found.parent}, found none (docs/releases.md)")
    return found
