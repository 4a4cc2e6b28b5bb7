"""One shared volume for all cases."""

from __future__ import annotations

import pytest

from tests.malformed.feeding import Feeder


@pytest.fixture(scope="session")
def feeder(tmp_path_factory: pytest.TempPathFactory) -> Feeder:
    return Feeder(tmp_path_factory.mktemp("malformed"))
