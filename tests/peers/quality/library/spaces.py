"""Where the libraries look for parameters: the ranges that docs/architecture.md names for ours, under the libraries' names."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

Parameters = dict[str, Any]
Draw = Callable[[Any], Any]


def logarithmic(low: float, high: float) -> Draw:
    """Uniform in the logarithm."""
    return lambda random: math.exp(random.uniform(math.log(low), math.log(high)))


def logarithmic_integers(low: int, high: int) -> Draw:
    """Whole numbers, uniform in the logarithm."""
    return lambda random: round(math.exp(random.uniform(math.log(low - 0.5), math.log(high + 0.5))))


# What a search begins with is its first trial: the sample pipeline's parameters.
FIRST: dict[str, Parameters] = {
    "logistic-regression": {"l2": 1.0},
    "random-forest": {"min_leaf": 5, "max_features": 0, "max_depth": 20},
    "gradient-boosting": {"learning_rate": 0.1, "max_leaves": 15, "min_leaf": 20, "l2": 0.0},
}
SPACES: dict[str, dict[str, Draw]] = {
    "logistic-regression": {"l2": logarithmic(0.01, 100)},
    "random-forest": {
        "min_leaf": logarithmic_integers(1, 50),
        "max_features": lambda random: int(random.choice([0, 2, 3, 4, 6, 8, 12])),
        "max_depth": lambda random: int(random.integers(6, 25)),
    },
    "gradient-boosting": {
        "learning_rate": logarithmic(0.02, 0.2),
        "max_leaves": logarithmic_integers(4, 48),
        "min_leaf": logarithmic_integers(5, 100),
        "l2": logarithmic(0.01, 30),
    },
}


def trials(algorithm: str, count: int, seed: int) -> list[Parameters]:
    """The first trial, then drawn ones; a trial does not depend on how many there are."""
    random = np.random.default_rng(seed)
    drawn = [{name: draw(random) for name, draw in SPACES[algorithm].items()} for _ in range(count - 1)]
    return [FIRST[algorithm], *drawn]
