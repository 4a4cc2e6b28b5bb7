"""A person promotes against the gate's verdict: triggered over REST, and what stands on the version afterwards.

The model is trained by the jobs alone, which costs less than a DAG run; the promotions are real ones.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.live.runs import by_hand
from tests.support import rows
from tests.support.jobs import Step, Workspace, training
from tests.support.mlflow import tags
from tests.support.stack import Stack

NAME = "strict_churn"
PROMOTION = f"{NAME}_promotion"
TRAINED_BY = "by hand"
REASON = """it's "urgent" $(touch /tmp/x) `id` {{ 1 + 1 }} <script>alert(1)</script> [x](javascript:y) ünï"""
IN_THE_CARD = (
    r"""it's "urgent" $(touch /tmp/x) \`id\` {{ 1 + 1 }} &lt;script&gt;alert(1)&lt;/script&gt; """
    r"""\[x\](javascript:y) ünï"""
)


@pytest.fixture(scope="module")
def work(stack: Stack) -> Workspace:
    """A version under the alias `staging` that no gate of this pipeline lets through."""
    work = by_hand(stack, NAME)
    rows.write(stack.inbox / NAME / "training.csv", rows.training(600))
    for step in training(["logistic-regression"], f"{NAME}/training.csv"):
        work.run(TRAINED_BY, step).succeeded()
    return work


@pytest.fixture(scope="module")
def refused(stack: Stack, work: Workspace) -> dict[str, Any]:
    """What the gate of a run without a reason said."""
    run_id = stack.airflow.trigger(PROMOTION, {"override_reason": "  "})
    assert stack.airflow.wait(PROMOTION, run_id)["state"] == "success"
    assert stack.airflow.states(PROMOTION, run_id)["promote"] == "skipped"
    found: dict[str, Any] = stack.airflow.xcom(PROMOTION, run_id, "record_refusal")
    return found


@pytest.fixture(scope="module")
def overruled(stack: Stack, refused: dict[str, Any]) -> str:
    """The run that promoted the refused version all the same."""
    conf = {"candidate_version": str(refused["version"]), "override_reason": REASON}
    run_id = stack.airflow.trigger(PROMOTION, conf)
    assert stack.airflow.wait(PROMOTION, run_id)["state"] == "success", stack.airflow.states(PROMOTION, run_id)
    return run_id


def test_without_a_reason_the_version_is_refused_in_words(stack: Stack, refused: dict[str, Any]) -> None:
    assert refused["verdict"] == "refused"
    assert "0.99" in refused["reason"]
    found = tags(stack.mlflow.version(NAME, refused["version"]))
    decision = json.loads(found["churnflow.decision.1"])
    assert (decision["action"], decision["verdict"]) == ("refuse", "refused")
    assert "0.99" in decision["why"]
    assert "churnflow.override" not in found


def test_the_job_itself_asks_for_a_reason(work: Workspace, refused: dict[str, Any]) -> None:
    version = {"CHURNFLOW_CANDIDATE_VERSION": str(refused["version"])}
    for values in ({"CHURNFLOW_ACTION": "gate"}, {"CHURNFLOW_ACTION": "promote", "CHURNFLOW_APPROVED_BY": "ada"}):
        ended = work.run("reasonless", Step("promote-model", version | values))
    assert ended.code == 2, ended
    assert "expected a version that passed the gate, or a person's reason to overrule it" in ended.err


def test_with_a_reason_the_version_goes_into_production(stack: Stack, refused: dict[str, Any], overruled: str) -> None:
    assert stack.mlflow.aliases(NAME) == {"production": str(refused["version"])}
    promoted = stack.airflow.xcom(PROMOTION, overruled, "promote")
    assert promoted["production_version"] == refused["version"]
    assert promoted["override"] == f"{stack.airflow.user}: {REASON}"


def test_person_reason_and_verdict_stand_on_the_version(stack: Stack, refused: dict[str, Any], overruled: str) -> None:
    version = stack.mlflow.version(NAME, refused["version"])
    found = tags(version)
    assert found["churnflow.status"] == "production"
    assert found["churnflow.override"] == f"{stack.airflow.user}: {REASON}"
    decision = json.loads(found["churnflow.decision.2"])
    assert (decision["action"], decision["verdict"]) == ("promote", "refused")
    assert f"gate overruled by {stack.airflow.user}: {REASON}" in decision["why"]
    card = version["description"]
    assert card.index("## Promoted against the gate's verdict") < card.index("## Metrics")
    assert f"- By {stack.airflow.user}: {IN_THE_CARD}\n" in card
    assert "- The gate: **refused**. " in card
    assert "<script" not in card
