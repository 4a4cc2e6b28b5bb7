"""What a run's jobs have handed on, and what it means that there is nothing."""

from __future__ import annotations

import pytest
from churnflow_stack.rest import RestError
from churnflow_stack.runs import Runs


class Airflow:
    """Refuses everything with one status."""

    def __init__(self, status: int) -> None:
        self.status = status

    def call(self, method, path, body=None):
        raise RestError(f"{method} {path}", self.status, "no")


def test_a_job_that_did_not_run_has_handed_on_nothing():
    assert Runs(Airflow(404)).result("d", "r", "promote") == {}


@pytest.mark.parametrize("status", [401, 403])
def test_what_may_not_be_seen_is_no_job_that_did_not_run(status):
    with pytest.raises(RestError, match=f"expected 200, found {status}"):
        Runs(Airflow(status)).result("d", "r", "promote")
