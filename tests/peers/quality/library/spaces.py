"""The trials that LightGBM has beyond ours: drawn from the ranges that docs/architecture.md names for our boosting."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Parameters = dict[str, float]


def boosting_trials(count: int, seed: int) -> list[Parameters]:
    """Drawn at random; a trial does not depend on how many there are."""
    random = np.random.default_rng(seed)
    return [
        {
            "learning_rate": _logarithmic(random, 0.04, 0.2),
            "max_leaves": round(_logarithmic(random, 3.5, 48.5)),
            "min_leaf": round(_logarithmic(random, 4.5, 100.5)),
            "l2": _logarithmic(random, 0.01, 30),
        }
        for _ in range(count)
    ]


def _logarithmic(random: Any, low: float, high: float) -> float:
    return math.exp(random.uniform(math.log(low), math.log(high)))
