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

OF_THE_MACHINE = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "JAVA_HOME",
    "JAVA_TOOL_OPTIONS",
    "CHURNFLOW_HOME",
    "CHURNFLOW_PIPELINES",
    "CHURNFLOW_INPUT_ROOTS",
    "CHURNFLOW_JOBS",
    "CHURNFLOW_JAVA",
    "CHURNFLOW_HEAP",
    "CHURNFLOW_STACK_ID",
    "CHURNFLOW_COMPONENT",
)
"""What a job needs on this machine: its programs, its folders, and the marks by which a stack finds jobs that are left over."""


class BashJob(JobTask, BashOperator):
    """Starts `run-job <job>`; maps its exit code; its last JSON line is the XCom."""

    template_fields: Sequence[str] = (*BashOperator.template_fields, *JobTask.own_fields)

    def __init__(self, *, job: str, **options: Any) -> None:
        super().__init__(job=job, bash_command=f'exec "$CHURNFLOW_JOBS/bin/run-job" {job}', **options)

    def execute(self, context: Any) -> dict[str, Any]:
        """Run the job once."""
        output = JobOutput(self.job, self.log)
        process = JobProcess(output)
        self.subprocess_hook = process  # on_kill ends what it has started
        code = process.run(["bash", "-c", str(self.bash_command)], self.environment())
        if code != 0:
            raise failure(self.job, code, output.reason)
        result = output.result()
        self.done = result, self.env or {}  # type: ignore[has-type]
        announce(context, self.outlets, result, self.event)
        return result

    def environment(self) -> dict[str, str]:
        """What the job needs of the worker's environment, the task's variables, and the jobs of the run's release."""
        if not os.environ.get("CHURNFLOW_JOBS"):
            raise AirflowFailException("CHURNFLOW_JOBS: expected the folder of the jobs, found nothing")
        own: Mapping[str, str] = self.env or {}  # type: ignore[has-type]
        version = releases.release(own)
        jobs = {"CHURNFLOW_JOBS": str(releases.folder(version))} if version else {}
        self.env = {**own, **self.keyed(), **jobs}
        return {**self.inherited(*OF_THE_MACHINE), **self.env}
