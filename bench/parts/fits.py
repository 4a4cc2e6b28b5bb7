"""Calls `bench/fit` and `bench/peers/fit.py`, which take the same options and print the same JSON."""

from __future__ import annotations

import os
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chain import REPO

from parts.process import peers, run
from parts.section import Row, Section, ratio
from parts.sitting import Sitting

HEAP = "-Xmx7g"


@dataclass(frozen=True)
class Fitted:
    """Seconds and ROC-AUC of each fit, the first one cold; seconds of scoring and of explaining; the process's peak memory."""

    library: str
    seconds: list[float]
    areas: list[float]
    peak_mib: float
    weights: dict[str, float]
    score_seconds: float
    explain_seconds: float

    @property
    def first(self) -> float:
        """The only fit that a job's process ever does."""
        return self.seconds[0]

    @property
    def median(self) -> float:
        """The middle of all fits."""
        return statistics.median(self.seconds)

    @property
    def auc(self) -> float:
        """The mean of all fits'."""
        return statistics.fmean(self.areas)

    @property
    def auc_text(self) -> str:
        """The mean and, of several, the range."""
        spread = f" ({min(self.areas):.4f} to {max(self.areas):.4f})" if len(self.areas) > 1 else ""
        return f"{self.auc:.4f}{spread}"

    @staticmethod
    def of(found: dict[str, Any], peak_mib: float) -> Fitted:
        """What a harness has printed."""
        library = found.get("library", f"{found['learner']}, Java {found.get('java')}")
        return Fitted(
            library,
            found["fit_seconds"],
            found["auc"],
            peak_mib,
            found["weights"],
            found["score_seconds"],
            found["explain_seconds"],
        )


def ours(sitting: Sitting, learner: str, train: Path, repeat: int, *options: str, test: Path | None = None) -> Fitted:
    """Fit one of the jobs' learners, or Smile's forest."""
    command = [str(REPO / "bench" / "fit"), *_same(sitting, learner, train, repeat, test), *options]
    ran = run(f"{learner}, {train.name}", command, os.environ | {"CHURNFLOW_BENCH_JVM": HEAP})
    return Fitted.of(ran.last_line(), ran.peak_mib)


def theirs(sitting: Sitting, learner: str, train: Path, repeat: int, *options: str, test: Path | None = None) -> Fitted:
    """Fit scikit-learn's or LightGBM's."""
    program = [str(sitting.peer_python), str(REPO / "bench" / "peers" / "fit.py")]
    ran = run(f"peer: {learner}, {train.name}", [*program, *_same(sitting, learner, train, repeat, test), *options], peers())
    return Fitted.of(ran.last_line(), ran.peak_mib)


def _same(sitting: Sitting, learner: str, train: Path, repeat: int, test: Path | None) -> list[str]:
    words = ["--learner", learner, "--train", str(train), "--test", str(test or sitting.test())]
    return [*words, "--threads", str(sitting.threads), "--repeat", str(repeat)]


def rows(work: str, mine: Fitted, peer: Fitted, most: float, target: str, auc_loss: float) -> list[Row]:
    """The first fit, which is judged, the median, the AUC and the memory."""
    warm = ratio(f"{work}, median of all fits", mine.median, peer.median, most, "")
    difference = mine.auc - peer.auc
    return [
        ratio(f"{work}, first fit in its process", mine.first, peer.first, most, target),
        Row(warm.work, warm.ours, warm.peer, warm.ratio),
        Row(
            "ROC-AUC on other rows, mean of all fits",
            mine.auc_text,
            peer.auc_text,
            f"{difference:+.4f}",
            f"not lower by more than {auc_loss}",
            difference >= -auc_loss,
        ),
        Row("peak memory of the process, with its table", f"{mine.peak_mib:,.0f} MiB", f"{peer.peak_mib:,.0f} MiB"),
    ]


def section(sitting: Sitting, peer: Fitted, found: list[Row], *notes: str) -> Section:
    """Rows with what every comparison of fits has to say."""
    fit_only = f"Fit only, {sitting.threads} threads on both sides, beside {peer.library}; reading and coding are not timed."
    return Section(found, [" ".join([fit_only, *notes])])
