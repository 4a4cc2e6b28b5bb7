"""The fixed part of the corpus: a few of every kind."""

from __future__ import annotations

import pytest

from tests.malformed.case import Case
from tests.malformed.corpus import fixed, require
from tests.malformed.feeding import Feeder


@pytest.mark.parametrize("case", fixed(), ids=lambda case: case.id)
def test_a_malformed_input_ends_as_the_table_of_exit_codes_says(feeder: Feeder, case: Case) -> None:
    require(case, feeder.feed(case))
