"""What ten times the rows cost each learner, in time and memory."""

from __future__ import annotations

from parts import fits
from parts.learners import BOOSTING, FOREST, FOREST_DEPTH, LOGISTIC
from parts.section import Row, Section, bound, seconds
from parts.sitting import Sitting

CASES: dict[str, tuple[tuple[str, ...], float]] = {
    "random-forest": ((*FOREST, *FOREST_DEPTH), 14),
    "gradient-boosting": (BOOSTING, 11),
    "logistic-regression": (LOGISTIC, 11),
}
MOST_MIB = 8 * 1024


def measure(sitting: Sitting) -> Section:
    """Fit each learner on both sizes."""
    small, large = sitting.sample(sitting.rows), sitting.sample(sitting.growth_rows)
    rows: list[Row] = []
    for learner, (options, most) in CASES.items():
        few = fits.ours(sitting, learner, small, sitting.repeat, *options)
        many = fits.ours(sitting, learner, large, 1, *options)
        growth = many.first / few.median
        work = f"{learner}, {sitting.growth_rows:,} rows beside {sitting.rows:,}"
        met = growth <= most
        rows.append(Row(work, seconds(many.first), seconds(few.median), f"{growth:.1f}", f"at most {most:g}", met))
        rows.append(bound("peak memory, with its table", many.peak_mib, MOST_MIB, "MiB"))
    note = (
        f"Fit only. In the peer's place: the median of {sitting.repeat} fits of the smaller table; the larger's is a first fit."
    )
    return Section(rows, [note])
