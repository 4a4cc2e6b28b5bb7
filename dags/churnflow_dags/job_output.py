"""Logs what a job says as it says it, and keeps its error line and its result."""

from __future__ import annotations

import json
from typing import Any

from airflow.sdk.exceptions import AirflowException


class JobOutput:
    """The lines of one run of a job, as any runner hears them."""

    def __init__(self, job: str, log: Any) -> None:
        self.job = job
        self.error_line = ""
        self._log = log
        self._last_line = ""
        self._json_line = ""

    def hear(self, raw: bytes) -> None:
        """One line, with its end or without."""
        line = raw.decode("utf-8", errors="backslashreplace").rstrip()
        said = f"churnflow {self.job}: "
        if line.startswith(said + "error:"):
            self.error_line = line
            self._log.error("%s", line)
        elif line.startswith(said + "warning:"):
            self._log.warning("%s", line)
        else:
            self._log.info("%s", line)
        if line.startswith("{"):
            self._json_line = line
        if line:
            self._last_line = line

    @property
    def reason(self) -> str:
        """Why the job failed, in its own words: its error line, else its last line."""
        return self.error_line or self._last_line

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
