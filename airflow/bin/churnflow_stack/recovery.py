"""What is expected of a simulated year: harm is noticed and made good, and nothing is done about what is harmless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

LOST = 0.03
"""By so much F1 may stay lower than before the harm."""
WINDOW = 2
"""Batches, the first harmed one among them, within which the sensor has to have fired."""
HARMLESS = "harmless"


@dataclass(frozen=True)
class Month:
    """Realised F1 of one month's batch: of what was in production, and of the first version."""

    month: int
    version: int
    retrained: float
    first: float


def month_of(batch: dict[str, Any], number: int, first: str) -> Month:
    """A batch of performance.json as a month; while the first version is in production it has no arm of its own."""
    realised = {arm["arm"]: arm["realised"] for arm in batch.get("arms", [])}
    retrained = batch["realised"]["f1"]["value"]
    return Month(number, batch["version"], retrained, realised[first]["f1"]["value"] if first in realised else retrained)


@dataclass(frozen=True)
class Training:
    """A training that the sensor has started, by the month in which it did."""

    run: str
    month: int
    promoted: bool


@dataclass(frozen=True)
class Finding:
    """One expectation, and whether it was met."""

    good: bool
    text: str


def findings(months: Sequence[Month], trainings: Sequence[Training], changes: Mapping[str, int]) -> list[Finding]:
    """All of them, in the order of the changes."""
    harm = {change: at for change, at in changes.items() if change != HARMLESS}
    found = [_undisturbed(trainings, harm)]
    ends = sorted([*harm.values(), len(months) + 1])
    for change, at in harm.items():
        until = min(end for end in ends if end > at)
        answers = [one for one in trainings if at <= one.month < until]
        found += _answered(change, at, answers, until, months)
    return found


def _undisturbed(trainings: Sequence[Training], harm: Mapping[str, int]) -> Finding:
    windows = [range(at, at + WINDOW) for at in harm.values()]
    early = [one.month for one in trainings if not any(one.month in window for window in windows)]
    return Finding(not early, f"trainings outside the two months that begin with harm: expected none, found {early or 'none'}")


def _answered(change: str, at: int, answers: Sequence[Training], until: int, months: Sequence[Month]) -> Iterator[Finding]:
    fired = [one.month for one in answers]
    in_time = bool(fired) and fired[0] < at + WINDOW
    yield Finding(
        in_time, f"{change}, from month {at}: expected a training by month {at + WINDOW - 1}, found {fired or 'none'}"
    )
    if not answers:
        return
    first = answers[0]
    yield Finding(first.promoted, f"{change}: expected what was trained in month {first.month} to be promoted")
    after = [one for one in months if first.month < one.month <= first.month + 2 and one.month < until]
    before = [one for one in months if at - 2 <= one.month < at]
    if len(after) < 2 or not before:
        yield Finding(False, f"{change}: expected two months after the promotion and one before the harm, found fewer")
        return
    now, without = mean(one.retrained for one in after), mean(one.first for one in after)
    once = mean(one.retrained for one in before)
    yield Finding(
        now >= once - LOST and now > without,
        f"{change}: mean F1 {now:.4f} after the promotion, {once:.4f} before the harm, {without:.4f} without retraining",
    )
