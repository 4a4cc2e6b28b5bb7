"""The task that lets a gated model through, or asks a person to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from airflow.providers.standard.operators.hitl import ApprovalOperator, HITLOperator
from airflow.sdk.bases.branch import BranchMixIn

AUTOMATIC = "automatic"


class Approval(ApprovalOperator, BranchMixIn):
    """Approves by itself, or waits for a person when the pipeline file, the form or the training run asks for one.

    Its XCom is Airflow's answer with `by` (a user's name, `automatic`, `nobody`) and `why`. Where nobody is asked, that is who
    has started the run by hand, with the form's reason. A rejection, or no answer in time, goes on with the task `rejected`
    instead of ending in silence.
    """

    def __init__(self, *, policy: str, approved: str, rejected: str, **options: Any) -> None:
        super().__init__(defaults=self.REJECT, **options)
        self.policy = policy
        self.approved = approved
        self.rejected = rejected

    def execute(self, context: Any) -> Any:
        """Answer at once, or park the task until somebody does."""
        if person_needed(self.policy, context):
            return super().execute(context)
        answer: dict[str, Any] = {"chosen_options": [self.APPROVE], "params_input": {}, "responded_by_user": None}
        if person := started_by(context):
            given = (context["params"].get("reason") or "").strip()
            return self._go_on(context, answer, person, given or "started by hand; the pipeline file asks for no approval")
        return self._go_on(context, answer, AUTOMATIC, "the pipeline file asks for no person")

    def execute_complete(self, context: Any, event: dict[str, Any]) -> Any:
        """Go on with what a person, or the time limit, has decided."""
        answer = HITLOperator.execute_complete(self, context, event)
        if event.get("timedout"):
            return self._go_on(context, answer, "nobody", f"no answer within {self.response_timeout}")
        return self._go_on(context, answer, name_of(answer), (answer["params_input"] or {}).get("reason") or "")

    def _go_on(self, context: Any, answer: Mapping[str, Any], by: str, why: str) -> None:
        approved = list(answer["chosen_options"]) == [self.APPROVE]
        # Pushed by hand: branching ends the task by an exception, so that what execute() returns is lost.
        context["ti"].xcom_push(key="return_value", value={**answer, "approved": approved, "by": by, "why": why})
        self.do_branch(context, self.approved if approved else self.rejected)


def started_by(context: Any) -> str:
    """The name of the person who has started this run by hand; empty where an event or a schedule has."""
    run = context["dag_run"]
    return str(getattr(run, "triggering_user_name", None) or "") if run.run_type == "manual" else ""


def person_needed(policy: str, context: Any) -> bool:
    """Whether anything asks for a person: each place can only make it stricter, so events need not be trusted."""
    events = [event for events in (context.get("triggering_asset_events") or {}).values() for event in events]
    asked = [context["params"].get("approval"), *((event.extra or {}).get("approval") for event in events)]
    return policy == "person" or "person" in asked


def name_of(answer: Mapping[str, Any]) -> str:
    """The name of the user who answered."""
    user = answer.get("responded_by_user") or {}
    name = user.get("name") if isinstance(user, Mapping) else getattr(user, "name", None)
    return str(name or "unknown")
