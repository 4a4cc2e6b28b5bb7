"""Trains every candidate model on one CSV and registers the best as `staging`.

`check_conf → load_data → validate_data → process_data → train_model × algorithms → evaluate_model → register_model`
and, beside it, `validate_data → profile_data`; with `training.outcomes`, after `add_outcomes` (customers scored before);
with `training.search.parts`, `search_1`, `search_2`, ... share the trials before `train_model`.

**What starts it:** the schedule in the pipeline file (skipped when data, outcomes, configuration and code are those of the last
training), the trigger form, or REST; the last two always train.
**What it starts:** the promotion DAG, by the event of the newly registered version.
**What it leaves:** a run folder on the shared volume, a parent run with one nested run a candidate in MLflow, a new version in
the registry; the profile of the table as a run of its own in MLflow.
**When only `profile_data` fails:** the model is there all the same; clear that task to try again, by exit code as for others.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import chain, get_current_context, task

from churnflow_dags import forms
from churnflow_dags.conf import check_conf
from churnflow_dags.defaults import asset_of, at, pipeline_dag, wanted
from churnflow_dags.job import checked, job
from churnflow_dags.pipeline import Pipeline
from churnflow_dags.search import searched_and_fitted

CANDIDATES = "{{ ti.xcom_pull(task_ids='check_conf')['algorithms'] | join(',') }}"
SCHEDULED = "{{ 'true' if dag_run.run_type == 'scheduled' else 'false' }}"


@task
def plan() -> list[str]:
    """The candidates to train, one mapped task each."""
    return list(get_current_context()["ti"].xcom_pull(task_ids="check_conf")["algorithms"])


def training(pipeline: Pipeline) -> None:
    """The training DAG of one pipeline."""
    with pipeline_dag(
        pipeline,
        "training",
        __doc__,
        schedule=at(pipeline.training_schedule),
        max_active_runs=1,
        dagrun_timeout=timedelta(hours=12),
        params={
            "input": forms.training_input(pipeline),
            "algorithms": forms.algorithms(pipeline),
            "approval": forms.approval(pipeline),
            "reason": forms.reason("Recorded on the training's MLflow run and on the version."),
        },
    ):
        form = check_conf()
        data = {"CHURNFLOW_PURPOSE": "training", "CHURNFLOW_INPUT": checked("input")}
        reason, candidates = {"CHURNFLOW_REASON": checked("reason")}, plan()
        form >> candidates
        tables = [job("validate-data", pipeline.name, env=data)]
        tables += [job("add-outcomes", pipeline.name)] if pipeline.outcomes else []
        # For people: no model waits for it.
        tables[-1] >> job("profile-data", pipeline.name)
        chain(
            form,
            job("load-data", pipeline.name, env={**data, "CHURNFLOW_SKIP_UNCHANGED": SCHEDULED}),
            *tables,
            job("process-data", pipeline.name),
            *searched_and_fitted(pipeline, candidates),
            job("evaluate-model", pipeline.name, env={"CHURNFLOW_ALGORITHMS": CANDIDATES, **reason}),
            job(
                "register-model",
                pipeline.name,
                env=reason,
                outlets=[asset_of(pipeline)],
                event={"approval": checked("approval")},
            ),
        )


for _pipeline in wanted("training"):
    training(_pipeline)
