"""One fit of each learner beside the peer's best known one, on the same table."""

from __future__ import annotations

from dataclasses import replace

from parts import fits
from parts.fits import Fitted
from parts.section import Row, Section, ratio, seconds
from parts.sitting import Sitting

FOREST = ("--trees", "100", "--min-leaf", "5")
FOREST_DEPTH = ("--max-depth", "64")
BOOSTING = ("--trees", "200", "--max-leaves", "31", "--learning-rate", "0.1", "--min-leaf", "20")
LOGISTIC = ("--l2", "1")
ORDERS = 10  # of the rows: one boosting's AUC has a standard deviation of 0.0009


def forest(sitting: Sitting) -> Section:
    """Random forest beside scikit-learn's and, where asked, Smile's."""
    train = sitting.sample(sitting.rows)
    mine = fits.ours(sitting, "random-forest", train, sitting.repeat, *FOREST, *FOREST_DEPTH)
    peer = fits.theirs(sitting, "random-forest", train, sitting.peer_repeat, *FOREST)
    found = fits.rows(f"random forest, {sitting.rows:,} rows, 100 trees", mine, peer, 1 / 5, "at most 1/5", 0.002)
    if sitting.smile_rows:
        found += smile(sitting)
    return fits.section(sitting, peer, found, "Ours stops at 64 splits from the root, scikit-learn's nowhere.")


def smile(sitting: Sitting) -> list[Row]:
    """Ours beside Smile's forest, which is slow, on fewer rows."""
    train = sitting.sample(sitting.smile_rows)
    mine = fits.ours(sitting, "random-forest", train, 1, *FOREST, *FOREST_DEPTH)
    other = fits.ours(sitting, "smile-random-forest", train, 1, *FOREST, *FOREST_DEPTH)
    timed = ratio(f"beside Smile, {sitting.smile_rows:,} rows, first fit", mine.first, other.first, 1, "")
    areas = Row("ROC-AUC beside Smile", f"{mine.auc:.4f}", f"{other.auc:.4f}", f"{mine.auc - other.auc:+.4f}")
    return [Row(timed.work, timed.ours, timed.peer, timed.ratio), areas]


def boosting(sitting: Sitting) -> Section:
    """Gradient boosting beside LightGBM."""
    train = sitting.sample(sitting.rows)
    mine = fits.ours(sitting, "gradient-boosting", train, sitting.repeat, *BOOSTING)
    peer = fits.theirs(sitting, "gradient-boosting", train, sitting.repeat, *BOOSTING)
    orders = (*BOOSTING, "--shuffle")
    mine = replace(mine, areas=fits.ours(sitting, "gradient-boosting", train, ORDERS, *orders).areas)
    peer = replace(peer, areas=fits.theirs(sitting, "gradient-boosting", train, ORDERS, *orders).areas)
    work = f"gradient boosting, {sitting.rows:,} rows, 200 trees of 31 leaves"
    found = fits.rows(work, mine, peer, 1.3, "at most 1.3; aim 1", 0.001)
    note = (
        f"ROC-AUC: {ORDERS} more fits on each side, each on the rows in an order of its own; times and memory are not theirs."
    )
    return fits.section(sitting, peer, found, note)


def logistic(sitting: Sitting) -> Section:
    """Logistic regression beside scikit-learn's, with our tolerance and with its own."""
    train = sitting.sample(sitting.rows)
    tolerance = f"{sitting.tolerance:g}"
    mine = fits.ours(sitting, "logistic-regression", train, sitting.repeat, *LOGISTIC)
    peer = fits.theirs(sitting, "logistic-regression", train, sitting.peer_repeat, *LOGISTIC, "--tolerance", tolerance)
    usual = fits.theirs(sitting, "logistic-regression", train, sitting.peer_repeat, *LOGISTIC)
    work = f"logistic regression, {sitting.rows:,} rows, tolerance {tolerance}"
    found = fits.rows(work, mine, peer, 1 / 3, "at most 1/3", 0.0001)
    loose = ratio("the same beside its default tolerance, 1e-4", mine.first, usual.first, 1, "")
    found += [
        Row(loose.work, loose.ours, loose.peer, loose.ratio),
        Row("largest difference of a weight", f"{largest_difference(mine, peer):.2g}"),
    ]
    return fits.section(
        sitting,
        peer,
        found,
        f"scikit-learn took {peer.weights['iterations']:.0f} iterations ({usual.weights['iterations']:.0f} with its default, "
        f"{seconds(usual.first)}). One-hot weights are compared about their mean: their level trades with the intercept.",
    )


def largest_difference(mine: Fitted, peer: Fitted) -> float:
    """Of any weight but the intercept; one-hot weights less their column's mean."""
    left, right = centred(mine.weights), centred(peer.weights)
    return max(abs(left[name] - right[name]) for name in left.keys() & right.keys())


def centred(weights: dict[str, float]) -> dict[str, float]:
    """Weights of numbers as they are, those of categories less the mean of their column."""
    groups: dict[str, list[str]] = {}
    for name in weights:
        column, equals, category = name.partition("=")
        if equals and category:
            groups.setdefault(column, []).append(name)
    means = {name: sum(weights[n] for n in group) / len(group) for group in groups.values() for name in group}
    rest = {"intercept", "iterations"}
    return {name: value - means.get(name, 0) for name, value in weights.items() if name not in rest}
