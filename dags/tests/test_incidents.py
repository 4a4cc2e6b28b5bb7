"""The policy by which verdicts lead to a new training."""

from __future__ import annotations

import re
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
    return latest([Known("telco", "4", year(drift), year(performance))], policy)


def first_batch(word: str) -> str | None:
    found = incident(word)
    return found.verdicts[0].batch if found else None


def trainings(word: str, policy: Policy) -> list[str]:
    """The run ids that a look after each batch asks for, each once, in the order in which they are first asked for."""
    looks = [incident(word[:seen], policy=policy) for seen in range(1, len(word) + 1)]
    return list(dict.fromkeys(look.run_id for look in looks if look))


def of_drift(*batches: str) -> list[str]:
    return [f"incident__telco__v4__{batch}" for batch in batches]


@pytest.mark.parametrize("word", ["", ".", "x", "x..", "x..x", ".x.....x"])
def test_a_single_violated_batch_of_the_window_is_no_incident(word: str):
    assert first_batch(word) is None


@pytest.mark.parametrize(("word", "first"), [("xx", "month-01"), ("x.x", "month-01"), ("...x.x", "month-04")])
def test_k_of_n_are_one_that_names_all_of_them(word: str, first: str):
    assert first_batch(word) == first


def test_the_newest_batch_must_be_among_them():
    policy = Policy(violations=2, window=3, cool_down=timedelta())
    assert incident("xx.", policy=policy) == incident("xx", policy=policy)


@pytest.mark.parametrize("later", ["", ".", "x", "..", ".x", "x.", "xx", "x..", "xxx"])
def test_an_incident_stays_the_same_while_it_lasts(later: str):
    quarter = Policy(violations=2, window=3, cool_down=timedelta(days=91))
    assert trainings("xx" + later, quarter) == of_drift("month-02")


def test_what_still_holds_after_the_cool_down_is_another_of_another_name():
    assert trainings("xxx", TWO_OF_THREE) == of_drift("month-02")
    assert trainings("xxxx", TWO_OF_THREE) == of_drift("month-02", "month-04")  # 60 days after the second month
    assert trainings("xxxxxx", TWO_OF_THREE) == of_drift("month-02", "month-04", "month-06")


@pytest.mark.parametrize(
    ("word", "batches"), [(".xxx", ["month-03", "month-04"]), ("x.x.x", ["month-03", "month-05"]), ("xx.", ["month-02"])]
)
def test_with_a_cool_down_shorter_than_the_batches_are_apart_each_further_violated_one_is_another(
    word: str, batches: list[str]
):
    assert trainings(word, Policy(violations=2, window=3, cool_down=timedelta(hours=24))) == of_drift(*batches)


@pytest.mark.parametrize("late", [1, 2, 3])
def test_a_verdict_that_comes_late_does_not_change_an_incident_that_was_seen(late: int):
    """Batches are scored side by side: the one that was loaded first may be judged last."""
    loaded = year(".xxx", days=1)
    seen = (*loaded[:late], *loaded[late + 1 :], loaded[late])
    looks = [latest([Known("telco", "4", seen[:end])], TWO_OF_THREE) for end in range(1, len(seen) + 1)]
    assert len({look.run_id for look in looks if look}) == 1


@pytest.mark.parametrize(("performance", "first"), [("..", None), (".x.", "month-02"), ("xxx", "month-03"), ("xx", "month-01")])
def test_performance_below_its_bound_is_one_at_once(performance: str, first: str | None):
    found = incident("....", performance)
    assert (found.verdicts[0].batch if found else None) == first
    assert found is None or found.kind is Kind.PERFORMANCE


def test_a_later_look_at_the_same_batch_is_another_after_the_cool_down():
    weekly = tuple(Verdict("month-01", START + timedelta(days=7 * week), "4", violated=True) for week in range(3))
    policy = Policy(violations=2, window=3, cool_down=timedelta(days=14))
    looks = [latest([Known("telco", "4", (), weekly[:seen])], policy) for seen in (1, 2, 3)]
    assert [look.run_id for look in looks if look] == [
        "incident_of_performance__telco__v4__month-01__20260101T000000Z",
        "incident_of_performance__telco__v4__month-01__20260101T000000Z",
        "incident_of_performance__telco__v4__month-01__20260115T000000Z",
    ]


def test_a_run_id_is_one_that_airflow_takes():
    longest = Verdict("r" * 80 + "-01234567", START, "1" * 9, violated=True)
    found = latest([Known("p" * 57, "1" * 9, (), (longest,))], TWO_OF_THREE)
    assert found is not None and len(found.run_id) <= 250
    assert re.fullmatch(r"[A-Za-z0-9_.~:+-]+", found.run_id)


def test_versions_share_the_cool_down_and_are_judged_by_their_own_batches():
    old = Known("telco", "4", year("xx"))
    soon = tuple(Verdict(f"later-{number}", START + timedelta(days=60 + number), "5", violated=True) for number in (1, 2))
    late = (*soon, Verdict("later-3", START + timedelta(days=120), "5", violated=True))
    assert latest([old, Known("telco", "5", soon)], TWO_OF_THREE) == latest([old], TWO_OF_THREE)
    found = latest([Known("telco", "5", late), old], TWO_OF_THREE)
    assert found is not None and found.run_id == "incident__telco__v5__later-3"


def test_both_kinds_share_the_cool_down():
    found = incident("xx", "..x")  # the third month is 30 days after the second
    assert found is not None and found.run_id == "incident__telco__v4__month-02"
    found = incident("xx", "...x")
    assert found is not None and found.run_id == "incident_of_performance__telco__v4__month-04__20260501T000000Z"
