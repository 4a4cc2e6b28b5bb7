"""The tasks of a promotion, and the values that each of them hands to `promote-model`.

After the gate every task names the version that the gate has measured: the alias may have moved on meanwhile.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import BaseOperator

from churnflow_dags import forms
from churnflow_dags.approval import Approval, started_by
from churnflow_dags.defaults import decisions_of
from churnflow_dags.job import checked, job
from churnflow_dags.notices import decided
from churnflow_dags.pipeline import Pipeline

GATE, APPROVAL = "ti.xcom_pull(task_ids='gate')", "ti.xcom_pull(task_ids='approval')"
CONF = "ti.xcom_pull(task_ids='check_conf')"
CANDIDATE = {"CHURNFLOW_CANDIDATE_VERSION": checked("candidate_version")}
GATED = {"CHURNFLOW_CANDIDATE_VERSION": "{{ " + GATE + "['version'] }}"}
ANSWERED = {
    "CHURNFLOW_APPROVED_BY": "{{ " + APPROVAL + "['by'] }}",
    "CHURNFLOW_REASON": "{{ " + APPROVAL + "['why'] }}",
}
REFUSED = {
    "CHURNFLOW_APPROVED_BY": "{{ (" + APPROVAL + " or {'by': 'gate'})['by'] }}",
    "CHURNFLOW_REASON": "{{ (" + APPROVAL + " or {'why': " + GATE + "['reason']})['why'] }}",
}
OVERRIDE = {
    "CHURNFLOW_OVERRIDE_REASON": "{{ " + CONF + "['override_reason'] if dag_run.run_type == 'manual' else '' }}",
    "CHURNFLOW_OVERRIDE_BY": "{{ dag_run.triggering_user_name or '' }}",
}
"""Of use only to a run that a person has started; an asset event has neither form nor name."""
BY_FORM = {
    "CHURNFLOW_APPROVED_BY": "{{ dag_run.triggering_user_name or 'unknown' }}",
    "CHURNFLOW_REASON": checked("reason"),
}


def act(pipeline: Pipeline, task_id: str, action: str, env: dict[str, str], **options: Any) -> BaseOperator:
    """The `promote-model` job with one of its actions; people are told of all but a measurement."""
    if action != "gate":
        options |= {"on_success_callback": decided(pipeline.name), "outlets": [decisions_of(pipeline)]}
    return job("promote-model", pipeline.name, task_id=task_id, env={"CHURNFLOW_ACTION": action, **env}, **options)


def ask(pipeline: Pipeline) -> Approval:
    """The approval, automatic or by a person. Airflow can lose a quick answer (docs/dags.md): it soon asks again."""
    return Approval(
        task_id="approval",
        policy=pipeline.approval,
        approved="promote",
        rejected="record_refusal",
        subject=f"May version {GATED['CHURNFLOW_CANDIDATE_VERSION']} of {pipeline.name} go into production?",
        body="The gate says: {{ ti.xcom_pull(task_ids='gate')['reason'] }}",
        params={"reason": forms.reason()},
        response_timeout=timedelta(hours=pipeline.approval_timeout_hours),
        execution_timeout=None,
        retries=20,
        max_retry_delay=timedelta(seconds=15),
    )


def overruled(context: Any) -> bool:
    """Whether a person has started this run with a reason to overrule the gate."""
    return bool(started_by(context)) and bool((context["params"].get("override_reason") or "").strip())
