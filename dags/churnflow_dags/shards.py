"""In how many parts a table is scored: as many as its size is worth, and no more than the workers have use for."""

from __future__ import annotations

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags.numbers import whole_number

A_WORKER = 4
"""Most parts a worker: where one is killed, or slow, the others have something to take over."""

LONGEST = 10
"""A part has at most so many times the rows that make one worth it."""

MOST = 1000
"""Most parts a table, as the job says."""


@task
def plan_shards() -> list[str]:
    """The parts of the checked table, such as `2/8`: one mapped task each."""
    rows = int(get_current_context()["ti"].xcom_pull(task_ids="validate_data")["rows"])
    try:
        return shards(rows, whole_number("CHURNFLOW_SHARD_ROWS", 1_000_000), whole_number("CHURNFLOW_WORKERS", 1))
    except ValueError as error:
        raise AirflowFailException(str(error)) from error  # no try can help


def shards(rows: int, least: int, workers: int) -> list[str]:
    """Parts of about equal size.

    Several workers share it, once each has at least about `least` rows to score: starting a task takes as long as scoring a few
    hundred thousand. A single one has nothing to share, since the job uses all its processors, but a part that fails should
    not cost hours, nor meet the task's time limit.
    """
    shared = min(-(-rows // least), workers * A_WORKER) if workers > 1 else 1
    number = max(1, min(max(shared, -(-rows // (least * LONGEST))), MOST))
    return [f"{part}/{number}" for part in range(1, number + 1)]
