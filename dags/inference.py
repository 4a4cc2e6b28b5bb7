"""Scores a CSV with the production model and publishes `predictions.csv` for the retention team.

`check_conf → choose_input → load_data → validate_data → plan_shards → predict × parts → publish_predictions → detect_drift`,
and `choose_input → further_files → start_next_look`

**What starts it:** the schedule in the pipeline file, the trigger form, or REST. With an `input` it scores that file. Without
one it takes the oldest file of the inbox that has not been scored, and starts the next look at once where there are others; a
file is taken once it was renamed into place or has not changed for the pipeline's `quiet_seconds`; one that is still being
written is waited for, a quarter of an hour at most. Each file, known by its bytes, is scored once. Nothing new: it is skipped.
**What it leaves:** `predictions/<pipeline>/<run>/predictions.csv` on the shared volume, and beside it `quarantine.csv` with the
customers that were not scored, where the pipeline file lets bad rows be put aside. A large table is scored in parts by all
workers; the file is the same. `detect_drift` holds the customers against those that the model was trained on
(`detect-drift/drift.html` in the run's folder); whatever it says, and also where it fails, the file is published and the run a
success. A file that fails is taken up again by the first look after six hours, until it is taken out of the inbox.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import chain

from churnflow_dags import forms
from churnflow_dags.choose import choose_input, further_files
from churnflow_dags.conf import check_conf
from churnflow_dags.defaults import SHORT, at, batches_of, pipeline_dag, wanted
from churnflow_dags.job import LIMITS, job, job_for_each
from churnflow_dags.notices import drifted
from churnflow_dags.pipeline import Pipeline
from churnflow_dags.shards import plan_shards

INPUT = "{{ ti.xcom_pull(task_ids='choose_input')['input'] }}"
SHARDS = "{{ ti.xcom_pull(task_ids='plan_shards') | length }}"


def inference(pipeline: Pipeline) -> None:
    """The inference DAG of one pipeline."""
    with pipeline_dag(
        pipeline,
        "inference",
        __doc__,
        schedule=at(pipeline.inference_schedule),
        max_active_runs=4,
        dagrun_timeout=timedelta(hours=5),
        params={"input": forms.inference_input(pipeline)},
    ):
        data = {"CHURNFLOW_PURPOSE": "inference", "CHURNFLOW_INPUT": INPUT}
        # It reads a new file as whole as load-data does.
        reads = {"execution_timeout": LIMITS["load-data"], "timeout": SHORT * 12}
        choose = choose_input.override(poke_interval=max(1, pipeline.quiet_seconds), **reads)
        chosen = choose(pipeline.name, pipeline.inbox, pipeline.quiet_seconds)
        parts = plan_shards()
        published = job("publish-predictions", pipeline.name, env={"CHURNFLOW_SHARDS": SHARDS})
        chain(
            check_conf(),
            chosen,
            job("load-data", pipeline.name, env=data),
            job("validate-data", pipeline.name, env=data),
            parts,
            job_for_each("predict", pipeline.name, variable="CHURNFLOW_SHARD", values=parts),
            published,
        )
        # A teardown: it runs where there are predictions, and does not count for the state of the run.
        told = drifted(pipeline.name)
        job("detect-drift", pipeline.name, outlets=[batches_of(pipeline)], on_success_callback=told).as_teardown(
            setups=published
        )
        next_look = TriggerDagRunOperator(
            task_id="start_next_look",
            trigger_dag_id=f"{pipeline.name}_inference",
            trigger_run_id="inbox__{{ dag_run.run_after.strftime('%Y%m%dT%H%M%S.%f') }}",
            logical_date=None,
            skip_when_already_exists=True,
        )
        chain(chosen, further_files(), next_look)


for _pipeline in wanted("inference"):
    inference(_pipeline)
