"""What tests of several folders share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import evidence
from tests.support.mlflow_server import MlflowServer


def pytest_configure(config: pytest.Config) -> None:
    """Pages of evidence say how their tests have ended."""
    config.pluginmanager.register(evidence.Outcomes(), evidence.OUTCOMES)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MlflowServer]:
    """An MLflow server with an empty store, for one module of tests."""
    made = MlflowServer(tmp_path_factory.mktemp("mlflow"))
    made.start()
    yield made
    made.stop()
