"""Starts a job's process on this machine and hears what it says."""

from __future__ import annotations

import subprocess
import tempfile

from airflow.providers.standard.hooks.subprocess import SubprocessHook

from churnflow_dags.job_output import JobOutput


class JobProcess(SubprocessHook):
    """One run of a job. A SubprocessHook, because that ends the whole process group when Airflow cancels a task."""

    def __init__(self, output: JobOutput) -> None:
        super().__init__()
        self.output = output

    def run(self, command: list[str], env: dict[str, str]) -> int:
        """Run to the end in an empty folder; the exit code, negative signals as the shell counts them (137 for 9)."""
        with tempfile.TemporaryDirectory(prefix="churnflow-") as folder:
            self.sub_process = subprocess.Popen(
                command,
                env=env,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                restore_signals=True,
            )
            assert self.sub_process.stdout is not None
            for line in self.sub_process.stdout:
                self.output.hear(line)
            code = self.sub_process.wait()
        return code if code >= 0 else 128 - code
