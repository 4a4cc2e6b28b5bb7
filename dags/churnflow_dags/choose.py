"""The tasks that decide which file an inference run scores, and which further runs score the others."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import PokeReturnValue, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from churnflow_dags.claims import take
from churnflow_dags.home import home
from churnflow_dags.inbox import look

PATIENCE = timedelta(minutes=15)
"""How long a run waits for files that are still being written before it goes on without them."""


@task.sensor(task_id="choose_input", mode="reschedule")
def choose_input(pipeline: str, inbox: str, quiet_seconds: int) -> PokeReturnValue:
    """The form's file; or, without one, the oldest new file of the inbox, and the further new ones as `others`."""
    folder, now = home() / "inbox" / inbox, time.time()
    folder.mkdir(parents=True, exist_ok=True)  # for whoever wants to put the first file there
    context: Any = get_current_context()
    given = context["ti"].xcom_pull(task_ids="check_conf")["input"]
    if given:
        return PokeReturnValue(True, {"input": given, "others": []})
    seen = look(folder, quiet_seconds, now)
    print(f"{folder}: {len(seen.whole)} whole, {_names(seen.changing)} changing, {_names(seen.ignored)} ignored")
    if seen.changing and now - context["dag_run"].start_date.timestamp() < PATIENCE.total_seconds():
        return PokeReturnValue(False)
    files = take(home() / "state" / pipeline, seen.whole, context["run_id"], now)
    if not files:
        raise AirflowSkipException(f"{folder}: no file that has not been scored, or is being scored")
    stamp = context["dag_run"].run_after.strftime("%Y%m%dT%H%M%S")
    others = [
        {"trigger_run_id": f"inbox__{other.digest[:16]}__{stamp}", "conf": {"input": str(other.path)}} for other in files[1:]
    ]
    return PokeReturnValue(True, {"input": str(files[0].path), "others": others})


@task
def other_files() -> list[dict[str, Any]]:
    """One run for each further file; its id comes from the file's digest, so that a repeat starts nothing twice."""
    return list(get_current_context()["ti"].xcom_pull(task_ids="choose_input")["others"])


class StartRun(TriggerDagRunOperator):
    """Starts a run with a conf that is taken as it is.

    Airflow renders a mapped conf as a template, also when it comes from an earlier task, so that the name of a file in the
    inbox could read connections and variables.
    """

    template_fields = ()


def _names(files: tuple[Path, ...]) -> str:
    return str([file.name for file in files])
