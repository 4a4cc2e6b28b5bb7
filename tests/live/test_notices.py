"""People are told over a real webhook and by real mail, by the processes of the running stack."""

from __future__ import annotations

from typing import Any

from tests.live.runs import Trained
from tests.support import rows
from tests.support.receivers import TO, TOKEN, Receivers
from tests.support.stack import Stack, await_true

INFERENCE = "bad_churn_inference"


def told(receivers: Receivers, run_id: str) -> tuple[dict[str, Any], Any]:
    """The one notice of a run, as it was posted and as it was mailed."""
    await_true(lambda: receivers.posted(run_id) and receivers.mailed(run_id), 60, f"notices of {run_id}")
    (posted,) = receivers.posted(run_id)
    (mailed,) = receivers.mailed(run_id)
    return posted, mailed


def test_a_promotion_is_told(stack: Stack, receivers: Receivers, trained: Trained) -> None:
    posted, mailed = told(receivers, trained.promotion["dag_run_id"])
    assert posted["kind"] == "promotion" and posted["authorization"] == f"Bearer {TOKEN}"
    assert posted["title"] == f"telco_churn: version {trained.version} is in production"
    assert mailed["Subject"] == f"[Churnflow] {posted['title']}"
    assert mailed["To"] == TO
    assert posted["url"].startswith(f"http://127.0.0.1:{stack.airflow_port}/dags/telco_churn_promotion/runs/")
    assert posted["url"] in mailed.get_body(("html",)).get_content()


def test_a_run_that_fails_is_told_once(stack: Stack, receivers: Receivers) -> None:
    file = rows.write(stack.inbox / "bad_churn" / "told.csv", [{"customer_id": "C1", "churn": "perhaps"}])
    run_id = stack.airflow.trigger(INFERENCE, {"input": f"bad_churn/{file.name}"})
    assert stack.airflow.wait(INFERENCE, run_id)["state"] == "failed"
    posted, _ = told(receivers, run_id)
    assert (posted["kind"], posted["pipeline"], posted["title"]) == ("failure", "bad_churn", f"{INFERENCE} failed")


def test_what_goes_well_is_not_told(receivers: Receivers, trained: Trained, scored: str) -> None:
    assert receivers.posted(trained.run_id) == []
    assert receivers.posted(scored) == []


def test_no_job_is_given_where_notices_go(stack: Stack, scored: str) -> None:
    logs = [file for file in stack.log_files() if "scored" in file.name or file.suffix == ".log"]
    assert all(TOKEN not in file.read_text(errors="replace") for file in logs)
