"""What came out for each side on each outer fold, and how far apart the sides are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import mean, stdev, variance
from typing import Any

from scipy.stats import t  # type: ignore[import-untyped]
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score  # type: ignore[import-untyped]

from tests.peers.quality.study import FOLDS, Study

LIBRARIES = ("scikit-learn", "LightGBM")
NAMES = {"roc_auc": "ROC-AUC", "pr_auc": "PR-AUC", "brier": "Brier score"}
LIMITS = {"roc_auc": 0.003, "pr_auc": 0.003, "brier": 0.002}
Values = dict[str, list[float]]  # by metric, one an outer fold


@dataclass(frozen=True)
class Difference:
    """Ours less theirs, fold by fold; of the Brier score theirs less ours, so that less than 0 is worse throughout."""

    library: str
    metric: str
    values: list[float]

    @property
    def mean(self) -> float:
        """Over the outer folds."""
        return mean(self.values)

    @property
    def interval(self) -> tuple[float, float]:
        """95 % for the mean, by the corrected resampled t test (Nadeau and Bengio 2003).

        Training rows are shared between folds, so the variance is multiplied by 1 / n + test rows / training rows.
        """
        count = len(self.values)
        spread = math.sqrt((1 / count + 1 / (FOLDS - 1)) * variance(self.values)) * float(t.ppf(0.975, count - 1))
        return self.mean - spread, self.mean + spread

    @property
    def kept(self) -> bool:
        """Whether we are not worse by more than the limit."""
        return self.mean >= -LIMITS[self.metric]


@dataclass(frozen=True)
class Comparison:
    """One table's results.

    `ours` and `theirs` are what `ours.Sitting` and `peers.measured` give, an entry an outer fold.
    """

    study: Study
    ours: list[dict[str, Any]]
    theirs: list[dict[str, Any]]

    def best(self) -> dict[str, Values]:
        """Each side's metrics, of the candidate that it chose by its inner folds."""
        sides = {"Churnflow": [split["candidates"][split["winner"]] for split in self.ours]}
        sides |= {library: [_winner(split[library]) for split in self.theirs] for library in LIBRARIES}
        return {side: _values(chosen) for side, chosen in sides.items()}

    def candidates(self) -> dict[str, dict[str, Values]]:
        """By algorithm and side the metrics of the best trial."""
        found: dict[str, dict[str, Values]] = {}
        for algorithm in self.ours[0]["candidates"]:
            sides = {"Churnflow": [split["candidates"][algorithm] for split in self.ours]}
            for library in LIBRARIES:
                if algorithm in self.theirs[0][library]:
                    sides[library] = [split[library][algorithm] for split in self.theirs]
            found[algorithm] = {side: _values(chosen) for side, chosen in sides.items()}
        return found

    def chosen(self, side: str, algorithm: str) -> int:
        """On how many outer folds a side chose an algorithm."""
        if side == "Churnflow":
            return sum(split["winner"] == algorithm for split in self.ours)
        return sum(_winner(split[side]) is split[side].get(algorithm) for split in self.theirs)

    def differences(self) -> list[Difference]:
        """Our best beside each library's best."""
        sides = self.best()
        found = []
        for library in LIBRARIES:
            for metric in LIMITS:
                pairs = zip(sides["Churnflow"][metric], sides[library][metric], strict=True)
                found.append(Difference(library, metric, [_better(metric, *pair) for pair in pairs]))
        return found

    def known(self) -> Values | None:
        """The metrics of the true probabilities on the same folds."""
        if self.study.truth is None:
            return None
        labels, truth = self.study.labels, self.study.truth
        found: Values = {metric: [] for metric in LIMITS}
        for folds in map(self.study.folds, range(self.study.repeats)):
            for held in range(FOLDS):
                inside = [row for row, fold in enumerate(folds) if fold == held]
                own, probabilities = [labels[row] for row in inside], [truth[row] for row in inside]
                found["roc_auc"].append(float(roc_auc_score(own, probabilities)))
                found["pr_auc"].append(float(average_precision_score(own, probabilities)))
                found["brier"].append(float(brier_score_loss(own, probabilities)))
        return found


def spread(values: list[float]) -> str:
    """Mean and standard deviation."""
    return f"{mean(values):.4f} ± {stdev(values):.4f}"


def _winner(candidates: dict[str, Any]) -> Any:
    return max(candidates.values(), key=lambda candidate: candidate["inner"])


def _values(chosen: list[Any]) -> Values:
    return {metric: [one[metric] for one in chosen] for metric in LIMITS}


def _better(metric: str, ours: float, theirs: float) -> float:
    return theirs - ours if metric == "brier" else ours - theirs
