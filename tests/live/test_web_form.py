"""A person at the web UI: fills the training form, asks for an approval, gives it, goes back again."""

from __future__ import annotations

import json

import pytest

from tests.support import browser
from tests.support.mlflow import tags
from tests.support.stack import Stack

NAME = "form_churn"
TRAINING, PROMOTION = f"{NAME}_training", f"{NAME}_promotion"

pytestmark = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))


@pytest.fixture(scope="module")
def first_version(stack: Stack) -> str:
    """A first model in production, approved by nobody, as the pipeline file says."""
    run_id = stack.airflow.trigger(TRAINING, {"algorithms": ["logistic-regression"]})
    assert stack.airflow.wait(TRAINING, run_id)["state"] == "success"
    assert stack.promotion_of(NAME, run_id)["state"] == "success"
    return stack.mlflow.aliases(NAME)["production"]


def open_form(page: browser.Page, stack: Stack, dag: str) -> None:
    """Logs in and opens a DAG's trigger form; both have a field for the reason."""
    page.log_in(stack.airflow.user, stack.airflow.password)
    page.open(f"/dags/{dag}")
    page.click('[data-testid="trigger-dag-button"]')
    page.find("#element_reason")


@pytest.fixture(scope="module")
def by_form(stack: Stack, first_version: str) -> str:
    """The run that the filled form started."""
    before = {run["dag_run_id"] for run in stack.airflow.runs(TRAINING)}
    with browser.page(stack.airflow.url) as page:
        open_form(page, stack, TRAINING)
        page.picture("training-form")
        page.type("#element_input", "form_churn/form.csv")
        page.choose("approval", "a person must approve")
        page.picture("training-form-filled")
        page.click('[data-testid="trigger-dag-submit"]')
        run_id = stack.new_run(TRAINING, before)
        assert stack.airflow.wait(TRAINING, run_id)["state"] == "success"
        page.open(f"/dags/{TRAINING}/runs/{run_id}")
        page.await_text("Success")
        page.picture("training-grid")
    return run_id


def test_the_form_starts_a_run_with_what_was_typed(stack: Stack, by_form: str) -> None:
    run = stack.airflow.run(TRAINING, by_form)
    assert run["conf"]["input"] == "form_churn/form.csv"
    assert run["conf"]["approval"] == "person"
    assert run["triggered_by"] == "ui"
    assert run["triggering_user_name"] == stack.airflow.user


def test_a_person_that_the_form_asked_for_lets_the_model_in(stack: Stack, by_form: str) -> None:
    promotion = stack.waiting_promotion(NAME, by_form, "approval")
    version = str(stack.airflow.xcom(TRAINING, by_form, "register_model")["version"])
    assert stack.mlflow.aliases(NAME)["production"] != version
    stack.airflow.answer(PROMOTION, promotion, "approval", "Approve")
    assert stack.airflow.wait(PROMOTION, promotion)["state"] == "success"
    assert stack.mlflow.aliases(NAME)["production"] == version
    assert decisions(stack, version)[-1]["who"] == stack.airflow.user


def decided(stack: Stack, action: str, **fields: str) -> None:
    """The promotion form, filled in for an action that needs no gate, and its run."""
    before = {run["dag_run_id"] for run in stack.airflow.runs(PROMOTION)}
    with browser.page(stack.airflow.url) as page:
        open_form(page, stack, PROMOTION)
        page.choose("action", action)
        for field, text in fields.items():
            page.type(f"#element_{field}", text)
        page.picture("promotion-form " + action)
        page.click('[data-testid="trigger-dag-submit"]')
        run_id = stack.new_run(PROMOTION, before)
    assert stack.airflow.wait(PROMOTION, run_id)["state"] == "success"


def test_rollback_brings_the_version_before_back(stack: Stack, first_version: str, by_form: str) -> None:
    left = stack.mlflow.aliases(NAME)["production"]
    decided(stack, "back to the previous version", reason="it's $HOME `worse`")
    assert stack.mlflow.aliases(NAME)["production"] == first_version != left
    found = tags(stack.mlflow.version(NAME, left))
    assert found["churnflow.status"] == "rejected"
    last = decisions(stack, left)[-1]
    assert last["who"] == stack.airflow.user
    assert "it's $HOME `worse`" in json.dumps(last)


def test_a_rejected_model_does_not_get_in(stack: Stack, by_form: str) -> None:
    run_id = stack.airflow.trigger(TRAINING, {"algorithms": ["logistic-regression"], "approval": "person"})
    assert stack.airflow.wait(TRAINING, run_id)["state"] == "success"
    before = stack.mlflow.aliases(NAME)["production"]
    version = str(stack.airflow.xcom(TRAINING, run_id, "register_model")["version"])
    promotion = stack.waiting_promotion(NAME, run_id, "approval")
    stack.airflow.answer(PROMOTION, promotion, "approval", "Reject")
    assert stack.airflow.wait(PROMOTION, promotion)["state"] == "success"
    assert stack.mlflow.aliases(NAME)["production"] == before
    assert tags(stack.mlflow.version(NAME, version))["churnflow.status"] in ("refused", "rejected")


def test_a_challenger_is_made_and_withdrawn(stack: Stack, first_version: str, by_form: str) -> None:
    production = stack.mlflow.aliases(NAME)["production"]
    version = str(stack.airflow.xcom(TRAINING, by_form, "register_model")["version"])
    decided(stack, "make the candidate the challenger", candidate_version=version, reason="to be seen")
    assert stack.mlflow.aliases(NAME)["challenger"] == version != production
    decided(stack, "try the challenger no longer", reason="seen enough")
    assert "challenger" not in stack.mlflow.aliases(NAME)
    assert stack.mlflow.aliases(NAME)["production"] == production
    last = decisions(stack, version)[-1]
    assert (last["action"], last["why"], last["who"]) == ("withdraw", "seen enough", stack.airflow.user)


def decisions(stack: Stack, version: str) -> list[dict[str, str]]:
    """What was decided about a version, oldest first."""
    found = tags(stack.mlflow.version(NAME, version))
    keys = sorted(k for k in found if k.startswith("churnflow.decision."))
    return [json.loads(found[key]) for key in keys]
