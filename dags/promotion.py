"""Decides whether the newest registered model becomes `production`, or goes back to the version before.

`check_conf → choose_action → gate → verdict → approval → promote`, or `→ record_refusal`;
or `choose_action → rollback`, `→ challenge`, `→ withdraw`

**What starts it:** the event of a newly registered version, the trigger form, or REST. What an event carries is not trusted:
version and measurements are read from the registry; an event can ask for a person's approval, never for less.
**Approval:** by a person under *Required Actions*, where the pipeline file, the form or the training run asks for one; no
answer in time counts as a rejection. A gate that refuses is a success of this DAG: the refusal is recorded on the version.
**Overruling the gate:** where it refuses or cannot tell, a person may trigger this DAG with the *reason to overrule the
gate*; name and reason are recorded on the version. An event cannot. Where the pipeline asks for a person's
approval, that is still asked for.
**Rollback:** trigger with the action *back to the previous version* (`rollback`). One run at a time: while an approval waits, a
rollback is only queued. Answer the question first; *Reject* is the safe answer.
**Challengers:** the action *make the candidate the challenger* (`challenge`) gives a version the alias `challenger`, *try the
challenger no longer* (`withdraw`) takes it away; how it then scores customers beside production is the pipeline file's
`challengers`. No gate is needed: production stays what it is.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import chain, get_current_context, task

from churnflow_dags import forms
from churnflow_dags.conf import check_conf
from churnflow_dags.defaults import asset_of, pipeline_dag, wanted
from churnflow_dags.pipeline import Pipeline
from churnflow_dags.promote import ANSWERED, BY_FORM, CANDIDATE, GATED, OVERRIDE, REFUSED, act, ask, overruled


@task.branch
def choose_action() -> str:
    """The task that does what the form says; a promotion begins with the gate."""
    action = str(get_current_context()["params"]["action"])
    return "gate" if action == "promote" else action


@task.branch
def verdict() -> str:
    """Only a gate that was passed, or that a person overrules, leads to an approval; anything else is recorded as a refusal."""
    context = get_current_context()
    measured = context["ti"].xcom_pull(task_ids="gate")
    return "approval" if measured["verdict"] == "passed" or overruled(context) else "record_refusal"


def promotion(pipeline: Pipeline) -> None:
    """The promotion DAG of one pipeline."""
    with pipeline_dag(
        pipeline,
        "promotion",
        __doc__,
        schedule=[asset_of(pipeline)],
        max_active_runs=1,
        dagrun_timeout=timedelta(hours=pipeline.approval_timeout_hours + 4),
        params={
            "action": forms.action(),
            "candidate_version": forms.candidate_version(),
            "approval": forms.approval(pipeline),
            "reason": forms.reason(),
            "override_reason": forms.override_reason(),
        },
    ):
        form, gate, approval = check_conf(), act(pipeline, "gate", "gate", CANDIDATE), ask(pipeline)
        promote = act(pipeline, "promote", "promote", {**GATED, **ANSWERED, **OVERRIDE})
        refuse = act(pipeline, "record_refusal", "refuse", {**GATED, **REFUSED}, trigger_rule="none_failed_min_one_success")
        rollback = act(pipeline, "rollback", "rollback", BY_FORM)
        challenge = act(pipeline, "challenge", "challenge", {**CANDIDATE, **BY_FORM})
        withdraw = act(pipeline, "withdraw", "withdraw", BY_FORM)
        judged = verdict()
        chain(form, choose_action(), [gate, rollback, challenge, withdraw])
        chain(gate, judged, [approval, refuse])
        chain(approval, [promote, refuse])


for _pipeline in wanted("promotion"):
    promotion(_pipeline)
