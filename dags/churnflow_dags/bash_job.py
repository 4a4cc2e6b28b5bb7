"""Runs a job's jar on this machine, as a subclass of BashOperator."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags import releases
from churnflow_dags.exits import failure
from churnflow_dags.job_output import JobOutput
from churnflow_dags.job_task import JobTask
from churnflow_dags.outlets import announce
from churnflow_dags.process import JobProcess

HIDDEN = (
    "AIRFLOW__",
    "AIRFLOW_CONN_",
    "CHURNFLOW_AIRFLOW_DB",
    "CHURNFLOW_MLFLOW_GC",
    "CHURNFLOW_NOTIFY_",
    "OPENLINEAGE_",
    "OTEL_",
)
"""Airflow's settings and connections, which hold its secrets, housekeeping's, the notices' and telemetry's: no business of a
job."""


class BashJob(JobTask, BashOperator):
    """Starts `run-job <job>`; maps its exit code; its last JSON line is the XCom."""

    template_fields: Sequence[str] = (*BashOperator.template_fields, *JobTask.own_fields)

    def __init__(self, *, job: str, **options: Any) -> None:
        super().__init__(job=job, bash_command=f'exec "$CHURNFLOW_JOBS/bin/run-job" {job}', append_env=True, **options)

    def execute(self, context: Any) -> dict[str, Any]:
        """Run the job once."""
        output = JobOutput(self.job, self.log)
        process = JobProcess(output)
        self.subprocess_hook = process  # on_kill ends what it has started
        code = process.run(["bash", "-c", str(self.bash_command)], self.environment(context))
        if code != 0:
            raise failure(self.job, code, output.reason)
        result = output.result()
        self.done = result, self.env or {}  # type: ignore[has-type]
        announce(context, self.outlets, result, self.event)
        return result

    def environment(self, context: Any) -> dict[str, str]:
        """The worker's environment with the task's variables, and the jobs of the run's release."""
        if not os.environ.get("CHURNFLOW_JOBS"):
            raise AirflowFailException("CHURNFLOW_JOBS: expected the folder of the jobs, found nothing")
        own: Mapping[str, str] = self.env or {}  # type: ignore[has-type]
        version = releases.release(own)
        jobs = {"CHURNFLOW_JOBS": str(releases.folder(version))} if version else {}
        self.env = {**own, **self.keyed(), **jobs}
        return {name: value for name, value in self.get_env(context).items() if not name.startswith(HIDDEN)}
