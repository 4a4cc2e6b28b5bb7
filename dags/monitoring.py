"""Starts a training when batches have drifted from what production was trained on, or when past predictions have done badly.

`check_conf → data_drift → start_training`

**What starts it:** each scored batch, once it was checked for drift; each look at past predictions; the schedule in the
pipeline file; the trigger form, or REST. Only pipelines with a section `retraining` have this DAG.
**What it does:** looks at the verdicts on the newest version. When as many of its last batches as the pipeline file says have
drifted far enough to be acted upon, the newest among them, that is an incident; so is a verdict `below` on its past
predictions. The training DAG is started, once: its run is named after the incident, so that Airflow refuses a second one. Then
there is none until the cool-down is over. Nothing due: the run is skipped.
**What it leaves:** a training run whose *reason* names the batches; MLflow has it on the training's run and on the version.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, chain

from churnflow_dags.choose import StartRun
from churnflow_dags.conf import check_conf
from churnflow_dags.defaults import RETRY, batches_of, outcomes_of, pipeline_dag
from churnflow_dags.drift_sensor import DataDriftSensor
from churnflow_dags.incidents import Policy
from churnflow_dags.notices import retraining
from churnflow_dags.pipeline import Pipeline, load_pipelines

PATIENCE = timedelta(seconds=15)
"""Files that were put into the inbox together are checked within moments of each other: one look waits for the rest."""


def when(pipeline: Pipeline) -> Any:
    """With news, and on the pipeline file's schedule if it has one."""
    news = batches_of(pipeline) | outcomes_of(pipeline)
    if pipeline.monitoring_schedule is None:
        return news
    return AssetOrTimeSchedule(timetable=CronTriggerTimetable(pipeline.monitoring_schedule, timezone="UTC"), assets=news)


def monitoring(pipeline: Pipeline, policy: Policy) -> None:
    """The monitoring DAG of one pipeline."""
    with pipeline_dag(
        pipeline,
        "monitoring",
        __doc__,
        schedule=when(pipeline),
        max_active_runs=1,
        dagrun_timeout=timedelta(hours=1),
    ):
        due = DataDriftSensor(task_id="data_drift", pipeline=pipeline.name, policy=policy, patience=PATIENCE, poke_interval=5)
        start = StartRun.partial(
            task_id="start_training",
            trigger_dag_id=f"{pipeline.name}_training",
            logical_date=None,
            skip_when_already_exists=True,
            map_index_template="{{ task.trigger_run_id }}",
            on_success_callback=retraining(pipeline.name),
            **RETRY,
        ).expand_kwargs(due.output)
        chain(check_conf(), due, start)


for _pipeline in load_pipelines().pipelines:
    if _pipeline.retraining:
        monitoring(_pipeline, _pipeline.retraining)
