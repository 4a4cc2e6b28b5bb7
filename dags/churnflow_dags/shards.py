"""In how many parts a table is scored: as many as its size is worth, and no more than the workers have use for."""

from __future__ import annotations

import os

from airflow.sdk import get_current_context, task

A_WORKER = 4
"""Most parts a worker: where one is killed, or slow, the others have something to take over."""

MOST = 1000
"""Most parts a table, as the job says."""


@task
def plan_shards() -> list[str]:
    """The parts of the checked table, such as `2/8`: one mapped task each."""
    rows = int(get_current_context()["ti"].xcom_pull(task_ids="validate_data")["rows"])
    return shards(rows, setting("CHURNFLOW_SHARD_ROWS", 1_000_000), setting("CHURNFLOW_WORKERS", 1))


def shards(rows: int, least: int, workers: int) -> list[str]:
    """Parts of about equal size.

    A single worker scores all of a table at once, since the job uses all its processors. More share it, once each has at
    least about `least` rows to score: starting a task takes as long as scoring a few hundred thousand.
    """
    enough = 1 if workers == 1 else -(-rows // least)
    number = max(1, min(enough, workers * A_WORKER, MOST))
    return [f"{part}/{number}" for part in range(1, number + 1)]


def setting(name: str, default: int) -> int:
    """A whole number of at least 1 from the environment."""
    text = os.environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ValueError(f"{name}: expected a whole number of at least 1, found {text!r}")
    return int(text)
