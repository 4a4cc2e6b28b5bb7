"""The undisturbed chain, made once for all kills."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kills.chain import Chain
from tests.support.mlflow_server import MlflowServer


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("kills")
    server = MlflowServer(folder / "mlflow")
    server.start()
    try:
        made = Chain(folder, server)
        made.build()
        yield made
        made.drop()
    finally:
        server.stop()
