"""Gives the tests an Airflow of their own: home, database and settings in a folder that is thrown away."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from http.server import ThreadingHTTPServer
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
from dag_support import RUN_JOB, load_bag  # noqa: E402
from small_registry import Registry  # noqa: E402


@pytest.fixture(scope="session")
def bag():
    """The DAG files, loaded as Airflow loads them."""
    return load_bag()


@pytest.fixture(scope="session")
def database():
    subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], check=True, capture_output=True)


@pytest.fixture
def home(tmp_path, monkeypatch, database):
    program = tmp_path / "jobs" / "bin" / "run-job"
    program.parent.mkdir(parents=True)
    program.write_text(RUN_JOB, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("CHURNFLOW_JOBS", str(tmp_path / "jobs"))
    monkeypatch.setenv("CHURNFLOW_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def registry(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
    server.error, server.seen = None, []
    server.models, server.deleted = {"telco_churn"}, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"http://127.0.0.1:{server.server_port}/")
    yield server
    server.shutdown()
    server.server_close()
