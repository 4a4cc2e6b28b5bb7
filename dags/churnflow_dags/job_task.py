"""What the operators that run a job have in common, wherever they run it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from airflow.sdk import BaseOperator

from churnflow_dags.lineage import TellsLineage

HANDED_ON = (
    "MLFLOW_TRACKING_URI",
    "MLFLOW_TRACKING_USERNAME",
    "MLFLOW_TRACKING_PASSWORD",
    "MLFLOW_TRACKING_TOKEN",
    "CHURNFLOW_AIRFLOW_URL",
    "CHURNFLOW_MLFLOW_URL",
    "CHURNFLOW_MLFLOW_TIMEOUT",
    "CHURNFLOW_THREADS",
    "CHURNFLOW_INPUT_MEGABYTES",
)
"""The worker's variables that a job needs wherever it runs; docs/architecture.md says what they are. Besides them it has the
task's own and what belongs to the place it runs at: nothing else that a worker knows is any business of a job."""


class JobTask(TellsLineage, BaseOperator):
    """A job, and what sets this task of it apart.

    `key_variable` and `key` hold what distinguishes the instances of a mapped task. `event` is added, with the job's result,
    to the asset events that the task's outlets emit; whoever receives them must not trust it.
    """

    own_fields = ("key", "event")
    """Templates, beside those of the operator that a subclass is."""

    def __init__(
        self,
        *,
        job: str,
        key_variable: str = "",
        key: str = "",
        event: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.job = job
        self.key_variable = key_variable
        self.key = key
        self.event = event

    @staticmethod
    def inherited(*more: str) -> dict[str, str]:
        """Of the worker's variables those that a job is given, with `more` that the place it runs at adds."""
        return {name: os.environ[name] for name in (*HANDED_ON, *more) if os.environ.get(name)}

    def keyed(self) -> dict[str, str]:
        """The variable by which the job knows which instance it is; none where the task has no others."""
        return {self.key_variable: self.key} if self.key_variable else {}
