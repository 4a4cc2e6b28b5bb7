"""Gives the tests an Airflow of their own: home, database and settings in a folder that is thrown away."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

DAGS = Path(__file__).resolve().parent.parent
_HOME = tempfile.TemporaryDirectory(prefix="churnflow-dags-")

# Airflow reads its settings when it is first imported, so they are set before any test module is.
os.environ.update(
    AIRFLOW_HOME=_HOME.name,
    AIRFLOW__CORE__DAGS_FOLDER=str(DAGS),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__UNIT_TEST_MODE="False",
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{_HOME.name}/airflow.db",
)
for name in [n for n in os.environ if n.startswith(("CHURNFLOW_", "MLFLOW_"))]:
    del os.environ[name]
sys.path.insert(0, str(DAGS))

import pytest  # noqa: E402
from dag_support import load_bag  # noqa: E402


@pytest.fixture(scope="session")
def bag():
    """The DAG files, loaded as Airflow loads them."""
    return load_bag()
