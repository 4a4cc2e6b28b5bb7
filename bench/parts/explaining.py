"""SHAP values of every row of a table: our trees beside LightGBM's `pred_contrib`."""

from __future__ import annotations

from parts import fits
from parts.learners import BOOSTING
from parts.section import Section, ratio, seconds
from parts.sitting import Sitting


def measure(sitting: Sitting) -> Section:
    """Fit boosting on both sides, then explain the training table, once each: cold, as a job does."""
    train = sitting.sample(sitting.rows)
    words = (*BOOSTING, "--explain")
    mine = fits.ours(sitting, "gradient-boosting", train, 1, *words, test=train)
    peer = fits.theirs(sitting, "gradient-boosting", train, 1, *words, test=train)
    work = f"SHAP values of {sitting.rows:,} rows, boosting of 200 trees of 31 leaves"
    row = ratio(work, mine.explain_seconds, peer.explain_seconds, 1, "at most 1")
    beside = f"{sitting.threads} threads on both sides, beside {peer.library}"
    scored = f"probabilities of the same rows took ours {seconds(mine.score_seconds)}, the peer {seconds(peer.score_seconds)}"
    return Section([row], [f"{beside}; for comparison, {scored}."])
