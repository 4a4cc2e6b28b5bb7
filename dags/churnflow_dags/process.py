"""Starts a job's process, logs what it says as it says it, and keeps its result and its error line."""

from __future__ import annotations

import json
import subprocess
import tempfile
from typing import Any

from airflow.providers.standard.hooks.subprocess import SubprocessHook
from airflow.sdk.exceptions import AirflowException


class JobProcess(SubprocessHook):
    """One run of a job. A SubprocessHook, because that ends the whole process group when Airflow cancels a task."""

    def __init__(self, job: str, log: Any) -> None:
        super().__init__()
        self.job = job
        self.task_log = log
        self.error_line = ""
        self._last_line = ""
        self._json_line = ""

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
            for raw in self.sub_process.stdout:
                self._hear(raw.decode("utf-8", errors="backslashreplace").rstrip())
            code = self.sub_process.wait()
        if code != 0:
            self.error_line = self.error_line or self._last_line
        return code if code >= 0 else 128 - code

    def result(self) -> dict[str, Any]:
        """The job's result: its last line that is JSON. Warnings of the JVM may come after it."""
        try:
            result = json.loads(self._json_line)
        except ValueError as error:
            raise AirflowException(
                f"{self.job} ended with exit code 0: expected a JSON object as its last line, "
                f"found {self._json_line or self._last_line or 'nothing'!r}"
            ) from error
        return dict(result)

    def _hear(self, line: str) -> None:
        said = f"churnflow {self.job}: "
        if line.startswith(said + "error:"):
            self.error_line = line
            self.task_log.error("%s", line)
        elif line.startswith(said + "warning:"):
            self.task_log.warning("%s", line)
        else:
            self.task_log.info("%s", line)
        if line.startswith("{"):
            self._json_line = line
        if line:
            self._last_line = line
