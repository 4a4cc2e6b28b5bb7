"""Only a person, with a reason, may overrule the gate."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import ParamValidationError
from jinja2 import Environment

from churnflow_dags import forms
from churnflow_dags.approval import Approval
from churnflow_dags.promote import OVERRIDE, overruled


def context(run_type="manual", user="ada", reason="urgent"):
    return {
        "dag_run": SimpleNamespace(run_type=run_type, triggering_user_name=user),
        "params": {"override_reason": reason},
    }


def rendered(run_type, user="ada", reason="urgent"):
    run = SimpleNamespace(run_type=run_type, triggering_user_name=user)
    answers = SimpleNamespace(xcom_pull=lambda task_ids: {"override_reason": reason})
    return {name: Environment().from_string(text).render(dag_run=run, ti=answers) for name, text in OVERRIDE.items()}


def test_a_person_with_a_reason_overrules():
    assert overruled(context())
    assert rendered("manual") == {"CHURNFLOW_OVERRIDE_REASON": "urgent", "CHURNFLOW_OVERRIDE_BY": "ada"}


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_a_person_without_a_reason_does_not(reason):
    assert not overruled(context(reason=reason))


@pytest.mark.parametrize("run_type", ["asset_triggered", "scheduled", "backfill"])
def test_a_run_that_nobody_started_does_not(run_type):
    assert not overruled(context(run_type=run_type))
    assert rendered(run_type)["CHURNFLOW_OVERRIDE_REASON"] == ""


def test_a_run_without_a_name_does_not():
    assert not overruled(context(user=None))
    assert rendered("manual", user=None)["CHURNFLOW_OVERRIDE_BY"] == ""


def approval_of(run_type, user="ada", reason="again"):
    """Who has approved, and why, where the pipeline file asks for nobody."""
    pushed = {}
    task = Approval(task_id="a", policy="automatic", approved="b", rejected="c", subject="?", params={})
    task.do_branch = lambda context, chosen: pushed.update(chosen=chosen)
    given = context(run_type, user, None) | {"ti": SimpleNamespace(xcom_push=lambda key, value: pushed.update(value))}
    given["params"]["reason"] = reason
    task.execute(given)
    assert pushed["chosen"] == "b"
    return pushed["by"], pushed["why"]


def test_an_automatic_approval_names_who_has_started_the_run_and_why():
    assert approval_of("manual") == ("ada", "again")
    assert approval_of("manual", reason=None) == ("ada", "started by hand; the pipeline file asks for no approval")
    assert approval_of("asset_triggered") == ("automatic", "the pipeline file asks for no person")


def test_the_form_takes_as_long_a_reason_as_the_job_and_no_longer():
    assert forms.override_reason().resolve("x" * 600) == "x" * 600
    with pytest.raises(ParamValidationError):
        forms.override_reason().resolve("x" * 601)
