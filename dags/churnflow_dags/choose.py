"""The tasks that decide which file an inference run scores, and whether a further run is to look for others."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import PokeReturnValue, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from churnflow_dags.claims import take
from churnflow_dags.home import home
from churnflow_dags.inbox import look

PATIENCE = timedelta(minutes=15)
"""How long a run waits for files that are still being written before it goes on without them."""


@task.sensor(task_id="choose_input", mode="reschedule")
def choose_input(pipeline: str, inbox: str, quiet_seconds: int) -> PokeReturnValue:
    """The form's file; or, without one, the oldest new file of the inbox. `more`: there are others, or may soon be."""
    folder, now = home() / "inbox" / inbox, time.time()
    folder.mkdir(parents=True, exist_ok=True)  # for whoever wants to put the first file there
    context: Any = get_current_context()
    given = context["ti"].xcom_pull(task_ids="check_conf")["input"]
    if given:
        return PokeReturnValue(True, {"input": given, "more": False})
    seen = look(folder, quiet_seconds, now)
    print(f"{folder}: {len(seen.whole)} whole, {_names(seen.changing)} changing, {_names(seen.ignored)} ignored")
    claimed = take(home() / "state" / pipeline, seen.whole, context["run_id"], now)
    if claimed is None and seen.changing and now - context["dag_run"].start_date.timestamp() < PATIENCE.total_seconds():
        return PokeReturnValue(False)
    if claimed is None:
        raise AirflowSkipException(f"{folder}: no file that has not been scored, or is being scored")
    return PokeReturnValue(True, {"input": str(claimed.path), "more": claimed.more or bool(seen.changing)})


@task.short_circuit
def further_files() -> bool:
    """Whether the next look may find something."""
    return bool(get_current_context()["ti"].xcom_pull(task_ids="choose_input")["more"])


def _names(files: tuple[Path, ...]) -> str:
    return str([file.name for file in files])
