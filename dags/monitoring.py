"""Shows how the pipeline is; starts a training when batches have drifted, or when past predictions have done badly.

`check_conf → render_monitoring`, and with a section `retraining` also `check_conf → data_drift → start_training`

**What starts it:** each scored batch, once it was checked for drift; each look at past predictions; each decision on a
version; the schedule in the pipeline file; the trigger form, or REST.
**What it leaves:** `monitoring/<pipeline>.html` on the shared volume, a page for people: is all well, what is in production,
have customers changed, have predictions been right, what was decided and why; `monitoring/index.html` has all pipelines.
**What it starts:** `data_drift` looks at the verdicts on the newest version. When as many of its last batches as the pipeline
file says have drifted far enough to be acted upon, the newest among them, that is an incident; so is a verdict `below` on its
past predictions. The training DAG is started, once: its run is named after the incident, so that Airflow refuses a second
one, and its *reason* names the batches. Then there is none until the cool-down is over. Nothing due: the tasks are skipped.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, chain

from churnflow_dags.conf import check_conf
from churnflow_dags.defaults import RETRY, at, batches_of, decisions_of, outcomes_of, pipeline_dag, wanted
from churnflow_dags.drift_sensor import DataDriftSensor, StartRun
from churnflow_dags.job import job
from churnflow_dags.notices import retraining
from churnflow_dags.pipeline import Pipeline

PATIENCE = timedelta(seconds=6)
"""Files that were put into the inbox together are checked within moments of each other: one look waits for the next. Each
of them begins a look of its own, so that nothing is missed by waiting no longer."""


def when(pipeline: Pipeline) -> Any:
    """With news, and on the pipeline file's schedule if it has one."""
    news = batches_of(pipeline) | outcomes_of(pipeline) | decisions_of(pipeline)
    schedule = at(pipeline.monitoring_schedule)
    return news if schedule is None else AssetOrTimeSchedule(timetable=schedule, assets=news)


def monitoring(pipeline: Pipeline) -> None:
    """The monitoring DAG of one pipeline."""
    with pipeline_dag(
        pipeline,
        "monitoring",
        __doc__,
        schedule=when(pipeline),
        max_active_runs=1,
        dagrun_timeout=timedelta(hours=1),
    ):
        form = check_conf()
        chain(form, job("render-monitoring", pipeline.name))
        if pipeline.retraining is None:
            return
        name, policy = pipeline.name, pipeline.retraining
        due = DataDriftSensor(task_id="data_drift", pipeline=name, policy=policy, patience=PATIENCE, poke_interval=2)
        start = StartRun.partial(
            task_id="start_training",
            trigger_dag_id=f"{name}_training",
            logical_date=None,
            skip_when_already_exists=True,
            map_index_template="{{ task.trigger_run_id }}",
            on_success_callback=retraining(name),
            **RETRY,
        ).expand_kwargs(due.output)
        chain(form, due, start)


for _pipeline in wanted("monitoring"):
    monitoring(_pipeline)
