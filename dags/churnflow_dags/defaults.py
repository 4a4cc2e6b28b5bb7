"""What every DAG and every task has in common: retries, time limits, owners, tags."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Asset, CronTriggerTimetable, get_parsing_context

from churnflow_dags.access import access_to
from churnflow_dags.docs import page
from churnflow_dags.notices import failed
from churnflow_dags.pipeline import Pipeline, load_pipelines

JVM_POOL = "churnflow_jvm"
"""Pool that caps how many jobs run at once on the machine; set-up creates it."""

RETRY: dict[str, Any] = {
    "retries": 5,
    "retry_delay": timedelta(seconds=10),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=5),
}
"""About five to eight minutes of trying in all. Mapped tasks need it in `.partial()`; a subclass's own is ignored there."""

SHORT = timedelta(minutes=5)
"""Time limit of tasks that only look and decide."""


def at(cron: str | None) -> CronTriggerTimetable | None:
    """A schedule by a cron expression in UTC, of which the first run is the next one.

    Airflow would begin a new DAG with a run that was due before it was there, if that is no longer ago than a tenth of the time
    between two: on a Sunday, a weekly training before anybody has asked for one.
    """
    return None if cron is None else CronTriggerTimetable(cron, timezone="UTC", run_immediately=timedelta())


def asset_of(pipeline: Pipeline) -> Asset:
    """The asset that a newly registered version updates; it starts the promotion DAG."""
    return Asset(name=f"{pipeline.name}_staging", uri=f"churnflow://{pipeline.name}/staging")


def batches_of(pipeline: Pipeline) -> Asset:
    """The asset that a batch's check for drift updates; it starts the monitoring DAG."""
    return Asset(name=f"{pipeline.name}_batches", uri=f"churnflow://{pipeline.name}/batches")


def outcomes_of(pipeline: Pipeline) -> Asset:
    """The asset that a look at past predictions updates; it starts the monitoring DAG too."""
    return Asset(name=f"{pipeline.name}_outcomes", uri=f"churnflow://{pipeline.name}/outcomes")


def decisions_of(pipeline: Pipeline) -> Asset:
    """The asset that a decision on a version updates; it starts the monitoring DAG too."""
    return Asset(name=f"{pipeline.name}_decisions", uri=f"churnflow://{pipeline.name}/decisions")


def wanted(kind: str) -> tuple[Pipeline, ...]:
    """The pipelines whose DAGs of this kind are to be made: all, or only that of the task that is about to run.

    Airflow parses the DAG file anew for every task, and uses one DAG of it.
    """
    dag_id = get_parsing_context().dag_id or ""
    return load_pipelines(dag_id.removesuffix(f"_{kind}") if dag_id.endswith(f"_{kind}") else None).pipelines


def pipeline_dag(pipeline: Pipeline, kind: str, story: str | None, **options: Any) -> DAG:
    """A DAG of a pipeline, `<pipeline>_<kind>`; `story` is the DAG file's docstring and heads its page."""
    return DAG(
        dag_id=f"{pipeline.name}_{kind}",
        description=f"{kind.capitalize()}: {pipeline.description}",
        doc_md=page(story, pipeline.description),
        tags=sorted({"churnflow", kind, pipeline.name, *pipeline.tags}),
        default_args={"owner": pipeline.owner, "execution_timeout": SHORT, **RETRY},
        catchup=False,
        is_paused_upon_creation=False,
        access_control=access_to(kind),
        on_failure_callback=failed(pipeline.name),
        **options,
    )
