"""Puts a table's results into docs/quality.md, between the marks that stand there for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from tests.peers.quality.comparison import LIMITS, NAMES, Comparison, spread
from tests.support import evidence
from tests.support.places import ROOT

PAGE = ROOT / "docs" / "quality.md"


def write(found: Comparison, versions: str, our_seconds: float, their_seconds: float) -> None:
    """Replaces what stands between the table's marks."""
    begin, end = f"<!-- {found.study.name}: written by make test-peers -->", f"<!-- {found.study.name}: end -->"
    lines = [f"## {found.study.title}", "", *_lines(found), _stamp(versions, our_seconds, their_seconds)]
    evidence.put_between(PAGE, begin, end, "\n".join(lines))


def _lines(found: Comparison) -> Iterator[str]:
    splits = len(found.ours)
    yield f"Mean ± standard deviation over {splits} outer folds of what each side chose by its inner folds:"
    yield ""
    yield from _table(("side", *NAMES.values()), _best(found))
    yield ""
    yield "Ours less theirs (of the Brier score theirs less ours): less than 0 is worse."
    yield ""
    yield from _table(("beside", "metric", "difference", "95 % interval", "limit", "verdict"), _differences(found))
    yield ""
    yield "The best trial of each algorithm, means:"
    yield ""
    yield from _table(("algorithm", "side", "chosen on", *NAMES.values()), _candidates(found))
    yield ""
    used = [split["candidates"][split["winner"]]["calibration"] for split in found.ours]
    counts = ", ".join(f"{used.count(method)} {method}" for method in sorted(set(used)))
    yield f"Calibration of our chosen models: {counts}."
    yield ""


def _best(found: Comparison) -> Iterator[tuple[str, ...]]:
    known = found.known()
    if known is not None:
        yield ("the true probabilities", *(spread(known[metric]) for metric in LIMITS))
    for side, values in found.best().items():
        yield (side, *(spread(values[metric]) for metric in LIMITS))


def _differences(found: Comparison) -> Iterator[tuple[str, ...]]:
    for one in found.differences():
        low, high = one.interval
        verdict = "kept" if one.kept else "**missed**"
        span, limit = f"{low:+.4f} to {high:+.4f}", f"{-LIMITS[one.metric]:.3f}"
        yield one.library, NAMES[one.metric], f"{one.mean:+.4f}", span, limit, verdict


def _candidates(found: Comparison) -> Iterator[tuple[str, ...]]:
    for algorithm, sides in found.candidates().items():
        for side, values in sides.items():
            means = (f"{sum(values[metric]) / len(values[metric]):.4f}" for metric in LIMITS)
            yield algorithm, side, f"{found.chosen(side, algorithm)}", *means


def _table(header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "| " + " | ".join("---" for _ in header) + " |"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _stamp(versions: str, our_seconds: float, their_seconds: float) -> str:
    date = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC"
    took = f"{our_seconds + their_seconds:.0f} s in all ({our_seconds:.0f} s ours, the jobs' start and evaluation among them)"
    return f"Commit {evidence.commit()}, {date}, {took}; {evidence.machine()}; {versions}."
