"""Every spoiled CSV file."""

from __future__ import annotations

from tests.malformed import cells, sizes, texts
from tests.malformed.case import Case


def cases() -> list[Case]:
    """Every named case of tables."""
    return [case for spoil in [*texts.SPOILS, *sizes.SPOILS, *cells.SPOILS] for case in spoil.cases()]
