"""What is expected of a simulated year."""

from churnflow_stack.recovery import Month, Training, findings, month_of

CHANGES = {"harmless": 3, "changed-relation": 5, "covariate-shift": 9}
GOOD = [Training("a", 6, True), Training("b", 10, True)]


def year(**f1: float) -> list[Month]:
    """F1 by month, 0.7 where nothing is said; without retraining 0.5 from month 5 on."""
    return [Month(at, 1, f1.get(f"m{at}", 0.7), 0.7 if at < 5 else 0.5) for at in range(1, 13)]


def bad(months: list[Month], trainings: list[Training]) -> list[str]:
    return [finding.text for finding in findings(months, trainings, CHANGES) if not finding.good]


def test_a_year_as_it_should_be() -> None:
    assert bad(year(m5=0.5, m6=0.5, m9=0.4, m10=0.4), GOOD) == []


def test_a_training_for_what_is_harmless() -> None:
    (text,) = bad(year(), [Training("x", 3, True), *GOOD])
    assert "expected none, found [3]" in text


def test_harm_that_nobody_notices() -> None:
    (text,) = bad(year(), GOOD[:1])
    assert text == "covariate-shift, from month 9: expected a training by month 10, found none"


def test_a_training_that_comes_too_late() -> None:
    assert any("found [8]" in text for text in bad(year(), [Training("a", 8, True), GOOD[1]]))


def test_a_gate_that_refuses() -> None:
    assert any("to be promoted" in text for text in bad(year(), [GOOD[0], Training("b", 10, False)]))


def test_a_recovery_by_less_than_is_asked() -> None:
    (text,) = bad(year(m7=0.66, m8=0.66), GOOD)
    assert text == "changed-relation: mean F1 0.6600 after the promotion, 0.7000 before the harm, 0.5000 without retraining"


def test_a_recovery_that_is_no_better_than_none() -> None:
    (text,) = bad([Month(at, 1, 0.7, 0.7 if at != 11 else 0.71) for at in range(1, 13)], GOOD[1:] + GOOD[:1])[-1:]
    assert "covariate-shift" in text


def f1(value: float) -> dict[str, dict[str, float]]:
    return {"f1": {"value": value, "low": value - 0.1, "high": value + 0.1}}


def test_a_batch_with_an_arm_of_the_first_version_and_one_before_it_had_one() -> None:
    alone = {"version": 1, "realised": f1(0.7)}
    assert month_of(alone, 4, "first") == Month(4, 1, 0.7, 0.7)
    arms = [{"arm": "production", "realised": f1(0.6)}, {"arm": "first", "realised": f1(0.3)}]
    assert month_of({"version": 2, "realised": f1(0.6), "arms": arms}, 7, "first") == Month(7, 2, 0.6, 0.3)
