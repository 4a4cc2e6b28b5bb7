"""Runs that several tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Trained:
    """A finished training of the sample, and the promotion that it started."""

    dag: str
    run_id: str
    winner: str
    version: str
    promotion: dict[str, Any]
