"""Housekeeping's tasks for the shared volume, for one pipeline each."""

from __future__ import annotations

import time

from airflow.sdk import task

from churnflow_dags.home import home
from churnflow_dags.retention import clean_predictions, clean_run_folders

DAY_SECONDS = 86_400


@task
def run_folders(pipeline: str, days: int) -> list[str]:
    """The names of the run folders that were removed."""
    return clean_run_folders(home(), pipeline, time.time() - days * DAY_SECONDS)


@task
def predictions(pipeline: str, days: int) -> list[str]:
    """The names of the archived batches and files of outcomes that were removed."""
    return clean_predictions(home(), pipeline, time.time() - days * DAY_SECONDS)
