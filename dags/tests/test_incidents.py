"""The policy by which verdicts lead to a new training."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from churnflow_dags.incidents import Incident, Kind, Known, Policy, Verdict, latest

START = datetime(2026, 1, 1, tzinfo=UTC)
TWO_OF_THREE = Policy(violations=2, window=3, cool_down=timedelta(days=60))


def year(word: str, *, days: int = 30) -> tuple[Verdict, ...]:
    """A batch a letter: `x` is violated."""
    return tuple(
        Verdict(f"month-{number:02}", START + timedelta(days=days * number), "4", letter == "x")
        for number, letter in enumerate(word, start=1)
    )


def incident(drift: str, performance: str = "", policy: Policy = TWO_OF_THREE) -> Incident | None:
    return latest(Known("telco", "4", year(drift), year(performance)), policy)


def first_batch(word: str) -> str | None:
    found = incident(word)
    return found.verdicts[0].batch if found else None


@pytest.mark.parametrize("word", ["", ".", "x", "x..", "x..x", ".x.....x"])
def test_a_single_violated_batch_of_the_window_is_no_incident(word: str):
    assert first_batch(word) is None


@pytest.mark.parametrize(("word", "first"), [("xx", "month-01"), ("x.x", "month-01"), ("...x.x", "month-04")])
def test_k_of_n_are_one_named_after_the_earliest(word: str, first: str):
    assert first_batch(word) == first


def test_the_newest_batch_must_be_among_them():
    policy = Policy(violations=2, window=3, cool_down=timedelta())
    assert incident("xx.", policy=policy) == incident("xx", policy=policy)


@pytest.mark.parametrize("later", ["", ".", "x", ".x", "x.."])
def test_an_incident_stays_the_same_while_it_lasts(later: str):
    assert first_batch("xx" + later[:1]) == "month-01"


def test_what_still_holds_after_the_cool_down_is_another():
    assert first_batch("xxx") == "month-01"
    assert first_batch("xxxx") == "month-02"  # 60 days after the second month


def test_the_order_of_the_verdicts_does_not_matter():
    drift = year(".x.x")
    assert latest(Known("telco", "4", drift[::-1]), TWO_OF_THREE) == latest(Known("telco", "4", drift), TWO_OF_THREE)


@pytest.mark.parametrize(("performance", "first"), [("..", None), (".x.", "month-02"), ("xxx", "month-03"), ("xx", "month-01")])
def test_performance_below_its_bound_is_one_at_once(performance: str, first: str | None):
    found = incident("....", performance)
    assert (found.verdicts[0].batch if found else None) == first
    assert found is None or found.kind is Kind.PERFORMANCE


def test_both_kinds_share_the_cool_down():
    found = incident("xx", "..x")  # the third month is 30 days after the second
    assert found is not None and found.run_id == "incident__telco__v4__month-01"
    found = incident("xx", "...x")
    assert found is not None and found.run_id == "incident_of_performance__telco__v4__month-04"
