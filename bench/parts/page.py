"""Puts a section's numbers into docs/performance.md, between the marks that stand there for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from chain import REPO

from parts.section import Section
from tests.support import evidence

PAGE = REPO / "docs" / "performance.md"


@dataclass(frozen=True)
class Stamp:
    """What a sitting was measured on."""

    commit: str
    machine: str
    peers: str

    @staticmethod
    def now(peers: str) -> Stamp:
        """The present commit and machine."""
        return Stamp(evidence.commit(), evidence.machine(), peers)

    def text(self, duration: float) -> str:
        """One line."""
        date = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC"
        return f"Commit {self.commit}, {date}, {duration:.0f} s in all; {self.machine}; {self.peers}."


def write(part: str, found: Section, stamp: str) -> None:
    """Replace what stands between the part's marks."""
    begin, end = f"<!-- {part}: written by make bench -->", f"<!-- {part}: end -->"
    evidence.put_between(PAGE, begin, end, f"{found.text()}\n\n{stamp}")
