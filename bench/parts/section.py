"""One part's results, and how they read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

HEADER = "| work | ours | peer | ratio | target | |\n| --- | --- | --- | --- | --- | --- |"


@dataclass(frozen=True)
class Row:
    """One measure of one kind of work; `met` is None where nothing is promised."""

    work: str
    ours: str
    peer: str = ""
    ratio: str = ""
    target: str = ""
    met: bool | None = None

    def text(self) -> str:
        """A line of a Markdown table."""
        verdict = "" if self.met is None else "met" if self.met else "**missed**"
        return f"| {self.work} | {self.ours} | {self.peer} | {self.ratio} | {self.target} | {verdict} |"


@dataclass(frozen=True)
class Section:
    """What a part has found, or why it was not run."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    skipped: str = ""

    def text(self) -> str:
        """The table and what stands below it, as Markdown."""
        if self.skipped:
            return f"Skipped: {self.skipped}."
        return "\n".join([HEADER, *(row.text() for row in self.rows), *(f"\n{note}" for note in self.notes)])


def ratio(work: str, ours: float, peer: float, most: float, target: str) -> Row:
    """Two times in seconds, of which ours may take at most a share of the peer's."""
    share = ours / peer
    return Row(work, seconds(ours), seconds(peer), times(share), target, share <= most)


def bound(work: str, ours: float, most: float, unit: str = "s") -> Row:
    """A number that has a limit of its own."""
    shown = seconds(ours) if unit == "s" else f"{ours:,.0f} {unit}"
    limit = f"{most:g} s" if unit == "s" else f"{most:,.0f} {unit}"
    return Row(work, shown, target=f"at most {limit}", met=ours <= most)


def table(header: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table of details."""
    rule = "| " + " | ".join("---" for _ in header) + " |"
    return "\n".join(["| " + " | ".join(header) + " |", rule, *("| " + " | ".join(line) + " |" for line in lines)])


def seconds(value: float) -> str:
    """Seconds with as many digits as matter."""
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s" if value < 100 else f"{value:,.0f} s"


def times(share: float) -> str:
    """A ratio, below 1 also as a fraction of 1."""
    return f"{share:.3f} (1/{1 / share:.1f})" if share < 1 else f"{share:.2f}"
