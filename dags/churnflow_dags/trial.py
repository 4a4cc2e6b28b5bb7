"""The jobs that try a staged pipeline file out: training, promotion and inference on a sample, in the scratch folder."""

from __future__ import annotations

from typing import Any

from airflow.sdk import BaseOperator, TaskGroup, chain

from churnflow_dags.job import checked, job, job_for_each

STAGED = "ti.xcom_pull(task_ids='stage')"
NAME = "{{ " + STAGED + "['name'] }}"
HOME = {"CHURNFLOW_HOME": "{{ " + STAGED + "['home'] }}"}
CHECKED = {**HOME, "CHURNFLOW_FILE": "{{ " + STAGED + "['file'] }}"}
TRIAL = "{{ " + STAGED + "['trial'] }}"
SAMPLE = {"CHURNFLOW_INPUT": checked("sample")}
SCORING = {"CHURNFLOW_RUN_ID": "{{ run_id }} inference"}
"""The trial's training and inference have run folders of their own."""

OVERRULED = {
    "CHURNFLOW_APPROVED_BY": "automatic",
    "CHURNFLOW_REASON": "trial of a deployment",
    "CHURNFLOW_OVERRIDE_REASON": "trial of a deployment: a sample is not judged",
    "CHURNFLOW_OVERRIDE_BY": "deploy_pipeline",
}


def _step(name: str, env: dict[str, str], **options: Any) -> BaseOperator:
    """A job of the trial."""
    return job(name, TRIAL, env={**HOME, **env}, **options)


def trial(candidates: Any) -> list[TaskGroup]:
    """The real chain on the sample."""
    purpose = {"CHURNFLOW_PURPOSE": "training", **SAMPLE}
    with TaskGroup("training") as training:
        chain(
            _step("load-data", purpose),
            _step("validate-data", purpose),
            _step("process-data", {}),
            job_for_each("train-model", TRIAL, variable="CHURNFLOW_ALGORITHM", values=candidates, env=HOME),
            _step("evaluate-model", {"CHURNFLOW_ALGORITHMS": "{{ ti.xcom_pull(task_ids='check') | join(',') }}"}),
            _step("register-model", {}),
        )
    with TaskGroup("promotion") as promotion:
        chain(
            _step("promote-model", {"CHURNFLOW_ACTION": "gate"}, task_id="gate"),
            _step("promote-model", {"CHURNFLOW_ACTION": "promote", **OVERRULED}, task_id="promote"),
        )
    purpose = {"CHURNFLOW_PURPOSE": "inference", **SAMPLE, **SCORING}
    with TaskGroup("inference") as inference:
        jobs = ("predict", "publish-predictions")
        chain(_step("load-data", purpose), _step("validate-data", purpose), *(_step(name, SCORING) for name in jobs))
    return [training, promotion, inference]
