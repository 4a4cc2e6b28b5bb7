"""What the operators that run a job have in common, wherever they run it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from airflow.sdk import BaseOperator

from churnflow_dags.lineage import TellsLineage


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

    def keyed(self) -> dict[str, str]:
        """The variable by which the job knows which instance it is; none where the task has no others."""
        return {self.key_variable: self.key} if self.key_variable else {}
