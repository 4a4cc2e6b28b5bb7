"""In how many parts a table is scored."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from airflow.sdk.exceptions import AirflowFailException

from churnflow_dags import shards as module
from churnflow_dags.shards import shards


@pytest.mark.parametrize(
    ("rows", "least", "workers", "number"),
    [
        (0, 1_000_000, 2, 1),
        (1, 1_000_000, 2, 1),
        (1_000_000, 1_000_000, 2, 1),
        (1_000_001, 1_000_000, 2, 2),
        (10_000_000, 1_000_000, 1, 1),
        (100_000_000, 1_000_000, 1, 10),
        (100_000_000, 1_000_000, 2, 10),
        (50_000_000, 1_000_000, 2, 8),
        (100_000_000, 1_000_000, 10, 40),
        (100_000_000, 1_000_000, 50, 100),
        (100_000_000, 1, 5000, 1000),
    ],
)
def test_it_follows_size_and_workers(rows, least, workers, number):
    found = shards(rows, least, workers)
    assert found == [f"{part}/{number}" for part in range(1, number + 1)]


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", "²"])
def test_a_setting_that_is_no_number_is_refused(monkeypatch, text):
    monkeypatch.setenv("CHURNFLOW_SHARD_ROWS", text)
    checked = SimpleNamespace(xcom_pull=lambda task_ids: {"rows": 1})
    monkeypatch.setattr(module, "get_current_context", lambda: {"ti": checked})
    with pytest.raises(AirflowFailException, match="CHURNFLOW_SHARD_ROWS: expected a whole number of at least 1, found"):
        module.plan_shards.function()
