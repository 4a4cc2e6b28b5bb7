"""Gives the tests an Airflow home of their own, that is thrown away, and what the stack's components find on their path."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

_HOME = tempfile.TemporaryDirectory(prefix="churnflow-airflow-")
os.environ.update(AIRFLOW_HOME=_HOME.name, AIRFLOW__CORE__LOAD_EXAMPLES="False")
AIRFLOW = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(AIRFLOW / "lib"), str(AIRFLOW / "bin")]
