"""Runs that several tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.support.jobs import Workspace
from tests.support.stack import Stack


@dataclass(frozen=True)
class Trained:
    """A finished training of the sample, and the promotion that it started."""

    dag: str
    run_id: str
    winner: str
    version: str
    promotion: dict[str, Any]


def by_hand(stack: Stack, pipeline: str) -> Workspace:
    """For running a pipeline's jobs on the stack's volume and MLflow without Airflow."""
    server = {
        "MLFLOW_TRACKING_URI": stack.mlflow.url,
        "MLFLOW_TRACKING_USERNAME": stack.mlflow.user,
        "MLFLOW_TRACKING_PASSWORD": stack.mlflow.password,
    }
    return Workspace(stack.home, stack.pipelines, pipeline, server)
