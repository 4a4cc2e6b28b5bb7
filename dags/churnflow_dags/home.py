"""The shared volume, as a task finds it."""

from __future__ import annotations

import os
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException


def home() -> Path:
    """Its folder, `CHURNFLOW_HOME`."""
    value = os.environ.get("CHURNFLOW_HOME")
    if not value:
        raise AirflowFailException("CHURNFLOW_HOME: expected the shared volume's folder, found nothing")
    return Path(value)
