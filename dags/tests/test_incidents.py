"""The policy by which batches lead to a new training."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from churnflow_dags.incidents import BatchVerdict, Policy, latest

START = datetime(2026, 1, 1, tzinfo=UTC)
TWO_OF_THREE = Policy(violations=2, window=3, cool_down=timedelta(days=60))


def year(word: str, *, days: int = 30, version: str = "4") -> list[BatchVerdict]:
    """A batch a letter: `x` is violated."""
    return [
        BatchVerdict(f"month-{number:02}", START + timedelta(days=days * number), version, letter == "x")
        for number, letter in enumerate(word, start=1)
    ]


def first_batch(word: str, policy: Policy = TWO_OF_THREE) -> str | None:
    found = latest("telco", year(word), "4", policy)
    return found.batches[0].batch if found else None


@pytest.mark.parametrize("word", ["", ".", "x", "x..", "x..x", ".x.....x"])
def test_a_single_violated_batch_of_the_window_is_no_incident(word: str):
    assert first_batch(word) is None


@pytest.mark.parametrize(("word", "first"), [("xx", "month-01"), ("x.x", "month-01"), ("...x.x", "month-04")])
def test_k_of_n_are_one_named_after_the_earliest(word: str, first: str):
    assert first_batch(word) == first


def test_the_newest_batch_must_be_among_them():
    policy = Policy(violations=2, window=3, cool_down=timedelta())
    assert latest("telco", year("xx."), "4", policy) == latest("telco", year("xx"), "4", policy)


@pytest.mark.parametrize("later", ["", ".", "x", ".x", "x.."])
def test_an_incident_stays_the_same_while_it_lasts(later: str):
    assert first_batch("xx" + later[:1]) == "month-01"


def test_what_still_holds_after_the_cool_down_is_another():
    assert first_batch("xxx") == "month-01"
    assert first_batch("xxxx") == "month-02"  # 60 days after the second month


def test_batches_of_another_version_do_not_count():
    verdicts = [*year("xx", version="3"), *year("..xx", version="4")[2:]]
    found = latest("telco", verdicts, "4", TWO_OF_THREE)
    assert found is not None and found.run_id == "incident__telco__v4__month-03"
    assert latest("telco", verdicts, "5", TWO_OF_THREE) is None


def test_the_order_of_the_files_does_not_matter_and_two_checks_of_a_batch_are_one():
    verdicts = year("x.")
    again = BatchVerdict("month-02", verdicts[1].at, "4", True, ("realised F1 of 0.41 is below 0.5",))
    found = latest("telco", [again, *reversed(verdicts)], "4", TWO_OF_THREE)
    assert found is not None
    assert [batch.batch for batch in found.batches] == ["month-01", "month-02"]
    assert found.batches[-1].reasons == again.reasons
