"""Turns a jar into an Airflow task: `job("train-model", pipeline.name, ...)`.

What is run is fixed text with the job's name in it; everything that a person or a file can influence travels by environment
variable. Nothing here needs more from the place where a job runs than the shared volume and its exit code: that may be the
worker, or a container of the job's own, as `CHURNFLOW_RUNNER` says.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from importlib import import_module
from typing import Any

from airflow.sdk import BaseOperator

from churnflow_dags.defaults import JVM_POOL, RETRY

LIMITS = {
    "generate-data": timedelta(minutes=30),
    "infer-contract": timedelta(hours=1),
    "validate-pipeline": timedelta(minutes=10),
    "load-data": timedelta(hours=1),
    "validate-data": timedelta(hours=1),
    "profile-data": timedelta(hours=1),
    "add-outcomes": timedelta(hours=1),
    "process-data": timedelta(hours=1),
    "train-model": timedelta(hours=4),
    "evaluate-model": timedelta(hours=1),
    "register-model": timedelta(minutes=30),
    "promote-model": timedelta(minutes=30),
    "predict": timedelta(hours=1),
    "publish-predictions": timedelta(hours=1),
    "detect-drift": timedelta(hours=1),
    "monitor-performance": timedelta(hours=1),
    "render-monitoring": timedelta(minutes=30),
}
"""The jobs there are, and how long one try of each may take."""

WHERE = {
    "CHURNFLOW_RUN_ID": "{{ run_id }}",
    "CHURNFLOW_DAG_ID": "{{ dag.dag_id }}",
    "CHURNFLOW_TASK_ID": "{{ ti.task_id }}",
    "CHURNFLOW_TRY_NUMBER": "{{ ti.try_number }}",
    "CHURNFLOW_MAP_INDEX": "{{ ti.map_index }}",
}
"""Given to every job. The run id is there in every kind of run; `ds` and `logical_date` are not."""

RUNNERS = {"bash": "churnflow_dags.bash_job.BashJob", "docker": "churnflow_dags.docker_job.DockerJob"}
"""The operators that run a job, imported when they are asked for."""


def runner() -> type[BaseOperator]:
    """The operator that `CHURNFLOW_RUNNER` names."""
    name = os.environ.get("CHURNFLOW_RUNNER") or "bash"
    if name not in RUNNERS:
        raise ValueError(f"CHURNFLOW_RUNNER: expected one of {', '.join(sorted(RUNNERS))}, found {name!r}")
    module, _, operator = RUNNERS[name].rpartition(".")
    return getattr(import_module(module), operator)


def job(name: str, pipeline: str, *, env: Mapping[str, str] | None = None, **options: Any) -> BaseOperator:
    """A task that runs a job once. `pipeline` (a name) and `env` are texts or templates; `event` is the outlets' extra."""
    return runner()(**_settings(name, pipeline, env, options))


def job_for_each(
    name: str, pipeline: str, *, variable: str, values: Any, env: Mapping[str, str] | None = None, **options: Any
) -> Any:
    """A mapped task: one instance for each of `values` (a list from an earlier task), which it finds in `variable`."""
    settings = _settings(name, pipeline, env, options)
    return runner().partial(**settings, **RETRY, key_variable=variable, map_index_template="{{ task.key }}").expand(key=values)


def checked(name: str) -> str:
    """Template for a value of the run's form, as the first task has checked it."""
    return "{{ ti.xcom_pull(task_ids='check_conf')['" + name + "'] }}"


def _settings(name: str, pipeline: str, env: Mapping[str, str] | None, options: dict[str, Any]) -> dict[str, Any]:
    if name not in LIMITS:
        raise ValueError(f"job: expected one of {', '.join(LIMITS)}, found {name!r}")
    return {
        "task_id": name.replace("-", "_"),
        "job": name,
        "env": {"CHURNFLOW_PIPELINE": pipeline, **WHERE, **(env or {})},
        "pool": JVM_POOL,
        "execution_timeout": LIMITS[name],
        **options,
    }
