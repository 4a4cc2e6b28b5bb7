"""Holds past predictions against what has become of the customers, and estimates how they do where that is not known yet.

`check_conf → monitor_performance`

**What starts it:** the schedule in the pipeline file, the trigger form, or REST. `labels` is a CSV of outcomes; without one it
takes that of the pipeline file, and what earlier runs were given is known anyway. Nothing has been scored yet: it is skipped.
**What it leaves:** `performance.json` with the verdict (`ok`, `below`, `unknown`) and `performance.html`, in the run folder's
`monitor-performance` and, as series over the batches, in the MLflow experiment `<pipeline>-monitoring`. Outcomes are kept.
**When it says `below`:** the run succeeds all the same. Where the pipeline file has a section `retraining`, the monitoring DAG
starts a training; else train again, or find out what has changed.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import chain

from churnflow_dags import forms
from churnflow_dags.conf import check_conf
from churnflow_dags.defaults import at, outcomes_of, pipeline_dag, wanted
from churnflow_dags.job import checked, job
from churnflow_dags.notices import performed
from churnflow_dags.pipeline import Pipeline


def performance(pipeline: Pipeline) -> None:
    """The performance DAG of one pipeline."""
    with pipeline_dag(
        pipeline,
        "performance",
        __doc__,
        schedule=at(pipeline.performance_schedule),
        max_active_runs=1,
        dagrun_timeout=timedelta(hours=3),
        params={"labels": forms.labels(pipeline)},
    ):
        given = {"CHURNFLOW_LABELS": checked("labels")}
        told = performed(pipeline.name)
        look = job("monitor-performance", pipeline.name, env=given, outlets=[outcomes_of(pipeline)], on_success_callback=told)
        chain(check_conf(), look)


for _pipeline in wanted("performance"):
    performance(_pipeline)
